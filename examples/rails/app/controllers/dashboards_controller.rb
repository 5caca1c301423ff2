# frozen_string_literal: true

# For people who are signed in.
class DashboardsController < ApplicationController
  before_action :require_clerk_session!

  def show
    @note = params[:note] || Note.of(owner)
  end
end
