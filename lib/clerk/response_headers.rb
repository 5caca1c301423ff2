# frozen_string_literal: true

require "rack"

module Clerk
  # Adds to a Rack response what a decision wants it to carry. Whatever else the response holds stays as it is.
  #
  # @api private
  module ResponseHeaders
    # @param response [Array(Integer, Hash, #each)]
    # @param decision [Decision]
    # @return [Array(Integer, Hash, #each)] a new response: the application may have frozen its own, or share it
    def self.add(response, decision)
      status, headers, body = response
      headers = decision.headers_over(headers)
      set_cookies(headers, decision.set_cookies)
      [status, headers, body]
    end

    # Rack 3 wants a list of directives under a lower-case name; Rack 2 joins them with newlines, and its users write
    # the name in capitals. Both at once under two spellings would lose one of them.
    def self.set_cookies(headers, directives)
      return if directives.empty?

      name = headers.keys.find { |key| key.casecmp?("set-cookie") } || (LISTS ? "set-cookie" : "Set-Cookie")
      all = Array(headers[name]).flat_map { |value| value.split("\n") } + directives
      headers[name] = LISTS ? all : all.join("\n")
    end
    private_class_method :set_cookies

    # Whether a header with several values is a list.
    LISTS = ::Rack.release.to_i >= 3
    private_constant :LISTS
  end
end
