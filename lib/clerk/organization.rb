# frozen_string_literal: true

module Clerk
  # An organization.
  # @see https://clerk.com/docs/reference/backend/types/backend-organization
  class Organization < Resource
    describes "Organization"
  end
end
