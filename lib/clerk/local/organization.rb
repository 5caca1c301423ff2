# frozen_string_literal: true

require_relative "changeable"
require_relative "ids"

module Clerk
  class Local
    # A group of users with roles.
    class Organization
      include Changeable

      # @return [String] "org_…"
      attr_reader :id
      # @return [String]
      attr_reader :name, :slug
      # @return [String, nil] the plan the organization pays for
      attr_reader :plan
      # @return [Array<String>] features of that plan
      attr_reader :features
      # @return [Integer] Unix seconds
      attr_reader :created_at
      # @return [Hash]
      attr_reader :public_metadata, :private_metadata

      # @param name [String]
      # @param slug [String]
      # @param created_at [Integer] Unix seconds
      # @param id [String, nil] nil makes a random one
      def initialize(name:, slug:, created_at:, id: nil, plan: nil, features: [], public_metadata: {},
                     private_metadata: {})
        @id = id || Ids.random("org_")
        @name = name
        @slug = slug
        @plan = plan
        @features = features
        @public_metadata = public_metadata
        @private_metadata = private_metadata
        @created_at = created_at
      end

      # @param members_count [Integer] how many users belong to it
      # @return [Hash] the Organization of Clerk's Backend API
      def to_json_object(members_count:)
        { "object" => "organization", "id" => id, "name" => name, "slug" => slug, "image_url" => "",
          "has_image" => false, "members_count" => members_count, "pending_invitations_count" => 0,
          "max_allowed_memberships" => 0, "admin_delete_enabled" => true, "public_metadata" => public_metadata,
          "private_metadata" => private_metadata, "role_set_key" => nil,
          "created_at" => created_at * 1000, "updated_at" => created_at * 1000 }
      end
    end
  end
end
