# frozen_string_literal: true

require "json"
require "rack"
require "securerandom"

module Clerk
  class Local
    # Rack responses.
    module Reply
      # @param data [Hash, Array] what the body says
      # @param status [Integer]
      # @return [Array] a Rack response
      def self.json(data, status: 200)
        build(status, JSON.generate(data), "content-type" => "application/json")
      end

      # @param refusal [Refusal]
      # @return [Array] a Rack response with Clerk's JSON for errors
      def self.error(refusal)
        error = { "message" => refusal.message, "long_message" => refusal.long_message, "code" => refusal.code }
        json({ "errors" => [error], "clerk_trace_id" => SecureRandom.hex(16) }, status: refusal.status)
      end

      # @param text [String] a whole HTML page
      # @param cookies [Array<String>] values of Set-Cookie
      # @return [Array] a Rack response
      def self.html(text, cookies: [])
        build(200, text, cookies:, "content-type" => "text/html; charset=utf-8",
                         "content-security-policy" => "default-src 'none'; style-src 'unsafe-inline'; " \
                                                      "base-uri 'none'; frame-ancestors 'none'")
      end

      # @param location [String] an absolute URL, or a path
      # @param status [Integer]
      # @param cookies [Array<String>] values of Set-Cookie
      # @return [Array] a Rack response
      def self.redirect(location, status: 303, cookies: [])
        build(status, "", cookies:, "content-type" => "text/plain", "location" => location)
      end

      def self.build(status, body, cookies: [], **headers)
        headers = { "cache-control" => "no-store", **headers }
        headers["set-cookie"] = ::Rack.release.to_i >= 3 ? cookies : cookies.join("\n") if cookies.any?
        [status, headers, [body]]
      end
      private_class_method :build
    end
  end
end
