# frozen_string_literal: true

require "rails"
require "action_controller/railtie"
require "clerk_rs_rack"

# A whole application on Rails. The keys come from CLERK_SECRET_KEY and CLERK_PUBLISHABLE_KEY; the gem adds its
# middleware by itself.
module Example
  class Application < Rails::Application
    config.load_defaults "#{Rails::VERSION::MAJOR}.#{Rails::VERSION::MINOR}"
    config.clerk.excluded_routes = ["/health"]
    config.eager_load = Rails.env.production?
    config.logger = Logger.new($stdout)
    config.log_level = :info
    config.paths["public"] = File.expand_path("../../public", __dir__)
    config.public_file_server.enabled = true
    # Of this process only: enough for the tokens in its forms.
    config.secret_key_base = ENV.fetch("SECRET_KEY_BASE") { SecureRandom.hex(64) }
  end
end
