# frozen_string_literal: true

# The application of spec/integration/rails_views_spec.rb: ClerkJS in its pages, and what it writes to its log.

require_relative "rails_host"

class SpecRailsApp
  config.content_security_policy { |policy| policy.script_src :self, "https://js.example" }
  config.content_security_policy_nonce_generator = ->(request) { "n-#{request.query_parameters["nonce"]}" }
end

# It fails on every read, as one whose server is down. The gem goes on without it, and tells Rails' error reporter.
class BrokenCache
  def fetch(*, **) = raise(IOError, "secret of the cache")
end
SpecRailsApp.config.clerk.cache_store = BrokenCache.new

# What a tracker of errors is told.
class Tracker
  REPORTS = [] # rubocop:disable Style/MutableConstant

  def report(error, **more) = REPORTS << [error.class.name, more.slice(:handled, :severity, :source)]
end
Rails.error.subscribe(Tracker.new) if Rails.respond_to?(:error)

# It knows nothing of Clerk::Authenticatable.
class PagesController < ActionController::Base
  TEMPLATE = "<%= clerk_javascript_tag(**(options || {})) %>"

  def page = render(inline: TEMPLATE, locals: { options: nil })

  def hostile
    options = { title: params[:title], data: { turbo_track: params[:title] }, version: "6.40.0", ui_version: false }
    render inline: TEMPLATE, locals: { options: }
  end

  def without_nonce = render(inline: TEMPLATE, locals: { options: { nonce: false } })

  def name = render(plain: request.env["clerk"].user.first_name)

  def reports = render(json: Tracker::REPORTS)

  # As a job or a mail renders it.
  def elsewhere
    view = ActionView::Base.with_empty_template_cache.with_view_paths([])
    render plain: view.render(inline: TEMPLATE, locals: { options: nil })
  end
end

class ApiController < ActionController::API
  include ActionView::Rendering

  def page = render(inline: PagesController::TEMPLATE, locals: { options: nil }, content_type: "text/html")
end

SpecRailsApp.routes.append do
  get "pages/:action", controller: "pages"
  get "api/:action", controller: "api"
end

RailsHost.serve { { listening: Clerk::Events.listeners?("authenticate.clerk") } }
