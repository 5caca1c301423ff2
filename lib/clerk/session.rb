# frozen_string_literal: true

module Clerk
  # A session of a user on one client.
  # @see https://clerk.com/docs/reference/backend/types/backend-session
  class Session < Resource
    describes "Session"
  end
end
