# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.waitlist_entries`
    class WaitlistEntries < Group
      # @!method list(limit: nil, offset: nil, query: nil, status: nil, order_by: nil)
      #   `GET /v1/waitlist_entries`, ListWaitlistEntries; in JavaScript `waitlistEntries.list`.
      #   @param limit [Integer]
      #   @param offset [Integer]
      #   @param query [String, Symbol]
      #   @param status [String, Symbol] `pending`, `invited`, `completed`, `rejected`
      #   @param order_by [String, Symbol]
      #   @return [List<Clerk::Resource::WaitlistEntry>]
      #   @raise [ArgumentError, ConnectionError, ApiError]
      #   @see https://clerk.com/docs/reference/backend-api/tag/waitlist-entries/GET/waitlist_entries

      # @!method each(offset: nil, query: nil, status: nil, order_by: nil, batch: nil)
      #   All of {#list}, `batch` at a time, each page when it is wanted.
      #   @param offset [Integer]
      #   @param query [String, Symbol]
      #   @param status [String, Symbol] `pending`, `invited`, `completed`, `rejected`
      #   @param order_by [String, Symbol]
      #   @param batch [Integer]
      #   @yieldparam item [Clerk::Resource::WaitlistEntry]
      #   @return [Enumerator, self]
      #   @raise [ArgumentError, ConnectionError, ApiError]
      #   @see https://clerk.com/docs/reference/backend-api/tag/waitlist-entries/GET/waitlist_entries

      # @!method create(email_address:, notify: nil)
      #   `POST /v1/waitlist_entries`, CreateWaitlistEntry; in JavaScript `waitlistEntries.create`.
      #   @param email_address [String, Symbol]
      #   @param notify [Boolean, nil]
      #   @return [Clerk::Resource::WaitlistEntry]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/waitlist-entries/POST/waitlist_entries

      # @!method create_bulk(items)
      #   `POST /v1/waitlist_entries/bulk`, CreateBulkWaitlistEntries; in JavaScript `waitlistEntries.createBulk`.
      #   @param items [Array<Hash>]
      #   @return [List<Clerk::Resource::WaitlistEntry>]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/waitlist-entries/POST/waitlist_entries/bulk

      # @!method delete(waitlist_entry_id)
      #   `DELETE /v1/waitlist_entries/:waitlist_entry_id`, DeleteWaitlistEntry; in JavaScript `waitlistEntries.delete`.
      #   @param waitlist_entry_id [String]
      #   @return [Clerk::Resource::DeletedObject]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404, 409, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/waitlist-entries/DELETE/waitlist_entries/%7Bwaitlist_entry_id%7D

      # @!method invite(waitlist_entry_id, ignore_existing: nil)
      #   `POST /v1/waitlist_entries/:waitlist_entry_id/invite`, InviteWaitlistEntry; in JavaScript
      #   `waitlistEntries.invite`.
      #   @param waitlist_entry_id [String]
      #   @param ignore_existing [Boolean, nil]
      #   @return [Clerk::Resource::WaitlistEntry]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404, 409, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/waitlist-entries/POST/waitlist_entries/%7Bwaitlist_entry_id%7D/invite

      # @!method reject(waitlist_entry_id)
      #   `POST /v1/waitlist_entries/:waitlist_entry_id/reject`, RejectWaitlistEntry; in JavaScript
      #   `waitlistEntries.reject`.
      #   @param waitlist_entry_id [String]
      #   @return [Clerk::Resource::WaitlistEntry]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404, 409, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/waitlist-entries/POST/waitlist_entries/%7Bwaitlist_entry_id%7D/reject
    end
  end
end
