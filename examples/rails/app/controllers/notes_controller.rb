# frozen_string_literal: true

# Takes the form of the dashboard.
class NotesController < ApplicationController
  before_action :require_clerk_session!

  def create
    Note.write(owner, params[:note].to_s.first(140))
    redirect_to dashboard_path, status: :see_other
  end
end
