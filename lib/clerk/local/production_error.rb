# frozen_string_literal: true

module Clerk
  class Local
    # Raised when {Clerk::Local} is asked for in a production environment, where it must never answer:
    # it signs anybody in without a password.
    class ProductionError < StandardError
      # Environment variables that name the environment of a Ruby web application.
      VARIABLES = %w[RACK_ENV RAILS_ENV APP_ENV HANAMI_ENV].freeze

      # @raise [ProductionError] when one of {VARIABLES} or the framework says "production"
      # @return [void]
      def self.check!
        name = VARIABLES.find { |variable| ENV[variable].to_s.strip.match?(/\Aprod(uction)?\z/i) } || framework
        raise new(name) if name
      end

      # Its environment may be set where no variable shows it.
      def self.framework
        return "Rails.env" if defined?(::Rails) && ::Rails.respond_to?(:env) && ::Rails.env.to_s == "production"

        "Sinatra's environment" if defined?(::Sinatra::Base) && ::Sinatra::Base.environment.to_s == "production"
      end
      private_class_method :framework

      # @param variable [String] what says "production"
      def initialize(variable)
        super("Clerk::Local signs anybody in without a password, so it refuses to run while #{variable} is " \
              "\"production\". Use your Clerk instance there (CLERK_SECRET_KEY and CLERK_PUBLISHABLE_KEY), " \
              "or set #{variable} to \"development\" or \"test\".")
      end
    end
  end
end
