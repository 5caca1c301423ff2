# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.directories`
    class Directories < Group
      # @!method group_role_mappings
      #   @return [GroupRoleMappings]

      # @!method list(limit: nil, offset: nil)
      #   `GET /v1/directories`, ListDirectories.
      #   @param limit [Integer]
      #   @param offset [Integer]
      #   @return [List<Clerk::Resource::Directory>]
      #   @raise [ArgumentError, ConnectionError, ApiError] 401, 403
      #   @see https://clerk.com/docs/reference/backend-api/tag/directories/GET/directories

      # @!method each(offset: nil, batch: nil)
      #   All of {#list}, `batch` at a time, each page when it is wanted.
      #   @param offset [Integer]
      #   @param batch [Integer]
      #   @yieldparam item [Clerk::Resource::Directory]
      #   @return [Enumerator, self]
      #   @raise [ArgumentError, ConnectionError, ApiError] 401, 403
      #   @see https://clerk.com/docs/reference/backend-api/tag/directories/GET/directories

      # @!method create(enterprise_connection_id:, provider:, name: nil, group_role_mappings: nil)
      #   `POST /v1/directories`, CreateDirectory.
      #   @param enterprise_connection_id [String, Symbol]
      #   @param name [String, Symbol]
      #   @param provider [String, Symbol]
      #   @param group_role_mappings [Array<Hash>]
      #   @return [Clerk::Resource::Directory]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/directories/POST/directories

      # @!method get(directory_id)
      #   `GET /v1/directories/:directory_id`, GetDirectory.
      #   @param directory_id [String]
      #   @return [Clerk::Resource::Directory]
      #   @raise [ArgumentError, ConnectionError, ApiError] 401, 403, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/directories/GET/directories/%7Bdirectory_id%7D

      # @!method update(directory_id, name: nil, enabled: nil, provider: nil, attribute_mapping: nil, group_role_mapping_enabled: nil)
      #   `PATCH /v1/directories/:directory_id`, UpdateDirectory.
      #   @param directory_id [String]
      #   @param name [String, Symbol]
      #   @param enabled [Boolean]
      #   @param provider [String, Symbol]
      #   @param attribute_mapping [Hash]
      #   @param group_role_mapping_enabled [Boolean]
      #   @return [Clerk::Resource::Directory]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/directories/PATCH/directories/%7Bdirectory_id%7D

      # @!method delete(directory_id)
      #   `DELETE /v1/directories/:directory_id`, DeleteDirectory.
      #   @param directory_id [String]
      #   @return [Clerk::Resource::DeletedObject]
      #   @raise [ArgumentError, ConnectionError, ApiError] 401, 403, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/directories/DELETE/directories/%7Bdirectory_id%7D

      # @!method rotate_api_key(directory_id)
      #   `POST /v1/directories/:directory_id/rotate_api_key`, RotateDirectoryAPIKey.
      #   @param directory_id [String]
      #   @return [Clerk::Resource::Directory]
      #   @raise [ArgumentError, ConnectionError, ApiError] 401, 403, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/directories/POST/directories/%7Bdirectory_id%7D/rotate_api_key

      # `Clerk.api.directories.group_role_mappings`
      class GroupRoleMappings < Group
        # @!method list(directory_id)
        #   `GET /v1/directories/:directory_id/group_role_mappings`, ListDirectoryGroupRoleMappings.
        #   @param directory_id [String]
        #   @return [List<Clerk::Resource::DirectoryGroupRoleMapping>]
        #   @raise [ArgumentError, ConnectionError, ApiError] 401, 403, 404
        #   @see https://clerk.com/docs/reference/backend-api/tag/directories/GET/directories/%7Bdirectory_id%7D/group_role_mappings

        # @!method create(directory_id, role_id:, directory_group_id: nil, scim_group_id: nil, precedence: nil)
        #   `POST /v1/directories/:directory_id/group_role_mappings`, CreateDirectoryGroupRoleMapping.
        #   @param directory_id [String]
        #   @param directory_group_id [String, Symbol]
        #   @param scim_group_id [String, Symbol]
        #   @param role_id [String, Symbol]
        #   @param precedence [Integer]
        #   @return [Clerk::Resource::DirectoryGroupRoleMapping]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422
        #   @see https://clerk.com/docs/reference/backend-api/tag/directories/POST/directories/%7Bdirectory_id%7D/group_role_mappings

        # @!method replace(directory_id, mappings:)
        #   `PUT /v1/directories/:directory_id/group_role_mappings`, ReplaceDirectoryGroupRoleMappings.
        #   @param directory_id [String]
        #   @param mappings [Array<Hash>]
        #   @return [List<Clerk::Resource::DirectoryGroupRoleMapping>]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422
        #   @see https://clerk.com/docs/reference/backend-api/tag/directories/PUT/directories/%7Bdirectory_id%7D/group_role_mappings

        # @!method delete(directory_id, mapping_id)
        #   `DELETE /v1/directories/:directory_id/group_role_mappings/:mapping_id`, DeleteDirectoryGroupRoleMapping.
        #   @param directory_id [String]
        #   @param mapping_id [String]
        #   @return [Clerk::Resource::DirectoryGroupRoleMappingDeleted]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404
        #   @see https://clerk.com/docs/reference/backend-api/tag/directories/DELETE/directories/%7Bdirectory_id%7D/group_role_mappings/%7Bmapping_id%7D
      end
    end
  end
end
