# frozen_string_literal: true

require "json"
require_relative "page"

# A public page, a page for people who are signed in, and a JSON API.
class App
  # @param env [Hash] the Rack environment
  # @return [Array(Integer, Hash, Array)]
  def call(env)
    clerk = env["clerk"]
    case env["PATH_INFO"]
    when "/" then html(Page.home(clerk))
    when "/dashboard" then dashboard(clerk)
    when "/api/me" then if clerk.signed_in?
                          json(200,
                               me(clerk))
                        else
                          json(401, error: "Sign in first", reason: clerk.reason)
                        end
    when "/health" then json(200, up: true)
    else [404, { "content-type" => "text/plain" }, ["There is no such page.\n"]]
    end
  end

  private

  def dashboard(clerk)
    return clerk.redirect_to_sign_in unless clerk.signed_in?

    html(Page.dashboard(clerk))
  end

  # Everything here but the name is in the session token; the name is one call to Clerk.
  def me(clerk)
    { user_id: clerk.user_id, name: clerk.user.full_name, session_id: clerk.session_id,
      organization: clerk.organization_slug, role: clerk.organization_role }
  end

  def html(page)
    [200, { "content-type" => "text/html; charset=utf-8" }, [page]]
  end

  def json(status, body)
    [status, { "content-type" => "application/json" }, [JSON.generate(body)]]
  end
end
