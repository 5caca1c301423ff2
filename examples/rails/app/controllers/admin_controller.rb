# frozen_string_literal: true

# For those who run an organization.
class AdminController < ApplicationController
  require_clerk role: "org:admin"

  def show; end
end
