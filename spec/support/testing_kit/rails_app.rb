# frozen_string_literal: true

# The application that the Rails suites beside this file test: pages and an API behind Clerk, configured with the keys
# of a production instance, unless it has none.

require "bundler/setup" if ENV["BUNDLE_GEMFILE"]
ENV["RAILS_ENV"] ||= "test"
require "rails"
require "action_controller/railtie"
require "clerk_rs_rack"

class Shop < Rails::Application
  config.load_defaults "#{Rails::VERSION::MAJOR}.#{Rails::VERSION::MINOR}"
  config.root = __dir__
  config.eager_load = false
  config.consider_all_requests_local = true
  config.hosts.clear
  config.logger = Logger.new($stderr)
  config.log_level = :fatal
  config.secret_key_base = "shop" * 16
  unless ENV["WITHOUT_KEYS"]
    config.clerk.publishable_key = "pk_live_#{["clerk.shop.example$"].pack("m0")}"
    config.clerk.secret_key = "sk_live_shop"
  end
  config.clerk.authorized_parties = ["https://www.shop.example"]
  config.clerk.issuer = "https://clerk.shop.example"
  config.clerk.accepts_token = %i[session_token api_key]
  config.clerk.organization_patterns = ["/teams/:slug"]
end

class ApplicationController < ActionController::Base
  include Clerk::Authenticatable
end

class ShopController < ApplicationController
  require_clerk accepts_token: %i[session_token api_key], only: :account
  require_clerk only: :team
  require_clerk permission: "org:invoices:read", only: :invoices
  require_clerk role: "org:admin", only: :settings
  require_clerk reverification: :strict, only: :card

  def index
    render html: "<p>Hello, #{clerk_user&.first_name || "stranger"}</p><a href='/account'>Account</a>".html_safe
  end

  def account
    render json: { user: clerk_user_id, name: clerk_user.full_name, email: clerk_user.primary_email_address.to_s,
                   theme: clerk_user.public_metadata["theme"], organization: clerk.organization&.name,
                   actor: clerk.actor, session: clerk_session&.status }
  end

  def team
    render plain: "#{clerk.organization_slug}: #{clerk.organization_role}"
  end

  %i[invoices settings card].each { |name| define_method(name) { render plain: "The #{name}" } }
end

Shop.routes.append do
  root to: "shop#index"
  get "teams/:team", to: "shop#team"
  %w[account invoices settings card].each { |name| get name, to: "shop##{name}" }
end
Shop.initialize!
