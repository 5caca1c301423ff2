# frozen_string_literal: true

module Clerk
  # A session of a user on one client.
  # @see https://clerk.com/docs/reference/backend/types/backend-session
  class Session < Resource
    fields :user_id, :client_id, :status, :last_active_organization_id, :latest_activity, :actor,
           :last_active_at, :expire_at, :abandon_at, :created_at, :updated_at
  end
end
