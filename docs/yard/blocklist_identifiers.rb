# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.blocklist_identifiers`
    class BlocklistIdentifiers < Group
      # @!method list()
      #   `GET /v1/blocklist_identifiers`, ListBlocklistIdentifiers; in JavaScript
      #   `blocklistIdentifiers.getBlocklistIdentifierList`.
      #   @return [List<Clerk::Resource::BlocklistIdentifier>]
      #   @raise [ArgumentError, ConnectionError, ApiError] 401, 402
      #   @see https://clerk.com/docs/reference/backend-api/tag/allow-list-block-list/GET/blocklist_identifiers

      # @!method create(identifier:)
      #   `POST /v1/blocklist_identifiers`, CreateBlocklistIdentifier; in JavaScript
      #   `blocklistIdentifiers.createBlocklistIdentifier`.
      #   @param identifier [String, Symbol]
      #   @return [Clerk::Resource::BlocklistIdentifier]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 402, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/allow-list-block-list/POST/blocklist_identifiers

      # @!method delete(identifier_id)
      #   `DELETE /v1/blocklist_identifiers/:identifier_id`, DeleteBlocklistIdentifier; in JavaScript
      #   `blocklistIdentifiers.deleteBlocklistIdentifier`.
      #   @param identifier_id [String]
      #   @return [Clerk::Resource::DeletedObject]
      #   @raise [ArgumentError, ConnectionError, ApiError] 402, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/allow-list-block-list/DELETE/blocklist_identifiers/%7Bidentifier_id%7D
    end
  end
end
