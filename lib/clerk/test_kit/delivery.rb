# frozen_string_literal: true

require "json"

module Clerk
  module TestKit
    # A webhook as Clerk would deliver it.
    class Delivery
      include Opaque

      # @return [String] the body, JSON
      attr_reader :body
      # @return [Hash{String => String}] the headers, with the signature
      attr_reader :headers

      # @param type [String] the event
      # @param data [Hash, Local::User] what it has happened to
      # @param at [Integer] when, in milliseconds since the Unix epoch
      # @param signing [Hash] `id:`, `timestamp:` and `secret:` as {Webhook.sign} takes them
      # @raise [ConfigurationError] for a wrong secret
      def initialize(type, data, at:, **signing)
        data = data.to_json_object if data.respond_to?(:to_json_object)
        @body = JSON.generate("data" => data, "object" => "event", "type" => type, "timestamp" => at,
                              "instance_id" => "ins_testing",
                              "event_attributes" => { "http_request" => { "client_ip" => "", "user_agent" => "" } })
        @headers = { "Content-Type" => "application/json", **Webhook.sign(@body, **signing) }.freeze
      end

      # @return [Hash{String => String}] the headers as Rack::Test and Rack::MockRequest take them
      def env
        headers.to_h do |name, value|
          name = name.upcase.tr("-", "_")
          [name == "CONTENT_TYPE" ? name : "HTTP_#{name}", value]
        end
      end

      # @return [String] without what is in it
      def inspect = "#<#{self.class} #{headers["svix-id"]}>"
    end
  end
end
