# frozen_string_literal: true

# What the Rails applications of the specs (rails_*_app.rb) have in common. Each runs in a process of its own, as a
# process has one Rails application. It writes a line of JSON to the standard output once it listens on a loopback port,
# and ends when its standard input does.

require "bundler/setup" if ENV["BUNDLE_GEMFILE"]
require "json"
require "rails"
require "action_controller/railtie"
require "clerk_rs_rack"
require_relative "spec_server"

class SpecRailsApp < Rails::Application
  config.load_defaults "#{Rails::VERSION::MAJOR}.#{Rails::VERSION::MINOR}"
  config.root = __dir__
  config.eager_load = true
  config.consider_all_requests_local = false
  config.action_dispatch.show_exceptions = Rails.gem_version >= Gem::Version.new("7.1") ? :none : false
  config.hosts.clear
  config.logger = Logger.new($stderr)
  config.log_level = ENV.fetch("SPEC_LOG_LEVEL", "warn").to_sym
  config.secret_key_base = "spec" * 16
  JSON.parse(ENV.fetch("SPEC_CLERK", "{}")).each { |name, value| config.clerk.public_send(:"#{name}=", value) }
end

# Boots the application, and serves it.
class RailsHost
  # @param app [#call, nil] what is served instead
  # @param facts [Hash] what the spec shall know; the block adds what is known once it has booted
  def self.serve(app: nil, **facts)
    SpecRailsApp.initialize!
    server = SpecServer.start(new(app || Rails.application))
    puts JSON.generate({ url: server.url, rails: Rails.version, **facts, **(block_given? ? yield : {}) })
    $stdout.flush
    $stdin.read
    # Action Cable has threads that outlive an ordinary exit.
    exit!
  end

  def initialize(app)
    @app = app
  end

  # Lint does not know the answer of a WebSocket, which takes the connection over.
  def call(env)
    app = env["HTTP_UPGRADE"] ? @app : Rack::Lint.new(@app)
    app.call(env)
  rescue Exception => e # rubocop:disable Lint/RescueException
    [500, { "content-type" => "text/plain" }, ["#{e.class}: #{e.message}"]]
  end
end
