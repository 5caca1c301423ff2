# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.allowlist_identifiers`
    class AllowlistIdentifiers < Group
      # @!method list(paginated: nil, limit: nil, offset: nil)
      #   `GET /v1/allowlist_identifiers`, ListAllowlistIdentifiers; in JavaScript
      #   `allowlistIdentifiers.getAllowlistIdentifierList`.
      #   @param paginated [Boolean]
      #   @param limit [Integer]
      #   @param offset [Integer]
      #   @return [List<Clerk::Resource::AllowlistIdentifier>]
      #   @raise [ArgumentError, ConnectionError, ApiError] 401, 402
      #   @see https://clerk.com/docs/reference/backend-api/tag/allow-list-block-list/GET/allowlist_identifiers

      # @!method each(paginated: nil, offset: nil, batch: nil)
      #   All of {#list}, `batch` at a time, each page when it is wanted.
      #   @param paginated [Boolean]
      #   @param offset [Integer]
      #   @param batch [Integer]
      #   @yieldparam item [Clerk::Resource::AllowlistIdentifier]
      #   @return [Enumerator, self]
      #   @raise [ArgumentError, ConnectionError, ApiError] 401, 402
      #   @see https://clerk.com/docs/reference/backend-api/tag/allow-list-block-list/GET/allowlist_identifiers

      # @!method create(identifier:, notify: nil)
      #   `POST /v1/allowlist_identifiers`, CreateAllowlistIdentifier; in JavaScript
      #   `allowlistIdentifiers.createAllowlistIdentifier`.
      #   @param identifier [String, Symbol]
      #   @param notify [Boolean]
      #   @return [Clerk::Resource::AllowlistIdentifier]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 402, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/allow-list-block-list/POST/allowlist_identifiers

      # @!method delete(identifier_id)
      #   `DELETE /v1/allowlist_identifiers/:identifier_id`, DeleteAllowlistIdentifier; in JavaScript
      #   `allowlistIdentifiers.deleteAllowlistIdentifier`.
      #   @param identifier_id [String]
      #   @return [Clerk::Resource::DeletedObject]
      #   @raise [ArgumentError, ConnectionError, ApiError] 402, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/allow-list-block-list/DELETE/allowlist_identifiers/%7Bidentifier_id%7D
    end
  end
end
