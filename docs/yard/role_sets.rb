# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.role_sets`
    class RoleSets < Group
      # @!method list(query: nil, order_by: nil, limit: nil, offset: nil)
      #   `GET /v1/role_sets`, ListRoleSets; in JavaScript `roleSets.getRoleSetList`.
      #   @param query [String, Symbol]
      #   @param order_by [String, Symbol]
      #   @param limit [Integer]
      #   @param offset [Integer]
      #   @return [List<Clerk::Resource::RoleSet>]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/role-sets/GET/role_sets

      # @!method each(query: nil, order_by: nil, offset: nil, batch: nil)
      #   All of {#list}, `batch` at a time, each page when it is wanted.
      #   @param query [String, Symbol]
      #   @param order_by [String, Symbol]
      #   @param offset [Integer]
      #   @param batch [Integer]
      #   @yieldparam item [Clerk::Resource::RoleSet]
      #   @return [Enumerator, self]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/role-sets/GET/role_sets

      # @!method create(name:, default_role_key:, creator_role_key:, roles:, key: nil, description: nil, type: nil)
      #   `POST /v1/role_sets`, CreateRoleSet; in JavaScript `roleSets.createRoleSet`.
      #   @param name [String, Symbol]
      #   @param key [String, Symbol]
      #   @param description [String, Symbol, nil]
      #   @param default_role_key [String, Symbol]
      #   @param creator_role_key [String, Symbol]
      #   @param type [String, Symbol] `initial`, `custom`
      #   @param roles [Array<String, Symbol>]
      #   @return [Clerk::Resource::RoleSet]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 402, 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/role-sets/POST/role_sets

      # @!method get(role_set_key_or_id)
      #   `GET /v1/role_sets/:role_set_key_or_id`, GetRoleSet; in JavaScript `roleSets.getRoleSet`.
      #   @param role_set_key_or_id [String]
      #   @return [Clerk::Resource::RoleSet]
      #   @raise [ArgumentError, ConnectionError, ApiError] 401, 403, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/role-sets/GET/role_sets/%7Brole_set_key_or_id%7D

      # @!method update(role_set_key_or_id, name: nil, key: nil, description: nil, type: nil, default_role_key: nil, creator_role_key: nil)
      #   `PATCH /v1/role_sets/:role_set_key_or_id`, UpdateRoleSet; in JavaScript `roleSets.updateRoleSet`.
      #   @param role_set_key_or_id [String]
      #   @param name [String, Symbol, nil]
      #   @param key [String, Symbol, nil]
      #   @param description [String, Symbol, nil]
      #   @param type [String, Symbol, nil] `initial`
      #   @param default_role_key [String, Symbol, nil]
      #   @param creator_role_key [String, Symbol, nil]
      #   @return [Clerk::Resource::RoleSet]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/role-sets/PATCH/role_sets/%7Brole_set_key_or_id%7D

      # @!method replace(role_set_key_or_id, dest_role_set_key:, reassignment_mappings: nil)
      #   `POST /v1/role_sets/:role_set_key_or_id/replace`, ReplaceRoleSet; in JavaScript `roleSets.replaceRoleSet`.
      #   @param role_set_key_or_id [String]
      #   @param dest_role_set_key [String, Symbol]
      #   @param reassignment_mappings [Hash]
      #   @return [Clerk::Resource::DeletedObject]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/role-sets/POST/role_sets/%7Brole_set_key_or_id%7D/replace

      # @!method add_roles(role_set_key_or_id, role_keys:, default_role_key: nil, creator_role_key: nil)
      #   `POST /v1/role_sets/:role_set_key_or_id/roles`, AddRolesToRoleSet; in JavaScript `roleSets.addRolesToRoleSet`.
      #   @param role_set_key_or_id [String]
      #   @param role_keys [Array<String, Symbol>]
      #   @param default_role_key [String, Symbol]
      #   @param creator_role_key [String, Symbol]
      #   @return [Clerk::Resource::RoleSet]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/role-sets/POST/role_sets/%7Brole_set_key_or_id%7D/roles

      # @!method replace_role(role_set_key_or_id, role_key:, to_role_key:)
      #   `POST /v1/role_sets/:role_set_key_or_id/roles/replace`, ReplaceRoleInRoleSet; in JavaScript
      #   `roleSets.replaceRoleInRoleSet`.
      #   @param role_set_key_or_id [String]
      #   @param role_key [String, Symbol]
      #   @param to_role_key [String, Symbol]
      #   @return [Clerk::Resource::RoleSet]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/role-sets/POST/role_sets/%7Brole_set_key_or_id%7D/roles/replace
    end
  end
end
