# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.scim_directories`
    class ScimDirectories < Group
      # @!method group_role_mappings
      #   @return [GroupRoleMappings]

      # @!method list(limit: nil, offset: nil)
      #   `GET /v1/scim_directories`, ListSCIMDirectories.
      #   @param limit [Integer]
      #   @param offset [Integer]
      #   @return [List<Clerk::Resource::SCIMDirectory>]
      #   @raise [ArgumentError, ConnectionError, ApiError] 401, 403
      #   @see https://clerk.com/docs/reference/backend-api/tag/scim-directories/GET/scim_directories

      # @!method each(offset: nil, batch: nil)
      #   All of {#list}, `batch` at a time, each page when it is wanted.
      #   @param offset [Integer]
      #   @param batch [Integer]
      #   @yieldparam item [Clerk::Resource::SCIMDirectory]
      #   @return [Enumerator, self]
      #   @raise [ArgumentError, ConnectionError, ApiError] 401, 403
      #   @see https://clerk.com/docs/reference/backend-api/tag/scim-directories/GET/scim_directories

      # @!method create(enterprise_connection_id:, provider:, name: nil, group_role_mappings: nil)
      #   `POST /v1/scim_directories`, CreateSCIMDirectory.
      #   @param enterprise_connection_id [String, Symbol]
      #   @param name [String, Symbol]
      #   @param provider [String, Symbol]
      #   @param group_role_mappings [Array<Hash>]
      #   @return [Clerk::Resource::SCIMDirectory]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/scim-directories/POST/scim_directories

      # @!method get(scim_directory_id)
      #   `GET /v1/scim_directories/:scim_directory_id`, GetSCIMDirectory.
      #   @param scim_directory_id [String]
      #   @return [Clerk::Resource::SCIMDirectory]
      #   @raise [ArgumentError, ConnectionError, ApiError] 401, 403, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/scim-directories/GET/scim_directories/%7Bscim_directory_id%7D

      # @!method update(scim_directory_id, name: nil, enabled: nil, provider: nil, attribute_mapping: nil, group_role_mapping_enabled: nil)
      #   `PATCH /v1/scim_directories/:scim_directory_id`, UpdateSCIMDirectory.
      #   @param scim_directory_id [String]
      #   @param name [String, Symbol]
      #   @param enabled [Boolean]
      #   @param provider [String, Symbol]
      #   @param attribute_mapping [Hash]
      #   @param group_role_mapping_enabled [Boolean]
      #   @return [Clerk::Resource::SCIMDirectory]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/scim-directories/PATCH/scim_directories/%7Bscim_directory_id%7D

      # @!method delete(scim_directory_id)
      #   `DELETE /v1/scim_directories/:scim_directory_id`, DeleteSCIMDirectory.
      #   @param scim_directory_id [String]
      #   @return [Clerk::Resource::DeletedObject]
      #   @raise [ArgumentError, ConnectionError, ApiError] 401, 403, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/scim-directories/DELETE/scim_directories/%7Bscim_directory_id%7D

      # @!method rotate_api_key(scim_directory_id)
      #   `POST /v1/scim_directories/:scim_directory_id/rotate_api_key`, RotateSCIMDirectoryAPIKey.
      #   @param scim_directory_id [String]
      #   @return [Clerk::Resource::SCIMDirectory]
      #   @raise [ArgumentError, ConnectionError, ApiError] 401, 403, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/scim-directories/POST/scim_directories/%7Bscim_directory_id%7D/rotate_api_key

      # `Clerk.api.scim_directories.group_role_mappings`
      class GroupRoleMappings < Group
        # @!method list(scim_directory_id)
        #   `GET /v1/scim_directories/:scim_directory_id/group_role_mappings`, ListSCIMGroupRoleMappings.
        #   @param scim_directory_id [String]
        #   @return [List<Clerk::Resource::SCIMGroupRoleMapping>]
        #   @raise [ArgumentError, ConnectionError, ApiError] 401, 403, 404
        #   @see https://clerk.com/docs/reference/backend-api/tag/scim-directories/GET/scim_directories/%7Bscim_directory_id%7D/group_role_mappings

        # @!method create(scim_directory_id, scim_group_id:, role_id:, precedence: nil)
        #   `POST /v1/scim_directories/:scim_directory_id/group_role_mappings`, CreateSCIMGroupRoleMapping.
        #   @param scim_directory_id [String]
        #   @param scim_group_id [String, Symbol]
        #   @param role_id [String, Symbol]
        #   @param precedence [Integer]
        #   @return [Clerk::Resource::SCIMGroupRoleMapping]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422
        #   @see https://clerk.com/docs/reference/backend-api/tag/scim-directories/POST/scim_directories/%7Bscim_directory_id%7D/group_role_mappings

        # @!method replace(scim_directory_id, mappings:)
        #   `PUT /v1/scim_directories/:scim_directory_id/group_role_mappings`, ReplaceSCIMGroupRoleMappings.
        #   @param scim_directory_id [String]
        #   @param mappings [Array<Hash>]
        #   @return [List<Clerk::Resource::SCIMGroupRoleMapping>]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422
        #   @see https://clerk.com/docs/reference/backend-api/tag/scim-directories/PUT/scim_directories/%7Bscim_directory_id%7D/group_role_mappings

        # @!method delete(scim_directory_id, mapping_id)
        #   `DELETE /v1/scim_directories/:scim_directory_id/group_role_mappings/:mapping_id`,
        #   DeleteSCIMGroupRoleMapping.
        #   @param scim_directory_id [String]
        #   @param mapping_id [String]
        #   @return [Clerk::Resource::SCIMGroupRoleMappingDeleted]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404
        #   @see https://clerk.com/docs/reference/backend-api/tag/scim-directories/DELETE/scim_directories/%7Bscim_directory_id%7D/group_role_mappings/%7Bmapping_id%7D
      end
    end
  end
end
