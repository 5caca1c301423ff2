# frozen_string_literal: true

require_relative "reply"
require_relative "return_url"

module Clerk
  class Local
    # The part of Clerk that browsers are sent to without seeing it.
    class FrontendApi
      # Seconds a browser keeps the answer of a production handshake that no application reads.
      ANSWER_LIFETIME = 60

      # @param local [Local]
      # @param store [Store]
      # @param browsers [Browsers]
      # @param cookies [CookieJar]
      # @param nonces [Nonces]
      def initialize(local:, store:, browsers:, cookies:, nonces:)
        @local = local
        @store = store
        @browsers = browsers
        @cookies = cookies
        @nonces = nonces
      end

      # @param request [Request]
      # @return [Array, nil] a Rack response; nil when the path is not one of the Frontend API
      # @raise [Refusal]
      def call(request)
        case [request.verb, request.path]
        when ["GET", "/.well-known/jwks.json"] then Reply.json(@local.jwks)
        when ["GET", "/v1/client/handshake"] then handshake(request)
        end
      end

      private

      def handshake(request)
        url = ReturnUrl.new(request.query["redirect_url"])
        client = @browsers.for_handshake(request)
        session = client&.active_session
        activate(session, request.query["organization_id"]) if session
        answer(url, directives(client, session, url), request, client)
      end

      # An organization the user does not belong to changes nothing, as with Clerk.
      def activate(session, name)
        return if name.nil?

        organization = @store.organization(name)
        return unless name.empty? || (organization && @store.membership(session.user, organization))

        session.organization = name.empty? ? nil : organization
      end

      def directives(client, session, url)
        session&.origin = url.origin
        token = @local.session_token(session_id: session.id) if session
        @cookies.directives(client:, token:, secure: url.secure?)
      end

      def answer(url, directives, request, client)
        name, value = encode(directives, request.query["format"])
        cookies = @browsers.remember(client, request)
        # A satellite on another host than this one can be given no cookie.
        in_query = @local.development? || url.host != URI(@local.url).host
        return Reply.redirect(url.with(name, value), status: 307, cookies:) if in_query

        answer = @cookies.cookie(name, value, "HttpOnly", age: ANSWER_LIFETIME, secure: url.secure?)
        Reply.redirect(url.to_s, status: 307, cookies: [*cookies, answer])
      end

      def encode(directives, format)
        return ["__clerk_handshake_nonce", @nonces.keep(directives)] if format == "nonce"

        ["__clerk_handshake", @local.handshake_token(directives)]
      end
    end
  end
end
