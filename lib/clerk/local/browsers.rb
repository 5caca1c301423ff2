# frozen_string_literal: true

module Clerk
  class Local
    # Recognises the browser behind a request to Local's own host.
    class Browsers
      # The parameter that tells a development instance which browser this is.
      PARAMETER = "__clerk_db_jwt"

      # @param store [Store]
      # @param cookies [CookieJar]
      # @param development [Boolean]
      def initialize(store:, cookies:, development:)
        @store = store
        @cookies = cookies
        @development = development
        # Cookies ignore ports, so on loopback Local and the application share them: the name must be Local's own.
        @cookie_name = development ? "__clerk_local_dev_browser" : "__client"
      end

      # @param request [Request]
      # @return [Client, nil] for a handshake: development trusts only the parameter, production only the cookie
      def for_handshake(request)
        return @store.client(request.cookies[@cookie_name]) unless @development

        @store.client(request.query[PARAMETER]) || @store.add_client
      end

      # @param request [Request]
      # @return [Client, nil] for a page: as the parameter says, else the cookie
      def for_page(request)
        (@store.client(request.params[PARAMETER]) if @development) || @store.client(request.cookies[@cookie_name])
      end

      # @param client [Client, nil]
      # @param request [Request]
      # @return [Array<String>] Set-Cookie values that make Local recognise the browser again
      def remember(client, request)
        return [] unless client

        [@cookies.cookie(@cookie_name, client.token, "HttpOnly", age: CookieJar::LONG, secure: request.secure?)]
      end
    end
  end
end
