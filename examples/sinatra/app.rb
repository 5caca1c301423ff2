# frozen_string_literal: true

require "clerk_rs_rack"
require "clerk/sinatra"
require "json"
require "sinatra/base"

# A whole application on Sinatra. The keys come from CLERK_SECRET_KEY and CLERK_PUBLISHABLE_KEY.
class App < Sinatra::Base
  register Sinatra::Clerk
  helpers ERB::Util

  set :clerk, excluded_routes: ["/health", "/style.css", "/icon.svg"]
  set :notes, {}
  set :public_folder, File.expand_path("../public", __dir__)
  set :show_exceptions, :after_handler

  # Title and text by status.
  PROBLEMS = {
    401 => ["Your session has expired", "Nothing has been saved yet, and nothing is lost."],
    403 => ["For admins only", "Switch to an organization that you are an admin of, or go back."],
    404 => ["There is nothing here", "The address may be misspelt, or the page is gone."],
    503 => ["One moment, please", "Your profile cannot be loaded right now. You are still signed in: try again soon."]
  }.freeze

  # Pages show who is signed in, which nobody shall see later by the back button.
  before { cache_control :no_store }

  get("/") { erb :home }

  get "/dashboard", auth: true do
    @note = params[:note] || settings.notes[owner]
    erb :dashboard
  end

  post "/note", auth: true do
    settings.notes[owner] = params[:note].to_s[0, 140]
    redirect to("/dashboard"), 303
  end

  get("/admin", has: { role: "org:admin" }) { erb :admin }

  # Everything here but the name is in the session token; the name is one call to Clerk.
  get "/api/me", auth: true do
    json user_id: clerk.user_id, name: clerk.user.full_name, session_id: clerk.session_id,
         organization: clerk.organization_slug, role: clerk.organization_role
  end

  get("/health") { json up: true }

  # What people see when they cannot have a page. What scripts get stays as it is.
  error(401, 403, 404) { clerk.page? ? problem : response.body }

  error Clerk::ApiError, Clerk::ConnectionError do |error|
    logger.error("#{error.class}: #{error.message}")
    status 503
    clerk.page? ? problem : json(error: "try again soon")
  end

  helpers do
    # Whose data a page shows: the active organization's, else the person's own.
    def owner = clerk.organization_id || clerk.user_id

    def problem
      @title, @text = PROBLEMS.fetch(status)
      content_type :html
      erb :problem
    end

    def json(data)
      content_type :json
      JSON.generate(data)
    end
  end
end
