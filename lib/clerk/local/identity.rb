# frozen_string_literal: true

require "securerandom"

module Clerk
  class Local
    # What makes one instance differ from another: its keys and the host in its publishable key.
    class Identity
      # @return [String] "pk_test_…" or "pk_live_…"
      attr_reader :publishable_key
      # @return [String] "sk_test_…" or "sk_live_…"
      attr_reader :secret_key
      # @return [String] the `iss` of its tokens
      attr_reader :issuer

      # @param environment [Symbol] :development or :production
      # @param name [String, nil] lower-case letters, digits and dashes; nil makes a random one
      # @param secret_key [String, nil] nil makes a random one
      # @raise [ArgumentError] when one of them is not as described
      def initialize(environment:, name: nil, secret_key: nil)
        @environment = environment
        raise ArgumentError, "environment is :development or :production, not #{environment.inspect}" unless mode

        host = frontend_api(name || SecureRandom.hex(6))
        @issuer = "https://#{host}"
        @publishable_key = "pk_#{mode}_#{["#{host}$"].pack("m0")}"
        @secret_key = secret_key || "sk_#{mode}_#{SecureRandom.alphanumeric(40)}"
        raise ArgumentError, "secret_key must start with sk_#{mode}_" unless @secret_key.start_with?("sk_#{mode}_")
      end

      # @return [Boolean]
      def development? = @environment == :development

      # @return [String] without the secret key
      def inspect = "#<#{self.class} #{@environment} #{issuer}>"

      private

      def mode = { development: "test", production: "live" }[@environment]

      def frontend_api(name)
        unless name.match?(/\A[a-z0-9]([a-z0-9-]{0,50}[a-z0-9])?\z/)
          raise ArgumentError, "name is made of lower-case letters, digits and dashes, not #{name.inspect}"
        end

        development? ? "local-#{name}.clerk.accounts.dev" : "clerk.local-#{name}.example"
      end
    end
  end
end
