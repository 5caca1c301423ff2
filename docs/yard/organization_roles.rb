# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.organization_roles`
    class OrganizationRoles < Group
      # @!method list(query: nil, order_by: nil, limit: nil, offset: nil)
      #   `GET /v1/organization_roles`, ListOrganizationRoles; in JavaScript
      #   `organizationRoles.getOrganizationRoleList`.
      #   @param query [String, Symbol]
      #   @param order_by [String, Symbol]
      #   @param limit [Integer]
      #   @param offset [Integer]
      #   @return [List<Clerk::Resource::Role>]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/organization-roles/GET/organization_roles

      # @!method each(query: nil, order_by: nil, offset: nil, batch: nil)
      #   All of {#list}, `batch` at a time, each page when it is wanted.
      #   @param query [String, Symbol]
      #   @param order_by [String, Symbol]
      #   @param offset [Integer]
      #   @param batch [Integer]
      #   @yieldparam item [Clerk::Resource::Role]
      #   @return [Enumerator, self]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/organization-roles/GET/organization_roles

      # @!method create(name:, key:, description: nil, permissions: nil, include_in_initial_role_set: nil)
      #   `POST /v1/organization_roles`, CreateOrganizationRole; in JavaScript
      #   `organizationRoles.createOrganizationRole`.
      #   @param name [String, Symbol]
      #   @param key [String, Symbol]
      #   @param description [String, Symbol, nil]
      #   @param permissions [Array<String, Symbol>, nil]
      #   @param include_in_initial_role_set [Boolean, nil]
      #   @return [Clerk::Resource::Role]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 402, 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/organization-roles/POST/organization_roles

      # @!method get(organization_role_id)
      #   `GET /v1/organization_roles/:organization_role_id`, GetOrganizationRole; in JavaScript
      #   `organizationRoles.getOrganizationRole`.
      #   @param organization_role_id [String]
      #   @return [Clerk::Resource::Role]
      #   @raise [ArgumentError, ConnectionError, ApiError] 401, 403, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/organization-roles/GET/organization_roles/%7Borganization_role_id%7D

      # @!method update(organization_role_id, name: nil, key: nil, description: nil, permissions: nil)
      #   `PATCH /v1/organization_roles/:organization_role_id`, UpdateOrganizationRole; in JavaScript
      #   `organizationRoles.updateOrganizationRole`.
      #   @param organization_role_id [String]
      #   @param name [String, Symbol, nil]
      #   @param key [String, Symbol, nil]
      #   @param description [String, Symbol, nil]
      #   @param permissions [Array<String, Symbol>, nil]
      #   @return [Clerk::Resource::Role]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/organization-roles/PATCH/organization_roles/%7Borganization_role_id%7D

      # @!method delete(organization_role_id)
      #   `DELETE /v1/organization_roles/:organization_role_id`, DeleteOrganizationRole; in JavaScript
      #   `organizationRoles.deleteOrganizationRole`.
      #   @param organization_role_id [String]
      #   @return [Clerk::Resource::DeletedObject]
      #   @raise [ArgumentError, ConnectionError, ApiError] 401, 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/organization-roles/DELETE/organization_roles/%7Borganization_role_id%7D

      # @!method assign_permission(organization_role_id, permission_id)
      #   `POST /v1/organization_roles/:organization_role_id/permissions/:permission_id`,
      #   AssignPermissionToOrganizationRole; in JavaScript `organizationRoles.assignPermissionToOrganizationRole`.
      #   @param organization_role_id [String]
      #   @param permission_id [String]
      #   @return [Clerk::Resource::Role]
      #   @raise [ArgumentError, ConnectionError, ApiError] 401, 403, 404, 409
      #   @see https://clerk.com/docs/reference/backend-api/tag/organization-roles/POST/organization_roles/%7Borganization_role_id%7D/permissions/%7Bpermission_id%7D

      # @!method remove_permission(organization_role_id, permission_id)
      #   `DELETE /v1/organization_roles/:organization_role_id/permissions/:permission_id`,
      #   RemovePermissionFromOrganizationRole; in JavaScript `organizationRoles.removePermissionFromOrganizationRole`.
      #   @param organization_role_id [String]
      #   @param permission_id [String]
      #   @return [Clerk::Resource::Role]
      #   @raise [ArgumentError, ConnectionError, ApiError] 401, 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/organization-roles/DELETE/organization_roles/%7Borganization_role_id%7D/permissions/%7Bpermission_id%7D
    end
  end
end
