# frozen_string_literal: true

# A real Rails application that receives webhooks, in every way that the gem offers. It runs as rails_app.rb does, in a
# process of its own.

require "bundler/setup" if ENV["BUNDLE_GEMFILE"]
require "json"
require "rails"
require "action_controller/railtie"
require "clerk_rs_rack"
require_relative "spec_server"

class SpecWebhookApp < Rails::Application
  LOG = StringIO.new

  config.load_defaults "#{Rails::VERSION::MAJOR}.#{Rails::VERSION::MINOR}"
  config.root = __dir__
  config.eager_load = true
  config.consider_all_requests_local = false
  config.action_dispatch.show_exceptions = Rails.gem_version >= Gem::Version.new("7.1") ? :none : false
  config.action_controller.allow_forgery_protection = true
  config.hosts.clear
  config.logger = Logger.new(LOG)
  config.log_level = :debug
  config.secret_key_base = "spec" * 16
  # Rails 7 does not know the connection_pool 3 that Debian has beside it.
  pool = Rails.gem_version >= Gem::Version.new("7.1") ? { pool: false } : {}
  config.cache_store = ENV["SPEC_REDIS"] ? [:redis_cache_store, { url: ENV["SPEC_REDIS"], **pool }] : :memory_store
  JSON.parse(ENV.fetch("SPEC_CLERK", "{}")).each { |name, value| config.clerk.public_send(:"#{name}=", value) }
  initializer("spec.cache", before: "clerk.configuration") { |app| app.config.clerk.cache_store = Rails.cache }
end

# What the handlers were told, as `[where, type, id]`.
SEEN = Queue.new
# How often a delivery has come.
TIMES = Hash.new(0)

SpecWebhookApp.routes.append do
  post "page", to: "pages#create"
  get "seen", to: "pages#seen"
  get "log", to: "pages#log"
  match "hooks", to: "clerk_webhooks#create", via: :all
  post "api", to: "api_webhooks#create"
  post "more", to: "more_webhooks#create"
  post "own", to: "own_webhooks#create"
  post "manual", to: "manual#create"
  mount Clerk::Webhook::Endpoint.new { |hooks| hooks.any { |event| SEEN << ["mounted", event.type, event.id] } },
        at: "mounted"
end

SpecWebhookApp.initialize!

# As autoloading would load them, after the initializers.
class ApplicationController < ActionController::Base
  include Clerk::Authenticatable

  before_action :require_clerk_session!, except: %i[seen log]
  before_action { raise "a filter has run" if request.headers["x-spec-filter"] }
end

class PagesController < ApplicationController
  def create = head(:no_content)

  def seen = render(json: Array.new(SEEN.size) { SEEN.pop })

  def log = render(plain: SpecWebhookApp::LOG.string)
end

class ClerkWebhooksController < ApplicationController
  include Clerk::Webhook::Controller

  clerk_webhook dedupe: true

  on_clerk_event("user.created", "user.updated") { note }
  on_clerk_event("user.created") { |event| note(event.data["id"]) }
  on_clerk_event("user.deleted") { first_time? ? raise(IOError, "no database") : note }
  on_clerk_event("session.created") { first_time? ? head(:unprocessable_entity) : note }
  on_clerk_event("sms.created") do
    sleep(0.1)
    note
  end

  private

  def note(what = clerk_event.type) = SEEN << ["hooks", what, clerk_event.id]

  def first_time? = (TIMES[clerk_event.id] += 1) == 1
end

class ApiWebhooksController < ActionController::API
  include Clerk::Webhook::Controller

  on_clerk_event "*", to: ->(event) { SEEN << ["api", event.type, event.id] }
end

class MoreWebhooksController < ApiWebhooksController
  on_clerk_event("user.*") { |event| SEEN << ["more", event.type, event.id] }
end

class OwnWebhooksController < ActionController::API
  include Clerk::Webhook::Controller

  def create = render(json: { type: clerk_event.type }, status: :accepted)
end

class ManualController < ActionController::Base
  skip_forgery_protection

  def create
    parsed = params[:type]
    event = Clerk::Webhook.verify(request)
    render plain: [parsed, event.type, Clerk::Webhook.verify(request).id, request.raw_post].join(" ")
  rescue Clerk::WebhookError => e
    render plain: e.reason, status: :bad_request
  end
end

# What a controller says to a name that is no event, while it is loaded.
def refusal
  Class.new(ActionController::API) do
    include Clerk::Webhook::Controller

    on_clerk_event("user.create") { nil }
  end
rescue ArgumentError => e
  e.message
end

app = lambda do |env|
  Rack::Lint.new(Rails.application).call(env)
rescue Exception => e # rubocop:disable Lint/RescueException
  [500, { "content-type" => "text/plain" }, ["#{e.class}: #{e.message}"]]
end

server = SpecServer.start(app)
puts JSON.generate(url: server.url, refusal:, actions: ClerkWebhooksController.action_methods.to_a)
$stdout.flush
$stdin.read
