# frozen_string_literal: true

# The application of spec/integration/rails_inherited_spec.rb.

require_relative "rails_host"

# What the application puts into the middleware stack, before the gem's Railtie has had its turn.
class Witness
  def initialize(app)
    @app = app
  end

  def call(env)
    status, headers, body = @app.call(env)
    [status, headers.merge("x-witness" => env["clerk"].user_id.to_s), body]
  end
end

class SpecRailsApp
  config.middleware.use Clerk::Rack::Reverification, preset: Clerk::StepUp::Preset::STRICT, routes: ["/settings"]
  if ENV["SPEC_SWAP"]
    config.middleware.swap Clerk::Rack::Middleware, Witness
  else
    config.middleware.insert_after Clerk::Rack::Middleware, Witness
  end
end

# A concern that brings Clerk along, and one that brings the concern.
module SignedIn
  extend ActiveSupport::Concern
  include Clerk::Authenticatable

  included do
    require_clerk only: :guarded
    before_action :require_reverification!, only: :mfa, preset: Clerk::StepUp::Preset::STRICT_MFA
  end
end

module Everybody
  extend ActiveSupport::Concern
  include SignedIn
end

class ConcernedController < ActionController::Base
  include Everybody

  def index = render(inline: "<%= clerk_user_id %> <%= clerk.user? %>")

  %i[guarded mfa settings].each { |name| define_method(name) { render plain: "welcome" } }
end

class BareController < ActionController::Base
  include Clerk::Authenticatable

  before_action :require_reverification!, preset: Clerk::StepUp::Preset::STRICT

  %i[strict skipped].each { |name| define_method(name) { render plain: "welcome" } }
end

class SkippingController < BareController
  skip_before_action :require_reverification!, only: :skipped
end

SpecRailsApp.routes.append do
  get "settings", to: "concerned#settings"
  get "concerned/:action", controller: "concerned"
  get "bare/:action", controller: "bare"
  get "skipping/:action", controller: "skipping"
end

RailsHost.serve do
  { middleware: Rails.application.middleware.map { |middleware| middleware.klass.to_s } }
end
