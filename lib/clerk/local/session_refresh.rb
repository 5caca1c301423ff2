# frozen_string_literal: true

require "openssl"
require_relative "refusal"
require_relative "return_url"

module Clerk
  class Local
    # Gives a new session token for an expired one, without a redirect, to who also shows the refresh token.
    class SessionRefresh
      # @param local [Local]
      # @param cookies [CookieJar]
      # @param keys [KeyRing]
      def initialize(local:, cookies:, keys:)
        @local = local
        @cookies = cookies
        @keys = keys
      end

      # @param session [Session]
      # @param input [Hash] the posted JSON
      # @return [Hash] what Clerk answers: cookies for `format` "cookie", else a token
      # @raise [Refusal] 401 when a new token is not due
      def call(session, input)
        url = ReturnUrl.new(text(input, "request_origin"))
        check(session, input)
        session.origin = url.origin
        token = @local.session_token(session_id: session.id)
        return { "object" => "token", "jwt" => token } unless input["format"] == "cookie"

        directives = @cookies.directives(client: session.client, token:, secure: url.secure?)
        { "object" => "cookies", "cookies" => directives }
      end

      private

      def check(session, input)
        refuse("session_not_active", "The session is over.") unless session.active?
        unless OpenSSL.secure_compare(text(input, "refresh_token"), session.refresh_token)
          refuse("refresh_token_invalid", "The refresh token is not the one of this session.")
        end
        claims = @keys.read(text(input, "expired_token"))
        return if claims.is_a?(Hash) && claims["sid"] == session.id

        refuse("expired_token_invalid", "The expired token is not one of this session.")
      end

      def text(input, name)
        value = input[name]
        return value if value.is_a?(String) && !value.empty?

        raise Refusal.new(400, "form_param_missing", "#{name} is missing", "#{name} must be included.")
      end

      def refuse(code, sentence) = raise(Refusal.new(401, code, "cannot refresh", sentence))
    end
  end
end
