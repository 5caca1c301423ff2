# frozen_string_literal: true

require_relative "page"

# Says in a page what a person cannot have. What a script gets stays as it is.
class Problems
  # Title and text by status.
  PAGES = {
    401 => ["Your session has expired", "Nothing has been saved yet, and nothing is lost."],
    403 => ["For admins only", "Switch to an organization that you are an admin of, or go back."],
    404 => ["There is nothing here", "The address may be misspelt, or the page is gone."],
    503 => ["One moment, please", "Your profile cannot be loaded right now. You are still signed in: try again soon."]
  }.freeze

  def initialize(app)
    @app = app
  end

  # @param env [Hash] the Rack environment
  # @return [Array(Integer, Hash, #each)] a Rack response
  def call(env)
    status, headers, body = answer(env)
    title, text = PAGES[status] if env["clerk"].page?
    return [status, headers, body] unless title

    _, page_headers, page = Page.response(:problem, Rack::Request.new(env), title:, text:)
    [status, headers.merge(page_headers), page]
  end

  private

  def answer(env)
    @app.call(env)
  rescue Clerk::ApiError, Clerk::ConnectionError => e
    env["rack.errors"].puts("#{e.class}: #{e.message}")
    [503, { "content-type" => "application/json", "retry-after" => "5" }, ['{"error":"try again soon"}']]
  end
end
