# frozen_string_literal: true

require "uri"
require_relative "refusal"

module Clerk
  class Local
    # Where the browser goes back to: an absolute http or https URL.
    class ReturnUrl
      # @param text [String, nil] the parameter `redirect_url`
      # @raise [Refusal] when it is missing or is no absolute http(s) URL
      def initialize(text)
        raise Refusal.new(400, "form_param_missing", "redirect_url is missing") if text.to_s.empty?

        @uri = URI.parse(text)
        raise invalid unless @uri.is_a?(URI::HTTP) && !@uri.host.to_s.empty?
      rescue URI::Error
        raise invalid
      end

      # @return [Boolean] whether the application is reached over https
      def secure? = @uri.scheme == "https"

      # @return [String]
      def host = @uri.host

      # @return [String] scheme, host and a port that is not the default
      def origin
        "#{@uri.scheme}://#{@uri.host}#{":#{@uri.port}" unless @uri.port == @uri.default_port}"
      end

      # @param name [String] needs no escaping
      # @param value [String] needs no escaping
      # @return [String] the URL with this parameter added, or put in place of one of that name
      def with(name, value)
        others = @uri.query.to_s.split("&").reject { |pair| pair == name || pair.start_with?("#{name}=") }
        @uri.dup.tap { |uri| uri.query = [*others, "#{name}=#{value}"].join("&") }.to_s
      end

      # @return [String] the URL
      def to_s = @uri.to_s

      private

      def invalid
        Refusal.new(400, "form_param_format_invalid", "redirect_url is invalid",
                    "redirect_url must be an absolute http or https URL")
      end
    end
  end
end
