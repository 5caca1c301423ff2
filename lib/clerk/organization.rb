# frozen_string_literal: true

module Clerk
  # An organization.
  # @see https://clerk.com/docs/reference/backend/types/backend-organization
  class Organization < Resource
    fields :name, :slug, :image_url, :has_image, :members_count, :max_allowed_memberships, :created_by,
           :admin_delete_enabled, :public_metadata, :private_metadata, :pending_invitations_count,
           :missing_member_with_elevated_permissions, :role_set_key, :last_active_at, :created_at, :updated_at
  end
end
