# frozen_string_literal: true

require "uri"

module Conformance
  # What is not the same about two outcomes. Messages are not compared.
  module Comparison
    HEADERS = %w[cache-control x-clerk-auth-status x-clerk-auth-reason access-control-allow-origin
                 access-control-allow-credentials].freeze
    MACHINE = %w[api_key m2m_token oauth_token].freeze
    private_constant :HEADERS, :MACHINE

    # One field that differs.
    Mismatch = Struct.new(:field, :theirs, :ours)

    # @param theirs [Hash] the outcome of the reference
    # @param ours [Hash] the gem's
    # @return [Array<Mismatch>]
    def self.mismatches(theirs, ours)
      return [Mismatch.new("exception", theirs["threw"], ours["raised"])] if ours["raised"]
      return thrown(theirs, ours) if theirs["threw"]

      pairs(theirs, ours).reject { |_, left, right| left == right }.map { |field| Mismatch.new(*field) }
    end

    # The reference throws in development when a handshake token does not verify; over HTTP that is an error page.
    def self.thrown(theirs, ours)
      return [] if theirs["threw"].start_with?("Clerk: Handshake token verification failed") && ours["http"] == 500

      [Mismatch.new("exception", theirs["threw"], "#{ours["http"]} #{ours["status"]} #{ours["reason"]}")]
    end
    private_class_method :thrown

    def self.pairs(theirs, ours)
      http = theirs["location"] ? 307 : 200
      [["status", theirs["status"], ours["status"]], ["reason", theirs["reason"], ours["reason"]],
       ["http", http, ours["http"]],
       *location(theirs["location"], ours["location"]),
       ["set-cookie", *[theirs, ours].map { |outcome| outcome["setCookies"].map(&:strip) }],
       *HEADERS.map { |name| [name, theirs["headers"][name], ours["headers"][name]] },
       *auth(theirs["auth"], ours["auth"])]
    end
    private_class_method :pairs

    def self.location(theirs, ours)
      return [["location", theirs, ours]] if theirs.nil? || ours.nil?

      left, right = [theirs, ours].map { |url| url.split(/(?=\?)/, 2) }
      parameters = [left, right].map { |_, query| URI.decode_www_form(query.to_s.delete_prefix("?").sub(/#.*/, "")) }
      [["location", left.first, right.first], ["location's query", *parameters],
       ["location's fragment", theirs[/#.*/], ours[/#.*/]]]
    end
    private_class_method :location

    # Nobody is signed in during a handshake, so there is nothing to compare but that.
    def self.auth(theirs, ours)
      return [["auth.userId", nil, ours["userId"]]] if theirs.nil?

      fields = theirs.keys - (MACHINE.include?(theirs["tokenType"]) ? %w[sessionClaims has] : %w[claims])
      fields.map { |field| ["auth.#{field}", theirs[field], ours[field]] }
    end
    private_class_method :auth
  end
end
