# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.organizations`
    class Organizations < Group
      # @!method invitations
      #   @return [Invitations]

      # @!method memberships
      #   @return [Memberships]

      # @!method domains
      #   @return [Domains]

      # @!method list(include_members_count: nil, include_missing_member_with_elevated_permissions: nil, query: nil, user_id: nil, organization_id: nil, order_by: nil, limit: nil, offset: nil)
      #   `GET /v1/organizations`, ListOrganizations; in JavaScript `organizations.getOrganizationList`.
      #   @param include_members_count [Boolean]
      #   @param include_missing_member_with_elevated_permissions [Boolean]
      #   @param query [String, Symbol]
      #   @param user_id [Array<String, Symbol>]
      #   @param organization_id [Array<String, Symbol>]
      #   @param order_by [String, Symbol]
      #   @param limit [Integer]
      #   @param offset [Integer]
      #   @return [List<Clerk::Organization>]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 403, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/organizations/GET/organizations

      # @!method each(include_members_count: nil, include_missing_member_with_elevated_permissions: nil, query: nil, user_id: nil, organization_id: nil, order_by: nil, offset: nil, batch: nil)
      #   All of {#list}, `batch` at a time, each page when it is wanted.
      #   @param include_members_count [Boolean]
      #   @param include_missing_member_with_elevated_permissions [Boolean]
      #   @param query [String, Symbol]
      #   @param user_id [Array<String, Symbol>]
      #   @param organization_id [Array<String, Symbol>]
      #   @param order_by [String, Symbol]
      #   @param offset [Integer]
      #   @param batch [Integer]
      #   @yieldparam item [Clerk::Organization]
      #   @return [Enumerator, self]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 403, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/organizations/GET/organizations

      # @!method create(name:, created_by: nil, private_metadata: nil, public_metadata: nil, slug: nil, max_allowed_memberships: nil, created_at: nil, role_set_key: nil)
      #   `POST /v1/organizations`, CreateOrganization; in JavaScript `organizations.createOrganization`.
      #   @param name [String, Symbol]
      #   @param created_by [String, Symbol, nil]
      #   @param private_metadata [Hash, nil]
      #   @param public_metadata [Hash, nil]
      #   @param slug [String, Symbol, nil]
      #   @param max_allowed_memberships [Integer, nil]
      #   @param created_at [Time, Date, String, nil]
      #   @param role_set_key [String, Symbol, nil]
      #   @return [Clerk::Organization]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 402, 403, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/organizations/POST/organizations

      # @!method get(organization_id, include_members_count: nil, include_missing_member_with_elevated_permissions: nil)
      #   `GET /v1/organizations/:organization_id`, GetOrganization; in JavaScript `organizations.getOrganization`.
      #   @param organization_id [String]
      #   @param include_members_count [Boolean]
      #   @param include_missing_member_with_elevated_permissions [Boolean]
      #   @return [Clerk::Organization]
      #   @raise [ArgumentError, ConnectionError, ApiError] 403, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/organizations/GET/organizations/%7Borganization_id%7D

      # @!method update(organization_id, name: nil, slug: nil, max_allowed_memberships: nil, admin_delete_enabled: nil, created_at: nil, role_set_key: nil)
      #   `PATCH /v1/organizations/:organization_id`, UpdateOrganization; in JavaScript
      #   `organizations.updateOrganization`.
      #   @param organization_id [String]
      #   @param name [String, Symbol, nil]
      #   @param slug [String, Symbol, nil]
      #   @param max_allowed_memberships [Integer, nil]
      #   @param admin_delete_enabled [Boolean, nil]
      #   @param created_at [Time, Date, String, nil]
      #   @param role_set_key [String, Symbol, nil]
      #   @return [Clerk::Organization]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 402, 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/organizations/PATCH/organizations/%7Borganization_id%7D

      # @!method delete(organization_id)
      #   `DELETE /v1/organizations/:organization_id`, DeleteOrganization; in JavaScript
      #   `organizations.deleteOrganization`.
      #   @param organization_id [String]
      #   @return [Clerk::Resource::DeletedObject]
      #   @raise [ArgumentError, ConnectionError, ApiError] 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/organizations/DELETE/organizations/%7Borganization_id%7D

      # @!method replace_metadata(organization_id, public_metadata: nil, private_metadata: nil)
      #   `PUT /v1/organizations/:organization_id/metadata`, ReplaceOrganizationMetadata; in JavaScript
      #   `organizations.replaceOrganizationMetadata`.
      #   @param organization_id [String]
      #   @param public_metadata [Hash]
      #   @param private_metadata [Hash]
      #   @return [Clerk::Organization]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/organizations/PUT/organizations/%7Borganization_id%7D/metadata

      # @!method update_metadata(organization_id, public_metadata: nil, private_metadata: nil)
      #   `PATCH /v1/organizations/:organization_id/metadata`, MergeOrganizationMetadata; in JavaScript
      #   `organizations.updateOrganizationMetadata`.
      #   @param organization_id [String]
      #   @param public_metadata [Hash]
      #   @param private_metadata [Hash]
      #   @return [Clerk::Organization]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/organizations/PATCH/organizations/%7Borganization_id%7D/metadata

      # @!method update_logo(organization_id, file:, uploader_user_id: nil)
      #   `PUT /v1/organizations/:organization_id/logo`, UploadOrganizationLogo; in JavaScript
      #   `organizations.updateOrganizationLogo`.
      #   @param organization_id [String]
      #   @param uploader_user_id [String, Symbol]
      #   @param file [IO, Pathname, #read]
      #   @return [Clerk::Resource::OrganizationWithLogo]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 403, 404, 413
      #   @see https://clerk.com/docs/reference/backend-api/tag/organizations/PUT/organizations/%7Borganization_id%7D/logo

      # @!method delete_logo(organization_id)
      #   `DELETE /v1/organizations/:organization_id/logo`, DeleteOrganizationLogo; in JavaScript
      #   `organizations.deleteOrganizationLogo`.
      #   @param organization_id [String]
      #   @return [Clerk::Organization]
      #   @raise [ArgumentError, ConnectionError, ApiError] 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/organizations/DELETE/organizations/%7Borganization_id%7D/logo

      # `Clerk.api.organizations.invitations`
      class Invitations < Group
        # @!method list_all(order_by: nil, status: nil, query: nil, limit: nil, offset: nil)
        #   `GET /v1/organization_invitations`, ListInstanceOrganizationInvitations.
        #   @param order_by [String, Symbol]
        #   @param status [String, Symbol] `pending`, `accepted`, `revoked`, `expired`
        #   @param query [String, Symbol]
        #   @param limit [Integer]
        #   @param offset [Integer]
        #   @return [List<Clerk::Resource::OrganizationInvitationWithPublicOrganizationData>]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404, 422, 500
        #   @see https://clerk.com/docs/reference/backend-api/tag/organization-invitations/GET/organization_invitations

        # @!method each_all(order_by: nil, status: nil, query: nil, offset: nil, batch: nil)
        #   All of {#list_all}, `batch` at a time, each page when it is wanted.
        #   @param order_by [String, Symbol]
        #   @param status [String, Symbol] `pending`, `accepted`, `revoked`, `expired`
        #   @param query [String, Symbol]
        #   @param offset [Integer]
        #   @param batch [Integer]
        #   @yieldparam item [Clerk::Resource::OrganizationInvitationWithPublicOrganizationData]
        #   @return [Enumerator, self]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404, 422, 500
        #   @see https://clerk.com/docs/reference/backend-api/tag/organization-invitations/GET/organization_invitations

        # @!method list(organization_id, status: nil, email_address: nil, order_by: nil, limit: nil, offset: nil)
        #   `GET /v1/organizations/:organization_id/invitations`, ListOrganizationInvitations; in JavaScript
        #   `organizations.getOrganizationInvitationList`.
        #   @param organization_id [String]
        #   @param status [String, Symbol] `pending`, `accepted`, `revoked`, `expired`
        #   @param email_address [String, Symbol]
        #   @param order_by [String, Symbol]
        #   @param limit [Integer]
        #   @param offset [Integer]
        #   @return [List<Clerk::Resource::OrganizationInvitation>]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404, 422
        #   @see https://clerk.com/docs/reference/backend-api/tag/organization-invitations/GET/organizations/%7Borganization_id%7D/invitations

        # @!method each(organization_id, status: nil, email_address: nil, order_by: nil, offset: nil, batch: nil)
        #   All of {#list}, `batch` at a time, each page when it is wanted.
        #   @param organization_id [String]
        #   @param status [String, Symbol] `pending`, `accepted`, `revoked`, `expired`
        #   @param email_address [String, Symbol]
        #   @param order_by [String, Symbol]
        #   @param offset [Integer]
        #   @param batch [Integer]
        #   @yieldparam item [Clerk::Resource::OrganizationInvitation]
        #   @return [Enumerator, self]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404, 422
        #   @see https://clerk.com/docs/reference/backend-api/tag/organization-invitations/GET/organizations/%7Borganization_id%7D/invitations

        # @!method create(organization_id, email_address:, role:, inviter_user_id: nil, public_metadata: nil, private_metadata: nil, redirect_url: nil, expires_in_days: nil, notify: nil)
        #   `POST /v1/organizations/:organization_id/invitations`, CreateOrganizationInvitation; in JavaScript
        #   `organizations.createOrganizationInvitation`.
        #   @param organization_id [String]
        #   @param email_address [String, Symbol]
        #   @param inviter_user_id [String, Symbol, nil]
        #   @param role [String, Symbol]
        #   @param public_metadata [Hash, nil]
        #   @param private_metadata [Hash, nil]
        #   @param redirect_url [String, Symbol, nil]
        #   @param expires_in_days [Integer, nil]
        #   @param notify [Boolean, nil]
        #   @return [Clerk::Resource::OrganizationInvitation]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 402, 403, 404, 422
        #   @see https://clerk.com/docs/reference/backend-api/tag/organization-invitations/POST/organizations/%7Borganization_id%7D/invitations

        # @!method create_bulk(organization_id, items)
        #   `POST /v1/organizations/:organization_id/invitations/bulk`, CreateOrganizationInvitationBulk; in JavaScript
        #   `organizations.createOrganizationInvitationBulk`.
        #   @param organization_id [String]
        #   @param items [Array<Hash>]
        #   @return [List<Clerk::Resource::OrganizationInvitation>]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 403, 404, 422
        #   @see https://clerk.com/docs/reference/backend-api/tag/organization-invitations/POST/organizations/%7Borganization_id%7D/invitations/bulk

        # @!method list_pending(organization_id, limit: nil, offset: nil)
        #   `GET /v1/organizations/:organization_id/invitations/pending`, ListPendingOrganizationInvitations. Clerk
        #   calls it deprecated.
        #   @param organization_id [String]
        #   @param limit [Integer]
        #   @param offset [Integer]
        #   @return [List<Clerk::Resource::OrganizationInvitation>]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404
        #   @see https://clerk.com/docs/reference/backend-api/tag/organization-invitations/GET/organizations/%7Borganization_id%7D/invitations/pending

        # @!method each_pending(organization_id, offset: nil, batch: nil)
        #   All of {#list_pending}, `batch` at a time, each page when it is wanted.
        #   @param organization_id [String]
        #   @param offset [Integer]
        #   @param batch [Integer]
        #   @yieldparam item [Clerk::Resource::OrganizationInvitation]
        #   @return [Enumerator, self]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404
        #   @see https://clerk.com/docs/reference/backend-api/tag/organization-invitations/GET/organizations/%7Borganization_id%7D/invitations/pending

        # @!method get(organization_id, invitation_id)
        #   `GET /v1/organizations/:organization_id/invitations/:invitation_id`, GetOrganizationInvitation; in
        #   JavaScript `organizations.getOrganizationInvitation`.
        #   @param organization_id [String]
        #   @param invitation_id [String]
        #   @return [Clerk::Resource::OrganizationInvitation]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 403, 404
        #   @see https://clerk.com/docs/reference/backend-api/tag/organization-invitations/GET/organizations/%7Borganization_id%7D/invitations/%7Binvitation_id%7D

        # @!method revoke(organization_id, invitation_id, requesting_user_id: nil)
        #   `POST /v1/organizations/:organization_id/invitations/:invitation_id/revoke`, RevokeOrganizationInvitation;
        #   in JavaScript `organizations.revokeOrganizationInvitation`.
        #   @param organization_id [String]
        #   @param invitation_id [String]
        #   @param requesting_user_id [String, Symbol, nil]
        #   @return [Clerk::Resource::OrganizationInvitation]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 403, 404
        #   @see https://clerk.com/docs/reference/backend-api/tag/organization-invitations/POST/organizations/%7Borganization_id%7D/invitations/%7Binvitation_id%7D/revoke
      end

      # `Clerk.api.organizations.memberships`
      class Memberships < Group
        # @!method list(organization_id, order_by: nil, user_id: nil, email_address: nil, phone_number: nil, username: nil, web3_wallet: nil, role: nil, query: nil, email_address_query: nil, phone_number_query: nil, username_query: nil, name_query: nil, last_active_at_before: nil, last_active_at_after: nil, created_at_before: nil, created_at_after: nil, limit: nil, offset: nil)
        #   `GET /v1/organizations/:organization_id/memberships`, ListOrganizationMemberships; in JavaScript
        #   `organizations.getOrganizationMembershipList`.
        #   @param organization_id [String]
        #   @param order_by [String, Symbol]
        #   @param user_id [Array<String, Symbol>]
        #   @param email_address [Array<String, Symbol>]
        #   @param phone_number [Array<String, Symbol>]
        #   @param username [Array<String, Symbol>]
        #   @param web3_wallet [Array<String, Symbol>]
        #   @param role [Array<String, Symbol>]
        #   @param query [String, Symbol]
        #   @param email_address_query [String, Symbol]
        #   @param phone_number_query [String, Symbol]
        #   @param username_query [String, Symbol]
        #   @param name_query [String, Symbol]
        #   @param last_active_at_before [Time, Date, Integer]
        #   @param last_active_at_after [Time, Date, Integer]
        #   @param created_at_before [Time, Date, Integer]
        #   @param created_at_after [Time, Date, Integer]
        #   @param limit [Integer]
        #   @param offset [Integer]
        #   @return [List<Clerk::Resource::OrganizationMembership>]
        #   @raise [ArgumentError, ConnectionError, ApiError] 401, 422
        #   @see https://clerk.com/docs/reference/backend-api/tag/organization-memberships/GET/organizations/%7Borganization_id%7D/memberships

        # @!method each(organization_id, order_by: nil, user_id: nil, email_address: nil, phone_number: nil, username: nil, web3_wallet: nil, role: nil, query: nil, email_address_query: nil, phone_number_query: nil, username_query: nil, name_query: nil, last_active_at_before: nil, last_active_at_after: nil, created_at_before: nil, created_at_after: nil, offset: nil, batch: nil)
        #   All of {#list}, `batch` at a time, each page when it is wanted.
        #   @param organization_id [String]
        #   @param order_by [String, Symbol]
        #   @param user_id [Array<String, Symbol>]
        #   @param email_address [Array<String, Symbol>]
        #   @param phone_number [Array<String, Symbol>]
        #   @param username [Array<String, Symbol>]
        #   @param web3_wallet [Array<String, Symbol>]
        #   @param role [Array<String, Symbol>]
        #   @param query [String, Symbol]
        #   @param email_address_query [String, Symbol]
        #   @param phone_number_query [String, Symbol]
        #   @param username_query [String, Symbol]
        #   @param name_query [String, Symbol]
        #   @param last_active_at_before [Time, Date, Integer]
        #   @param last_active_at_after [Time, Date, Integer]
        #   @param created_at_before [Time, Date, Integer]
        #   @param created_at_after [Time, Date, Integer]
        #   @param offset [Integer]
        #   @param batch [Integer]
        #   @yieldparam item [Clerk::Resource::OrganizationMembership]
        #   @return [Enumerator, self]
        #   @raise [ArgumentError, ConnectionError, ApiError] 401, 422
        #   @see https://clerk.com/docs/reference/backend-api/tag/organization-memberships/GET/organizations/%7Borganization_id%7D/memberships

        # @!method create(organization_id, user_id:, role:, public_metadata: nil, private_metadata: nil)
        #   `POST /v1/organizations/:organization_id/memberships`, CreateOrganizationMembership; in JavaScript
        #   `organizations.createOrganizationMembership`.
        #   @param organization_id [String]
        #   @param user_id [String, Symbol]
        #   @param role [String, Symbol]
        #   @param public_metadata [Hash, nil]
        #   @param private_metadata [Hash, nil]
        #   @return [Clerk::Resource::OrganizationMembership]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 403, 404, 422
        #   @see https://clerk.com/docs/reference/backend-api/tag/organization-memberships/POST/organizations/%7Borganization_id%7D/memberships

        # @!method update(organization_id, user_id, role:)
        #   `PATCH /v1/organizations/:organization_id/memberships/:user_id`, UpdateOrganizationMembership; in JavaScript
        #   `organizations.updateOrganizationMembership`.
        #   @param organization_id [String]
        #   @param user_id [String]
        #   @param role [String, Symbol]
        #   @return [Clerk::Resource::OrganizationMembership]
        #   @raise [ArgumentError, ConnectionError, ApiError] 404, 422
        #   @see https://clerk.com/docs/reference/backend-api/tag/organization-memberships/PATCH/organizations/%7Borganization_id%7D/memberships/%7Buser_id%7D

        # @!method delete(organization_id, user_id)
        #   `DELETE /v1/organizations/:organization_id/memberships/:user_id`, DeleteOrganizationMembership; in
        #   JavaScript `organizations.deleteOrganizationMembership`.
        #   @param organization_id [String]
        #   @param user_id [String]
        #   @return [Clerk::Resource::OrganizationMembership]
        #   @raise [ArgumentError, ConnectionError, ApiError] 401, 404, 422
        #   @see https://clerk.com/docs/reference/backend-api/tag/organization-memberships/DELETE/organizations/%7Borganization_id%7D/memberships/%7Buser_id%7D

        # @!method update_metadata(organization_id, user_id, public_metadata: nil, private_metadata: nil)
        #   `PATCH /v1/organizations/:organization_id/memberships/:user_id/metadata`,
        #   UpdateOrganizationMembershipMetadata; in JavaScript `organizations.updateOrganizationMembershipMetadata`.
        #   @param organization_id [String]
        #   @param user_id [String]
        #   @param public_metadata [Hash]
        #   @param private_metadata [Hash]
        #   @return [Clerk::Resource::OrganizationMembership]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404, 422
        #   @see https://clerk.com/docs/reference/backend-api/tag/organization-memberships/PATCH/organizations/%7Borganization_id%7D/memberships/%7Buser_id%7D/metadata

        # @!method list_all(order_by: nil, limit: nil, offset: nil)
        #   `GET /v1/organization_memberships`, InstanceGetOrganizationMemberships; in JavaScript
        #   `organizations.getInstanceOrganizationMembershipList`.
        #   @param order_by [String, Symbol]
        #   @param limit [Integer]
        #   @param offset [Integer]
        #   @return [List<Clerk::Resource::OrganizationMembership>]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 422, 500
        #   @see https://clerk.com/docs/reference/backend-api/tag/organization-memberships/GET/organization_memberships

        # @!method each_all(order_by: nil, offset: nil, batch: nil)
        #   All of {#list_all}, `batch` at a time, each page when it is wanted.
        #   @param order_by [String, Symbol]
        #   @param offset [Integer]
        #   @param batch [Integer]
        #   @yieldparam item [Clerk::Resource::OrganizationMembership]
        #   @return [Enumerator, self]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 422, 500
        #   @see https://clerk.com/docs/reference/backend-api/tag/organization-memberships/GET/organization_memberships
      end

      # `Clerk.api.organizations.domains`
      class Domains < Group
        # @!method list(organization_id, verified: nil, enrollment_mode: nil, limit: nil, offset: nil)
        #   `GET /v1/organizations/:organization_id/domains`, ListOrganizationDomains; in JavaScript
        #   `organizations.getOrganizationDomainList`.
        #   @param organization_id [String]
        #   @param verified [String, Symbol]
        #   @param enrollment_mode [String, Symbol]
        #   @param limit [Integer]
        #   @param offset [Integer]
        #   @return [List<Clerk::Resource::OrganizationDomain>]
        #   @raise [ArgumentError, ConnectionError, ApiError] 401, 422
        #   @see https://clerk.com/docs/reference/backend-api/tag/organization-domains/GET/organizations/%7Borganization_id%7D/domains

        # @!method each(organization_id, verified: nil, enrollment_mode: nil, offset: nil, batch: nil)
        #   All of {#list}, `batch` at a time, each page when it is wanted.
        #   @param organization_id [String]
        #   @param verified [String, Symbol]
        #   @param enrollment_mode [String, Symbol]
        #   @param offset [Integer]
        #   @param batch [Integer]
        #   @yieldparam item [Clerk::Resource::OrganizationDomain]
        #   @return [Enumerator, self]
        #   @raise [ArgumentError, ConnectionError, ApiError] 401, 422
        #   @see https://clerk.com/docs/reference/backend-api/tag/organization-domains/GET/organizations/%7Borganization_id%7D/domains

        # @!method create(organization_id, name: nil, enrollment_mode: nil, verified: nil)
        #   `POST /v1/organizations/:organization_id/domains`, CreateOrganizationDomain; in JavaScript
        #   `organizations.createOrganizationDomain`.
        #   @param organization_id [String]
        #   @param name [String, Symbol]
        #   @param enrollment_mode [String, Symbol]
        #   @param verified [Boolean, nil]
        #   @return [Clerk::Resource::OrganizationDomain]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 403, 404, 422
        #   @see https://clerk.com/docs/reference/backend-api/tag/organization-domains/POST/organizations/%7Borganization_id%7D/domains

        # @!method update(organization_id, domain_id, enrollment_mode: nil, verified: nil)
        #   `PATCH /v1/organizations/:organization_id/domains/:domain_id`, UpdateOrganizationDomain; in JavaScript
        #   `organizations.updateOrganizationDomain`.
        #   @param organization_id [String]
        #   @param domain_id [String]
        #   @param enrollment_mode [String, Symbol, nil]
        #   @param verified [Boolean, nil]
        #   @return [Clerk::Resource::OrganizationDomain]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 403, 404, 422
        #   @see https://clerk.com/docs/reference/backend-api/tag/organization-domains/PATCH/organizations/%7Borganization_id%7D/domains/%7Bdomain_id%7D

        # @!method delete(organization_id, domain_id)
        #   `DELETE /v1/organizations/:organization_id/domains/:domain_id`, DeleteOrganizationDomain; in JavaScript
        #   `organizations.deleteOrganizationDomain`.
        #   @param organization_id [String]
        #   @param domain_id [String]
        #   @return [Clerk::Resource::DeletedObject]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404
        #   @see https://clerk.com/docs/reference/backend-api/tag/organization-domains/DELETE/organizations/%7Borganization_id%7D/domains/%7Bdomain_id%7D

        # @!method verify_ownership(organization_id, domain_id)
        #   `POST /v1/organizations/:organization_id/domains/:domain_id/verify_ownership`,
        #   VerifyOrganizationDomainOwnership.
        #   @param organization_id [String]
        #   @param domain_id [String]
        #   @return [Clerk::Resource::OrganizationDomain]
        #   @raise [ArgumentError, ConnectionError, ApiError] 401, 403, 404
        #   @see https://clerk.com/docs/reference/backend-api/tag/organization-domains/POST/organizations/%7Borganization_id%7D/domains/%7Bdomain_id%7D/verify_ownership

        # @!method list_all(organization_id: nil, verified: nil, enrollment_mode: nil, query: nil, domains: nil, order_by: nil, offset: nil, limit: nil)
        #   `GET /v1/organization_domains`, ListAllOrganizationDomains.
        #   @param organization_id [String, Symbol]
        #   @param verified [String, Symbol] `true`, `false`
        #   @param enrollment_mode [Array<String, Symbol>] `manual_invitation`, `automatic_invitation`,
        #     `automatic_suggestion`, `enterprise_sso`, `-manual_invitation`, `-automatic_invitation`,
        #     `-automatic_suggestion`, `-enterprise_sso`
        #   @param query [String, Symbol]
        #   @param domains [Array<String, Symbol>]
        #   @param order_by [String, Symbol]
        #   @param offset [Integer]
        #   @param limit [Integer]
        #   @return [List<Clerk::Resource::OrganizationDomain>]
        #   @raise [ArgumentError, ConnectionError, ApiError] 401, 403, 422
        #   @see https://clerk.com/docs/reference/backend-api/tag/organization-domains/GET/organization_domains

        # @!method each_all(organization_id: nil, verified: nil, enrollment_mode: nil, query: nil, domains: nil, order_by: nil, offset: nil, batch: nil)
        #   All of {#list_all}, `batch` at a time, each page when it is wanted.
        #   @param organization_id [String, Symbol]
        #   @param verified [String, Symbol] `true`, `false`
        #   @param enrollment_mode [Array<String, Symbol>] `manual_invitation`, `automatic_invitation`,
        #     `automatic_suggestion`, `enterprise_sso`, `-manual_invitation`, `-automatic_invitation`,
        #     `-automatic_suggestion`, `-enterprise_sso`
        #   @param query [String, Symbol]
        #   @param domains [Array<String, Symbol>]
        #   @param order_by [String, Symbol]
        #   @param offset [Integer]
        #   @param batch [Integer]
        #   @yieldparam item [Clerk::Resource::OrganizationDomain]
        #   @return [Enumerator, self]
        #   @raise [ArgumentError, ConnectionError, ApiError] 401, 403, 422
        #   @see https://clerk.com/docs/reference/backend-api/tag/organization-domains/GET/organization_domains
      end
    end
  end
end
