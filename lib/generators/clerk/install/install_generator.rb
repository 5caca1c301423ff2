# frozen_string_literal: true

require "rails/generators"
require "clerk"

module Clerk
  # What `rails generate` can make for Clerk.
  module Generators
    # `rails generate clerk:install`: an initializer, Clerk::Authenticatable in ApplicationController, Clerk::Testing
    # where there are tests; with `--webhooks` an endpoint for Clerk's webhooks. It can be run again, leaves alone what
    # is there already, and `rails destroy clerk:install` takes it all back.
    class InstallGenerator < ::Rails::Generators::Base
      CONTROLLER = "app/controllers/application_controller.rb"
      WEBHOOKS = "app/controllers/clerk_webhooks_controller.rb"
      ROUTE = 'post "/webhooks/clerk", to: "clerk_webhooks#create"'
      # The files of tests and what they get.
      HELPERS = {
        "spec/rails_helper.rb" => "RSpec.configure { |config| config.include Clerk::Testing }",
        "test/test_helper.rb" => "ActiveSupport::TestCase.include Clerk::Testing"
      }.freeze
      TEST = "config/environments/test.rb"
      private_constant :CONTROLLER, :WEBHOOKS, :ROUTE, :HELPERS, :TEST

      source_root File.expand_path("templates", __dir__)
      desc "Sets this application up for Clerk."
      class_option :api, type: :boolean, desc: "Configure it as an API (default: as the application is)"
      class_option :webhooks, type: :boolean, default: false, desc: "Add an endpoint for Clerk's webhooks"

      # @return [void]
      def create_initializer
        template "clerk.rb.tt", "config/initializers/clerk.rb", skip: true
      end

      # @return [void]
      def include_authenticatable
        return missing(CONTROLLER, "include Clerk::Authenticatable") unless there?(CONTROLLER)
        return if already?(CONTROLLER, /^\s*include\s+(?:::)?Clerk::Authenticatable\b/)

        inject_into_class CONTROLLER, "ApplicationController", "  include Clerk::Authenticatable\n"
        return if revoking? || File.read(absolute(CONTROLLER)).include?("Clerk::Authenticatable")

        missing("class ApplicationController", "include Clerk::Authenticatable")
      end

      # The stand-in comes before the middleware is made, so that tests need no keys.
      #
      # @return [void]
      def set_up_tests
        helpers = HELPERS.select { |file, _| there?(file) }
        helpers.each { |file, line| append_to_file(file, "\n#{line}\n") unless already?(file, /Clerk::Testing/) }
        return if helpers.empty? || !there?(TEST) || already?(TEST, %r{clerk/testing})

        prepend_to_file TEST, "require \"clerk/testing\"\n"
      end

      # @return [void]
      def create_webhooks
        return unless options[:webhooks]

        template "clerk_webhooks_controller.rb.tt", WEBHOOKS, skip: true
        route ROUTE unless already?("config/routes.rb", /clerk_webhooks#create/)
      end

      # @return [void]
      def say_what_is_left
        return if revoking?

        say <<~TEXT

          Left to do:
            - Set CLERK_SECRET_KEY and CLERK_PUBLISHABLE_KEY, or put them into the credentials: see
              config/initializers/clerk.rb.
            - Say who may do what: `before_action :require_clerk_session!`.
        TEXT
        say "  - Create the endpoint in Clerk's dashboard, and set CLERK_WEBHOOK_SIGNING_SECRET." if options[:webhooks]
      end

      private

      def revoking? = behavior == :revoke

      def api? = options[:api].nil? ? ::Rails.application&.config&.api_only : options[:api]

      def absolute(path) = File.join(destination_root, path)

      def there?(path) = File.exist?(absolute(path))

      # Whether there is nothing to add, which is then said.
      def already?(path, pattern)
        return false if revoking? || !there?(path) || !File.read(absolute(path)).match?(pattern)

        say_status(:identical, path, :blue)
        true
      end

      def missing(what, line)
        say_status(:skip, "there is no #{what}: put `#{line}` where it belongs", :yellow) unless revoking?
      end
    end
  end
end
