# frozen_string_literal: true

# Who is signed in, everywhere, and what people see when they cannot have a page. What scripts get stays as it is.
class ApplicationController < ActionController::Base
  include Clerk::Authenticatable

  # Title and text by status.
  PROBLEMS = {
    401 => ["Your session has expired", "Nothing has been saved yet, and nothing is lost."],
    403 => ["For admins only", "Switch to an organization that you are an admin of, or go back."],
    404 => ["There is nothing here", "The address may be misspelt, or the page is gone."],
    503 => ["One moment, please", "Your profile cannot be loaded right now. You are still signed in: try again soon."]
  }.freeze

  # Pages show who is signed in, which nobody shall see later by the back button.
  before_action { response.cache_control[:no_store] = true }

  rescue_from Clerk::ApiError, Clerk::ConnectionError do |error|
    logger.error("#{error.class}: #{error.message}")
    clerk.page? ? problem(503) : render(json: { error: "try again soon" }, status: 503)
  end

  private

  # What the filters of Clerk::Authenticatable answer with.
  def clerk_answer(rack_response)
    status, headers, = rack_response
    return super unless clerk.page? && PROBLEMS.key?(status)

    response.set_header("www-authenticate", headers["www-authenticate"])
    problem(status)
  end

  def problem(status)
    heading, text = PROBLEMS.fetch(status)
    render("problems/show", status:, locals: { heading:, text: })
  end

  # Whose data a page shows: the active organization's, else the person's own.
  def owner = clerk.organization_id || clerk.user_id
end
