# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.organization_permissions`
    class OrganizationPermissions < Group
      # @!method list(query: nil, order_by: nil, limit: nil, offset: nil)
      #   `GET /v1/organization_permissions`, ListOrganizationPermissions; in JavaScript
      #   `organizationPermissions.getOrganizationPermissionList`.
      #   @param query [String, Symbol]
      #   @param order_by [String, Symbol]
      #   @param limit [Integer]
      #   @param offset [Integer]
      #   @return [List<Clerk::Resource::Permission>]
      #   @raise [ArgumentError, ConnectionError, ApiError] 401, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/organization-permissions/GET/organization_permissions

      # @!method each(query: nil, order_by: nil, offset: nil, batch: nil)
      #   All of {#list}, `batch` at a time, each page when it is wanted.
      #   @param query [String, Symbol]
      #   @param order_by [String, Symbol]
      #   @param offset [Integer]
      #   @param batch [Integer]
      #   @yieldparam item [Clerk::Resource::Permission]
      #   @return [Enumerator, self]
      #   @raise [ArgumentError, ConnectionError, ApiError] 401, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/organization-permissions/GET/organization_permissions

      # @!method create(name:, key:, description: nil)
      #   `POST /v1/organization_permissions`, CreateOrganizationPermission; in JavaScript
      #   `organizationPermissions.createOrganizationPermission`.
      #   @param name [String, Symbol]
      #   @param key [String, Symbol]
      #   @param description [String, Symbol]
      #   @return [Clerk::Resource::Permission]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 402, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/organization-permissions/POST/organization_permissions

      # @!method get(permission_id)
      #   `GET /v1/organization_permissions/:permission_id`, GetOrganizationPermission; in JavaScript
      #   `organizationPermissions.getOrganizationPermission`.
      #   @param permission_id [String]
      #   @return [Clerk::Resource::Permission]
      #   @raise [ArgumentError, ConnectionError, ApiError] 401, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/organization-permissions/GET/organization_permissions/%7Bpermission_id%7D

      # @!method update(permission_id, name: nil, key: nil, description: nil)
      #   `PATCH /v1/organization_permissions/:permission_id`, UpdateOrganizationPermission; in JavaScript
      #   `organizationPermissions.updateOrganizationPermission`.
      #   @param permission_id [String]
      #   @param name [String, Symbol]
      #   @param key [String, Symbol]
      #   @param description [String, Symbol]
      #   @return [Clerk::Resource::Permission]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/organization-permissions/PATCH/organization_permissions/%7Bpermission_id%7D

      # @!method delete(permission_id)
      #   `DELETE /v1/organization_permissions/:permission_id`, DeleteOrganizationPermission; in JavaScript
      #   `organizationPermissions.deleteOrganizationPermission`.
      #   @param permission_id [String]
      #   @return [Clerk::Resource::DeletedObject]
      #   @raise [ArgumentError, ConnectionError, ApiError] 401, 403, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/organization-permissions/DELETE/organization_permissions/%7Bpermission_id%7D
    end
  end
end
