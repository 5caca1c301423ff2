# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.invitations`
    class Invitations < Group
      # @!method list(status: nil, query: nil, order_by: nil, paginated: nil, limit: nil, offset: nil)
      #   `GET /v1/invitations`, ListInvitations; in JavaScript `invitations.getInvitationList`.
      #   @param status [String, Symbol] `pending`, `accepted`, `revoked`, `expired`
      #   @param query [String, Symbol]
      #   @param order_by [String, Symbol]
      #   @param paginated [Boolean]
      #   @param limit [Integer]
      #   @param offset [Integer]
      #   @return [List<Clerk::Resource::Invitation>]
      #   @raise [ArgumentError, ConnectionError, ApiError]
      #   @see https://clerk.com/docs/reference/backend-api/tag/invitations/GET/invitations

      # @!method each(status: nil, query: nil, order_by: nil, paginated: nil, offset: nil, batch: nil)
      #   All of {#list}, `batch` at a time, each page when it is wanted.
      #   @param status [String, Symbol] `pending`, `accepted`, `revoked`, `expired`
      #   @param query [String, Symbol]
      #   @param order_by [String, Symbol]
      #   @param paginated [Boolean]
      #   @param offset [Integer]
      #   @param batch [Integer]
      #   @yieldparam item [Clerk::Resource::Invitation]
      #   @return [Enumerator, self]
      #   @raise [ArgumentError, ConnectionError, ApiError]
      #   @see https://clerk.com/docs/reference/backend-api/tag/invitations/GET/invitations

      # @!method create(email_address:, public_metadata: nil, redirect_url: nil, notify: nil, ignore_existing: nil, expires_in_days: nil, template_slug: nil)
      #   `POST /v1/invitations`, CreateInvitation; in JavaScript `invitations.createInvitation`.
      #   @param email_address [String, Symbol]
      #   @param public_metadata [Hash]
      #   @param redirect_url [String, Symbol]
      #   @param notify [Boolean, nil]
      #   @param ignore_existing [Boolean, nil]
      #   @param expires_in_days [Integer, nil]
      #   @param template_slug [String, Symbol] `invitation`, `waitlist_invitation`
      #   @return [Clerk::Resource::Invitation]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/invitations/POST/invitations

      # @!method create_bulk(items)
      #   `POST /v1/invitations/bulk`, CreateBulkInvitations; in JavaScript `invitations.createInvitationBulk`.
      #   @param items [Array<Hash>]
      #   @return [List<Clerk::Resource::Invitation>]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/invitations/POST/invitations/bulk

      # @!method revoke(invitation_id)
      #   `POST /v1/invitations/:invitation_id/revoke`, RevokeInvitation; in JavaScript `invitations.revokeInvitation`.
      #   @param invitation_id [String]
      #   @return [Clerk::Resource::InvitationRevoked]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/invitations/POST/invitations/%7Binvitation_id%7D/revoke
    end
  end
end
