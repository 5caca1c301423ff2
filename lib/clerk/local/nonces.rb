# frozen_string_literal: true

require "securerandom"

module Clerk
  class Local
    # Handshake answers that wait for the application's server to fetch them, each once.
    class Nonces
      # Seconds a nonce is good for.
      LIFETIME = 300
      # Anybody can make nonces, so only the newest are kept.
      LIMIT = 10_000

      # @param clock [#call] gives Unix seconds
      def initialize(clock:)
        @clock = clock
        @waiting = {}
      end

      # @param directives [Array<String>] Set-Cookie values
      # @return [String] a nonce that fetches them
      def keep(directives)
        @waiting.shift if @waiting.size >= LIMIT
        nonce = SecureRandom.urlsafe_base64(24)
        @waiting[nonce] = [@clock.call + LIFETIME, directives]
        nonce
      end

      # @param nonce [String, nil]
      # @return [Array<String>, nil] what was kept under the nonce; asking again gives nil
      def take(nonce)
        expires_at, directives = @waiting.delete(nonce)
        directives if expires_at && @clock.call < expires_at
      end

      # @return [String] no nonce
      def inspect = "#<#{self.class} #{@waiting.size} waiting>"
    end
  end
end
