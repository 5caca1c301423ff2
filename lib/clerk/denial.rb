# frozen_string_literal: true

require "rack"

module Clerk
  # The Rack responses for requests that may not pass. A person gets a page, everything else JSON.
  #
  # @api private
  module Denial
    JSON_HEADERS = { "content-type" => "application/json", "cache-control" => "no-store" }.freeze
    HTML_HEADERS = { "content-type" => "text/html; charset=utf-8", "cache-control" => "no-store" }.freeze
    # RFC 6750 section 3.
    CHALLENGE = 'Bearer realm="clerk"'
    STYLE = ":root { color-scheme: light dark } body { font: 1.1rem/1.6 system-ui, sans-serif; margin: 20vh auto; " \
            "max-width: 30rem; padding: 0 1rem }"
    private_constant :JSON_HEADERS, :HTML_HEADERS, :CHALLENGE, :STYLE

    class << self
      # Whoever visits a page is sent to sign in and back. Nothing else is redirected: what a form sends would be lost,
      # and a script could not follow to another origin.
      #
      # @param auth [Auth]
      # @param redirect [Boolean] whether signing in would help
      # @return [Array(Integer, Hash, Array)]
      def unauthenticated(auth, redirect: true)
        return auth.redirect_to_sign_in if redirect && auth.document? && auth.sign_in_url

        challenge = auth.token_refused? ? %(#{CHALLENGE}, error="invalid_token") : CHALLENGE
        answer(auth, 401, "unauthenticated", "Sign in to continue.", challenge, (auth.sign_in_url if redirect))
      end

      # @param auth [Auth]
      # @return [Array(Integer, Hash, Array)]
      def forbidden(auth)
        answer(auth, 403, "forbidden", "You may not do this.", %(#{CHALLENGE}, error="insufficient_scope"))
      end

      # @param auth [Auth]
      # @return [Array(Integer, Hash, Array)]
      def without_organization(auth)
        answer(auth, 403, "organization_required", "Choose an organization to continue.",
               %(#{CHALLENGE}, error="insufficient_scope"))
      end

      # ClerkJS asks the user for a proof and sends the request again, so this is JSON for everybody.
      #
      # @param auth [Auth]
      # @param wanted [Authorization] the reverification that is missing
      # @return [Array(Integer, Hash, Array)]
      def unverified(auth, wanted)
        body = '{"clerk_error":{"type":"forbidden","reason":"reverification-error",' \
               "\"metadata\":{\"reverification\":#{wanted.reverification_hint}}}}"
        [403, JSON_HEADERS.dup, auth.head? ? [] : [body]]
      end

      private

      def answer(auth, status, code, message, challenge, sign_in_url = nil) # rubocop:disable Metrics/ParameterLists
        headers, body = auth.page? ? page(message, sign_in_url) : json(code, message)
        [status, headers.merge("www-authenticate" => challenge), auth.head? ? [] : [body]]
      end

      def json(code, message)
        [JSON_HEADERS, %({"errors":[{"code":"#{code}","message":"#{message}"}]})]
      end

      # For somebody who sent a form after the session had ended, or lacks a right.
      def page(message, url)
        link = %(<p><a href="#{::Rack::Utils.escape_html(url)}">Sign in</a></p>) if url
        [HTML_HEADERS, <<~HTML]
          <!DOCTYPE html>
          <html lang="en">
          <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
          <title>#{message}</title>
          <style>#{STYLE}</style></head>
          <body><h1>#{message}</h1>#{link}</body>
          </html>
        HTML
      end
    end
  end
end
