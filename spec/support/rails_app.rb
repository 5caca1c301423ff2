# frozen_string_literal: true

# A real Rails application in one file, which spec/integration/rails_spec.rb runs in a process of its own, as a process
# has one Rails application. It writes a line of JSON to the standard output once it listens on a loopback port, and
# ends when its standard input does.

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
  config.log_level = :warn
  config.secret_key_base = "spec" * 16
  JSON.parse(ENV.fetch("SPEC_CLERK", "{}")).each { |name, value| config.clerk.public_send(:"#{name}=", value) }
end

class ApplicationController < ActionController::Base
  include Clerk::Authenticatable
end

class PagesController < ApplicationController
  before_action :require_clerk_session!, only: %i[secret create]

  def index
    render inline: "Hello, <%= clerk_user_signed_in? ? clerk_user_id : 'stranger' %>"
  end

  # What views may call, one on each line.
  def helpers_page
    render inline: <<~ERB
      <%= clerk.status %>
      <%= clerk_session&.id %>
      <%= clerk_user&.first_name %>
      <%= clerk_user_id %>
      <%= clerk_user_signed_in? %>
      <%= clerk_session_claims && clerk_session_claims["sid"] %>
      <%== clerk_sign_in_url(return_url: "/back") %>
      <%== clerk_sign_up_url %>
    ERB
  end

  def secret
    render plain: "secret of #{clerk_user_id}"
  end

  def create
    head :no_content
  end
end

class ApiController < ActionController::API
  include Clerk::Authenticatable

  before_action :require_clerk_session!, except: :whoami

  def whoami
    render json: { signed_in: clerk_user_signed_in?, user: clerk_user_id, sign_in: clerk_sign_in_url }
  end

  def show
    response.set_cookie("own", { value: "1", path: "/" })
    render json: { user: clerk_user_id, name: clerk_user.first_name }
  end
end

SpecRailsApp.routes.append do
  root to: "pages#index"
  get "helpers", to: "pages#helpers_page"
  get "secret", to: "pages#secret"
  post "secret", to: "pages#create"
  get "api/whoami", to: "api#whoami"
  match "api", to: "api#show", via: :all
  # What must not lead to a helper.
  get "pages/:action", controller: "pages"
end

SpecRailsApp.initialize!

app = lambda do |env|
  Rack::Lint.new(Rails.application).call(env)
rescue Exception => e # rubocop:disable Lint/RescueException
  [500, { "content-type" => "text/plain" }, ["#{e.class}: #{e.message}"]]
end

server = SpecServer.start(app)
puts JSON.generate(url: server.url, middleware: Rails.application.middleware.map { |middleware| middleware.klass.to_s },
                   actions: [PagesController, ApiController].to_h { |type| [type.name, type.action_methods.to_a] },
                   rails: Rails.version)
$stdout.flush
$stdin.read
