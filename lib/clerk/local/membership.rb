# frozen_string_literal: true

require_relative "changeable"
require_relative "ids"
require_relative "permission_packing"

module Clerk
  class Local
    # A user's place in an organization.
    class Membership
      include Changeable

      # @return [String] "orgmem_…"
      attr_reader :id
      # @return [Organization]
      attr_reader :organization
      # @return [User]
      attr_reader :user
      # @return [String] for example "org:admin"
      attr_reader :role
      # @return [Array<String>] for example "org:invoices:read"
      attr_reader :permissions

      # @param created_at [Integer] Unix seconds
      # @raise [ArgumentError] when a permission is not of the form org:feature:permission
      def initialize(organization:, user:, role:, created_at:, permissions: [])
        @id = Ids.derived("orgmem_", organization.id + user.id)
        @organization = organization
        @user = user
        @role = "org:#{role.to_s.delete_prefix("org:")}"
        @permissions = permissions.each { |permission| PermissionPacking.check(permission) }
        @created_at = created_at
      end

      # @param members_count [Integer] how many users belong to the organization
      # @return [Hash] the OrganizationMembership of Clerk's Backend API
      def to_json_object(members_count:)
        { "object" => "organization_membership", "id" => id, "role" => role,
          "role_name" => role.delete_prefix("org:").capitalize, "permissions" => permissions,
          "public_metadata" => {}, "private_metadata" => {},
          "organization" => organization.to_json_object(members_count:),
          "public_user_data" => public_user_data,
          "created_at" => @created_at * 1000, "updated_at" => @created_at * 1000 }
      end

      private

      def public_user_data
        { "user_id" => user.id, "first_name" => user.first_name, "last_name" => user.last_name,
          "profile_image_url" => user.image_url, "image_url" => user.image_url, "has_image" => false,
          "identifier" => user.email_address, "username" => user.username, "banned" => false }
      end
    end
  end
end
