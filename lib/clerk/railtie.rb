# frozen_string_literal: true

require "rails/railtie"

module Clerk
  # Adds the middleware to a Rails application, unless `config.clerk.middleware = false` or the environment variable
  # CLERK_SKIP_RAILTIE says not to. Every other `config.clerk.…` is an option of {Configuration}.
  class Railtie < ::Rails::Railtie
    config.clerk = ActiveSupport::OrderedOptions.new

    initializer "clerk.configuration", after: :load_config_initializers do |app|
      options = app.config.clerk.to_h.except(:middleware)
      Clerk.configure { |configuration| configuration.assign(options) } unless options.empty?
    end

    initializer "clerk.middleware", before: :build_middleware_stack do |app|
      app.middleware.use(Clerk::Rack) unless app.config.clerk.middleware == false || ENV.key?("CLERK_SKIP_RAILTIE")
    end
  end
end
