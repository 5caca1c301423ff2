# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.clients`
    class Clients < Group
      # @!method list(paginated: nil, limit: nil, offset: nil)
      #   `GET /v1/clients`, GetClientList; in JavaScript `clients.getClientList`. Clerk calls it deprecated.
      #   @param paginated [Boolean]
      #   @param limit [Integer]
      #   @param offset [Integer]
      #   @return [List<Clerk::Resource::Client>]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 410, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/clients/GET/clients

      # @!method each(paginated: nil, offset: nil, batch: nil)
      #   All of {#list}, `batch` at a time, each page when it is wanted.
      #   @param paginated [Boolean]
      #   @param offset [Integer]
      #   @param batch [Integer]
      #   @yieldparam item [Clerk::Resource::Client]
      #   @return [Enumerator, self]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 410, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/clients/GET/clients

      # @!method verify(token:)
      #   `POST /v1/clients/verify`, VerifyClient; in JavaScript `clients.verifyClient`.
      #   @param token [String, Symbol]
      #   @return [Clerk::Resource::Client]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/clients/POST/clients/verify

      # @!method get(client_id)
      #   `GET /v1/clients/:client_id`, GetClient; in JavaScript `clients.getClient`.
      #   @param client_id [String]
      #   @return [Clerk::Resource::Client]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/clients/GET/clients/%7Bclient_id%7D
    end
  end
end
