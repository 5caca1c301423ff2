# frozen_string_literal: true

require "rails/railtie"

module Clerk
  # Adds the middleware to a Rails application, unless `config.clerk.middleware = false` or the environment variable
  # CLERK_SKIP_RAILTIE says not to. Every other `config.clerk.…` is an option of {Configuration}.
  class Railtie < ::Rails::Railtie
    # The parameters by which Clerk passes secrets on, session tokens among them; Rails logs URLs.
    PARAMETERS = %w[__clerk_ __dev_session].freeze
    private_constant :PARAMETERS

    config.clerk = ActiveSupport::OrderedOptions.new

    # A generator and a build of assets start the application without its secrets, and serve nobody.
    #
    # @return [Boolean]
    # @api private
    def self.serves?
      !ENV.key?("SECRET_KEY_BASE_DUMMY") && !defined?(::Rails::Command::GenerateCommand) &&
        !defined?(::Rails::Command::DestroyCommand)
    end

    initializer "clerk.filter_parameters", before: :load_config_initializers do |app|
      app.config.filter_parameters += PARAMETERS
    end

    initializer "clerk.configuration", after: :load_config_initializers do |app|
      options = app.config.clerk.to_h.except(:middleware)
      Clerk.configure { |configuration| configuration.assign(options) } unless options.empty?
    end

    # Before whatever the application adds by itself, however early: it may ask who makes the request, and may name this
    # one to place, to swap or to delete something.
    initializer "clerk.middleware", before: :build_middleware_stack do |app|
      unwanted = app.config.clerk.middleware == false || ENV.key?("CLERK_SKIP_RAILTIE")
      app.config.app_middleware.use(Clerk::Rack) unless unwanted || !Railtie.serves?
    end

    initializer "clerk.view_helpers" do
      ActiveSupport.on_load(:action_view) { include Clerk::ViewHelpers }
    end

    config.after_initialize do
      if ::Rails.logger&.debug?
        require "clerk/log_subscriber"
        LogSubscriber.attach_to(:clerk)
      end
    end
  end
end
