# frozen_string_literal: true

# The application of spec/integration/rails_routes_spec.rb: routes for some, and engines.

require_relative "rails_host"

# The words of Devise, with its signatures, as an application has them that still uses it for other scopes.
module OtherGem
  def authenticated(scope = nil, block = nil, &) = scope("/other-#{scope}-#{block&.call}", &)

  def unauthenticated(scope = nil, &) = scope("/other-un-#{scope}", &)

  def authenticate(scope = nil, _block = nil, &) = scope("/other-auth-#{scope}", &)
end
ActionDispatch::Routing::Mapper.include(OtherGem)

class ApplicationController < ActionController::Base
  include Clerk::Authenticatable

  def self.pages(*names)
    names.each { |name| define_method(name) { render plain: "#{self.class.name} #{name} #{clerk_user_id}" } }
  end
end

class PagesController < ApplicationController
  pages :welcome, :dashboard, :admin, :late, :team, :everybody
end

# An engine that knows Clerk by itself, with a controller and views of its own.
module Billing
  class Engine < Rails::Engine
    isolate_namespace Billing
  end

  class ApplicationController < ActionController::Base
    include Clerk::Authenticatable

    require_clerk permission: "org:engines:read", only: :show
  end

  class InvoicesController < ApplicationController
    def index = render(inline: "invoices of <%= clerk_user_id || 'nobody' %>")

    def show = render(plain: "invoice #{params[:id]}")
  end

  Engine.routes.append { resources :invoices, only: %i[index show] }
end

# An engine that knows nothing of Clerk, and a Rack application that does neither.
module Reports
  class Engine < Rails::Engine
    isolate_namespace Reports
  end

  class ReportsController < ActionController::Base
    def index = render(plain: "reports at #{request.script_name} for #{request.env["clerk"].user_id}")
  end

  Engine.routes.append { root to: "reports#index" }
end
RACK = ->(env) { [200, { "content-type" => "text/plain" }, ["rack at #{env["SCRIPT_NAME"]}#{env["PATH_INFO"]}"]] }

SpecRailsApp.routes.append do
  extend Clerk::Routes

  root to: "pages#dashboard", constraints: Clerk::Constraint.new
  root to: "pages#welcome", as: :welcome

  constraints Clerk::Constraint.new(role: "org:admin") do
    get "constrained", to: "pages#admin"
    scope "nested", constraints: Clerk::Constraint.new(plan: "org:pro") do
      get "constrained", to: "pages#team"
    end
  end

  authenticated :clerk, role: "org:admin" do
    get "home", to: "pages#admin", as: :admin_home
  end
  authenticated :clerk do
    get "home", to: "pages#dashboard", as: :user_home
  end
  unauthenticated :clerk do
    get "home", to: "pages#welcome"
    get "strangers", to: "pages#welcome"
  end

  authenticate :clerk do
    match "account", to: "pages#dashboard", via: %i[get post]
  end
  authenticate :clerk, role: "org:admin" do
    mount RACK => "/admin"
    namespace(:deep) { get "page", to: "/pages#admin" }
  end
  authenticate(:clerk, reverification: :strict) { get "late", to: "pages#late" }
  # Whoever may not enter does not come here either.
  get "*path", to: "pages#everybody", constraints: ->(request) { request.path.start_with?("/admin", "/account") }

  authenticated(:user, -> { "block" }) { get "page", to: "pages#everybody" }
  unauthenticated(:user) { get "page", to: "pages#everybody" }
  authenticate(:user) { get "page", to: "pages#everybody" }

  mount Billing::Engine => "/billing"
  mount Clerk::Rack::RequireAuth.new(Reports::Engine, role: "org:admin") => "/reports"

  if ENV["SPEC_DEMANDS"]
    word, demands = JSON.parse(ENV["SPEC_DEMANDS"])
    public_send(word, :clerk, **demands.transform_keys(&:to_sym)) { get "wrong", to: "pages#everybody" }
  end
end

RailsHost.serve
