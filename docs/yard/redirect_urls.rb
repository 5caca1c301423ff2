# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.redirect_urls`
    class RedirectUrls < Group
      # @!method list(paginated: nil, limit: nil, offset: nil)
      #   `GET /v1/redirect_urls`, ListRedirectURLs; in JavaScript `redirectUrls.getRedirectUrlList`.
      #   @param paginated [Boolean]
      #   @param limit [Integer]
      #   @param offset [Integer]
      #   @return [List<Clerk::Resource::RedirectURL>]
      #   @raise [ArgumentError, ConnectionError, ApiError]
      #   @see https://clerk.com/docs/reference/backend-api/tag/redirect-urls/GET/redirect_urls

      # @!method each(paginated: nil, offset: nil, batch: nil)
      #   All of {#list}, `batch` at a time, each page when it is wanted.
      #   @param paginated [Boolean]
      #   @param offset [Integer]
      #   @param batch [Integer]
      #   @yieldparam item [Clerk::Resource::RedirectURL]
      #   @return [Enumerator, self]
      #   @raise [ArgumentError, ConnectionError, ApiError]
      #   @see https://clerk.com/docs/reference/backend-api/tag/redirect-urls/GET/redirect_urls

      # @!method create(url:)
      #   `POST /v1/redirect_urls`, CreateRedirectURL; in JavaScript `redirectUrls.createRedirectUrl`.
      #   @param url [String, Symbol]
      #   @return [Clerk::Resource::RedirectURL]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/redirect-urls/POST/redirect_urls

      # @!method get(id)
      #   `GET /v1/redirect_urls/:id`, GetRedirectURL; in JavaScript `redirectUrls.getRedirectUrl`.
      #   @param id [String]
      #   @return [Clerk::Resource::RedirectURL]
      #   @raise [ArgumentError, ConnectionError, ApiError] 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/redirect-urls/GET/redirect_urls/%7Bid%7D

      # @!method delete(id)
      #   `DELETE /v1/redirect_urls/:id`, DeleteRedirectURL; in JavaScript `redirectUrls.deleteRedirectUrl`.
      #   @param id [String]
      #   @return [Clerk::Resource::DeletedObject]
      #   @raise [ArgumentError, ConnectionError, ApiError] 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/redirect-urls/DELETE/redirect_urls/%7Bid%7D
    end
  end
end
