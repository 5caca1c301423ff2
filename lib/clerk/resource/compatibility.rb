# frozen_string_literal: true

module Clerk
  class Resource
    # What an application reads a Hash with: in versions 2 and 3 of clerk-sdk-ruby users, sessions and organizations
    # were Hashes, in version 4 and later a session is one, of its token's claims.
    module Compatibility
      # @param name [String, Symbol]
      # @return [Boolean] whether there is such a field or claim, be it nil
      # @raise [ApiError, ConnectionError] as {Resource#[]}
      def key?(name)
        @known.key?(name.to_s) || to_h.key?(name.to_s)
      end

      # @param name [String, Symbol]
      # @param default [Object] at most one: what to return when there is no such field or claim
      # @yieldparam name [String] instead
      # @return [Object, nil]
      # @raise [KeyError] when there is neither
      # @raise [ApiError, ConnectionError] as {Resource#[]}
      def fetch(name, *default, &)
        key?(name) ? self[name] : to_h.fetch(name.to_s, *default, &)
      end

      # @param name [String, Symbol]
      # @param more [Array] the way from there
      # @return [Object, nil] nil too where the way ends early
      # @raise [ApiError, ConnectionError] as {Resource#[]}
      def dig(name, *more)
        value = self[name]
        return value if more.empty?

        value.dig(*more) if value.respond_to?(:dig)
      rescue TypeError
        nil
      end

      # @param names [Array<String, Symbol>]
      # @return [Hash] those that there are
      # @raise [ApiError, ConnectionError] as {Resource#[]}
      def slice(*names)
        names.select { |name| key?(name) }.to_h { |name| [name, self[name]] }
      end
    end
  end
end
