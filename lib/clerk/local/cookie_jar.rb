# frozen_string_literal: true

require "digest"

module Clerk
  class Local
    # The cookies of an application, as the Set-Cookie directives a handshake delivers.
    class CookieJar
      # A date that makes a browser forget a cookie.
      PAST = "Expires=Thu, 01 Jan 1970 00:00:00 GMT"
      # Seconds a browser keeps what must survive it being closed: one year.
      LONG = 31_536_000

      # @return [String] what the names of this instance's cookies end in, "_Ab3dE-_9" for example
      attr_reader :suffix

      # @param publishable_key [String] what the suffix is derived from
      # @param development [Boolean]
      def initialize(publishable_key:, development:)
        @suffix = "_#{[Digest::SHA1.digest(publishable_key)].pack("m0").tr("+/", "-_")[0, 8]}"
        @development = development
      end

      # @param client [Client, nil] the browser
      # @param token [String, nil] the session token; nil signs the application out
      # @param secure [Boolean] whether the application is reached over https
      # @return [Array<String>] Set-Cookie values
      def directives(client:, secure:, token: nil)
        session = client.session if token
        [*both("__session", token, secure:),
         *since(session&.created_at, secure:),
         cookie("__refresh#{suffix}", session&.refresh_token, "HttpOnly", secure:),
         *(@development ? both("__clerk_db_jwt", client.token, age: LONG, secure:) : spent)]
      end

      # @param seconds [Integer, nil] when the user signed in, Unix seconds; nil when nobody is
      # @param secure [Boolean] as {#directives}
      # @return [Array<String>] Set-Cookie values of `__client_uat`
      def since(seconds, secure:) = both("__client_uat", (seconds || 0).to_s, age: LONG, secure:)

      # @param name [String]
      # @param value [String, nil] nil deletes the cookie
      # @param flags [Array<String>] further attributes
      # @param age [Integer, nil] seconds the browser keeps it; nil until it is closed
      # @param secure [Boolean] a browser drops a secure cookie that arrives over plain http
      # @return [String] a Set-Cookie value
      def cookie(name, value, *flags, secure:, age: nil)
        life = value.to_s.empty? ? PAST : ("Max-Age=#{age}" if age)
        ["#{name}=#{value}", "Path=/", life, *flags, "SameSite=Lax", ("Secure" if secure)].compact.join("; ")
      end

      private

      def both(name, value, **options) = ["", suffix].map { |ending| cookie(name + ending, value, **options) }

      # On production the answer of a handshake travels in a cookie. Whoever reads it must also end it: a nonce
      # is good once, and a second request that shows it would be signed out.
      def spent = %w[__clerk_handshake_nonce __clerk_handshake].map { |name| cookie(name, nil, secure: false) }
    end
  end
end
