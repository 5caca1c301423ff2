# frozen_string_literal: true

require "openssl"
require_relative "directory_resource"
require_relative "machine_resource"
require_relative "refusal"
require_relative "reply"
require_relative "session_resource"

module Clerk
  class Local
    # The part of Clerk that servers ask, with the secret key.
    class BackendApi
      include DirectoryResource
      include MachineResource
      include SessionResource

      NAME = "([A-Za-z0-9_.-]+)"
      ROUTES = [
        ["GET", %r{\A/v1/jwks\z}, :jwks],
        ["GET", %r{\A/v1/users\z}, :users],
        ["GET", %r{\A/v1/users/#{NAME}\z}, :user],
        ["GET", %r{\A/v1/users/#{NAME}/organization_memberships\z}, :memberships],
        ["GET", %r{\A/v1/organizations/#{NAME}\z}, :organization],
        ["GET", %r{\A/v1/sessions/#{NAME}\z}, :session],
        ["POST", %r{\A/v1/sessions/#{NAME}/revoke\z}, :revoke],
        ["POST", %r{\A/v1/sessions/#{NAME}/refresh\z}, :refresh],
        ["POST", %r{\A/v1/sessions/#{NAME}/tokens\z}, :token],
        ["POST", %r{\A/v1/sessions/#{NAME}/tokens/#{NAME}\z}, :token],
        ["GET", %r{\A/v1/clients/handshake_payload\z}, :handshake_payload],
        ["POST", %r{\A(?:/v1)?/api_keys/verify\z}, :verify_api_key],
        ["POST", %r{\A(?:/v1)?/m2m_tokens/verify\z}, :verify_m2m_token],
        ["POST", %r{\A(?:/v1)?/oauth_applications/access_tokens/verify\z}, :verify_oauth_token]
      ].freeze
      private_constant :NAME, :ROUTES

      # @param local [Local]
      # @param store [Store]
      # @param cookies [CookieJar]
      # @param keys [KeyRing]
      # @param nonces [Nonces]
      # @param secret_key [String] what callers must show
      def initialize(local:, store:, cookies:, keys:, nonces:, secret_key:)
        @local = local
        @store = store
        @nonces = nonces
        @secret_key = secret_key
        @session_refresh = SessionRefresh.new(local:, cookies:, keys:)
      end

      # @param request [Request]
      # @return [Array, nil] a Rack response; nil when there is nothing at the path
      # @raise [Refusal]
      def call(request)
        routes = ROUTES.select { |_verb, pattern| pattern.match?(request.path) }
        return unless request.path.start_with?("/v1/") || routes.any?

        authenticate(request)
        _verb, pattern, action = routes.find { |verb, _pattern| verb == request.verb }
        return Reply.json(send(action, request, *pattern.match(request.path).captures)) if action

        raise Refusal.new(405, "method_not_allowed", "method not allowed") if routes.any?
      end

      # @return [String] without the secret key
      def inspect = "#<#{self.class}>"

      private

      def authenticate(request)
        return if OpenSSL.secure_compare(request.bearer.to_s, @secret_key)

        raise Refusal.new(401, "clerk_key_invalid", "The provided Clerk Secret Key is invalid.",
                          "The provided Clerk Secret Key is invalid. Use the secret_key of Clerk::Local#options.")
      end

      def jwks(_request) = @local.jwks

      def handshake_payload(request)
        directives = @nonces.take(request.query["nonce"])
        return { "directives" => directives } if directives

        raise Refusal.new(404, "handshake_nonce_not_found", "handshake nonce not found",
                          "The nonce is unknown, expired, or was used before.")
      end

      def invalid(name, rule)
        Refusal.new(422, "form_param_value_invalid", "#{name} is invalid", "#{name} must #{rule}")
      end
    end
  end
end
