# frozen_string_literal: true

module Clerk
  class Rack
    # Lets nobody through who is not signed in, or may not. It comes after {Clerk::Rack}.
    #
    # @example All of an application, or all below a path of it
    #   use Clerk::Rack::RequireAuth
    #   map("/admin") { use Clerk::Rack::RequireAuth, role: "org:admin"; run Admin }
    # @example Rails: mount "sidekiq" for administrators
    #   mount Clerk::Rack::RequireAuth.new(Sidekiq::Web, role: "org:admin"), at: "/sidekiq"
    class RequireAuth
      # Grape passes the options as one Hash.
      #
      # @api private
      def self.new(app, more = {}, **options) = super(app, **more, **options)

      # @param app [#call]
      # @param routes [Array<String>, nil] the paths it guards, where `*` stands for any characters; nil: all. However
      #   a path is written (`//admin`, `/admin.json`, `/%61dmin`), it is guarded when a router could read it as one
      # @param failure [#call, nil] makes the response instead: called with the environment and the one proposed
      # @param demands [Hash] those of {Guard}: `role:`, `permission:`, `feature:`, `plan:`, `organization:`,
      #   `reverification:`, `accepts_token:`
      # @raise [ConfigurationError, ArgumentError] naming what is wrong
      def initialize(app, routes: nil, failure: nil, **demands)
        @app = app
        @routes = routes.nil? ? nil : GuardedRoutes.new("routes", Array(routes).map(&:to_s))
        @failure = failure
        @guard = Guard.new(**demands)
      end

      # @param env [Hash] the Rack environment
      # @return [Array(Integer, Hash, #each)]
      # @raise [MiddlewareMissing] when {Clerk::Rack} has not run
      def call(env)
        response = @guard.call(Clerk.auth(env)) if @routes.nil? || @routes.cover?(env)
        return @app.call(env) unless response

        @failure ? @failure.call(env, response) : response
      end
    end
  end
end
