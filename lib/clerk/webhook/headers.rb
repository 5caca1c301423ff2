# frozen_string_literal: true

module Clerk
  module Webhook
    # Finds the headers of a delivery, under their names in lower case.
    #
    # @api private
    module Headers
      # Their keys in a Rack environment.
      KEYS = WebhookVerifier::HEADERS.to_h { |name| [name, "HTTP_#{name.upcase.tr("-", "_")}"] }.freeze
      private_constant :KEYS

      # @param env [Hash]
      # @return [Hash{String => String, nil}]
      def self.from_env(env) = KEYS.transform_values { |key| env[key] }

      # @param headers [#each] names, those of a Rack environment too, and values, of which the first counts
      # @return [Hash{String => String}]
      # @raise [ArgumentError]
      def self.from(headers)
        raise ArgumentError, "headers must be a Hash, not #{headers.class}" unless headers.respond_to?(:each)

        headers.each.with_object({}) do |(name, value), found|
          name = name.to_s.b.downcase.tr("_", "-").delete_prefix("http-")
          found[name] = Array(value).first.to_s if KEYS.key?(name)
        end
      end
    end
  end
end
