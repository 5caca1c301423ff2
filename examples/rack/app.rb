# frozen_string_literal: true

require "json"
require_relative "page"

# A page for everybody, a dashboard with a form, a page for admins and a JSON API. Who may see what is in config.ru.
class App
  def initialize
    @notes = {}
  end

  # @param env [Hash] the Rack environment
  # @return [Array(Integer, Hash, Array)] a Rack response
  def call(env)
    request = Rack::Request.new(env)
    clerk = env["clerk"]
    case request.path
    when "/" then Page.response(:home, request)
    when "/dashboard" then Page.response(:dashboard, request, note: request.params["note"] || @notes[owner(clerk)])
    when "/note" then save(request) || missing
    when "/admin" then Page.response(:admin, request)
    when "/api/me" then json(me(clerk))
    when "/health" then json(up: true)
    else missing
    end
  rescue Rack::QueryParser::InvalidParameterError, Rack::QueryParser::ParameterTypeError
    [400, { "content-type" => "text/plain" }, ["That is no address of this site.\n"]]
  end

  private

  # No form of another site gets here: Clerk's cookies are SameSite=Lax.
  def save(request)
    return unless request.post?

    @notes[owner(request.env["clerk"])] = request.params["note"].to_s[0, 140]
    [303, { "location" => "/dashboard" }, []]
  end

  # Whose data a page shows: the active organization's, else the person's own.
  def owner(clerk) = clerk.organization_id || clerk.user_id

  # Everything here but the name is in the session token; the name is one call to Clerk.
  def me(clerk)
    { user_id: clerk.user_id, name: clerk.user.full_name, session_id: clerk.session_id,
      organization: clerk.organization_slug, role: clerk.organization_role }
  end

  def json(data)
    [200, { "content-type" => "application/json", "cache-control" => "no-store" }, [JSON.generate(data)]]
  end

  def missing = [404, { "content-type" => "text/plain" }, ["There is nothing here.\n"]]
end
