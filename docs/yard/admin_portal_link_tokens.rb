# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.admin_portal_link_tokens`
    class AdminPortalLinkTokens < Group
      # @!method create(organization_id: nil, it_contact_id: nil, scopes: nil, seconds_until_expiration: nil)
      #   `POST /v1/admin_portal_link_tokens`, createAdminPortalLinkToken.
      #   @param organization_id [String, Symbol]
      #   @param it_contact_id [String, Symbol]
      #   @param scopes [Array<String, Symbol>]
      #   @param seconds_until_expiration [Integer]
      #   @return [Clerk::Resource::AdminPortalLinkToken]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 409
      #   @see https://clerk.com/docs/reference/backend-api/tag/admin-portal-link-tokens/POST/admin_portal_link_tokens

      # @!method revoke(admin_portal_link_token_id, revocation_reason: nil)
      #   `POST /v1/admin_portal_link_tokens/:admin_portal_link_token_id/revoke`, revokeAdminPortalLinkToken.
      #   @param admin_portal_link_token_id [String]
      #   @param revocation_reason [String, Symbol, nil]
      #   @return [Clerk::Resource::AdminPortalLinkToken]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/admin-portal-link-tokens/POST/admin_portal_link_tokens/%7BadminPortalLinkTokenID%7D/revoke
    end
  end
end
