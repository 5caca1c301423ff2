# frozen_string_literal: true

module Clerk
  class Rack
    # Wants a fresh proof of who the user is on some paths; without it, ClerkJS asks the user for one. It comes after
    # {Clerk::Rack}.
    #
    # @example
    #   use Clerk::Rack::Reverification, preset: :strict, routes: ["/settings", "/billing/*"]
    # @see https://clerk.com/docs/guides/secure/reverification
    class Reverification
      # Grape passes the options as one Hash.
      #
      # @api private
      def self.new(app, more = {}, **options) = super(app, **more, **options)

      # @param app [#call]
      # @param routes [Array<String>] the paths, where `*` stands for any characters, as in {RequireAuth}
      # @param preset [Symbol, Hash] as `has?(reverification:)` takes it ({Auth#has?})
      # @raise [ConfigurationError, ArgumentError] naming what is wrong
      def initialize(app, routes: ["/*"], preset: :strict)
        @app = app
        @routes = GuardedRoutes.new("routes", Array(routes).map(&:to_s))
        @guard = Guard.new(reverification: preset)
      end

      # @param env [Hash] the Rack environment
      # @return [Array(Integer, Hash, #each)]
      # @raise [MiddlewareMissing] when {Clerk::Rack} has not run
      def call(env)
        auth = Clerk.auth(env)
        return @app.call(env) if !@routes.cover?(env) || excluded?(auth, env)

        @guard.call(auth) || @app.call(env)
      end

      private

      # An excluded path stays free, but only one that no router can take for another.
      def excluded?(auth, env)
        auth.reason == "excluded-route" && @routes.unambiguous?(env)
      end
    end
  end
end
