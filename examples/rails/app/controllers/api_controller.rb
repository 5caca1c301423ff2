# frozen_string_literal: true

# JSON for scripts and other programs.
class ApiController < ApplicationController
  before_action :require_clerk_session!

  # Everything here but the name is in the session token; the name is one call to Clerk.
  def me
    render json: { user_id: clerk.user_id, name: clerk_user.full_name, session_id: clerk.session_id,
                   organization: clerk.organization_slug, role: clerk.organization_role }
  end
end
