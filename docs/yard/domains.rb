# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.domains`
    class Domains < Group
      # @!method list()
      #   `GET /v1/domains`, ListDomains; in JavaScript `domains.list`.
      #   @return [List<Clerk::Resource::Domain>]
      #   @raise [ArgumentError, ConnectionError, ApiError]
      #   @see https://clerk.com/docs/reference/backend-api/tag/domains/GET/domains

      # @!method add(name:, is_satellite:, proxy_url: nil)
      #   `POST /v1/domains`, AddDomain; in JavaScript `domains.add`.
      #   @param name [String, Symbol]
      #   @param is_satellite [Boolean]
      #   @param proxy_url [String, Symbol, nil]
      #   @return [Clerk::Resource::Domain]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 402, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/domains/POST/domains

      # @!method update(domain_id, name: nil, proxy_url: nil, is_secondary: nil)
      #   `PATCH /v1/domains/:domain_id`, UpdateDomain; in JavaScript `domains.update`.
      #   @param domain_id [String]
      #   @param name [String, Symbol, nil]
      #   @param proxy_url [String, Symbol, nil]
      #   @param is_secondary [Boolean, nil]
      #   @return [Clerk::Resource::Domain]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/domains/PATCH/domains/%7Bdomain_id%7D

      # @!method delete(domain_id)
      #   `DELETE /v1/domains/:domain_id`, DeleteDomain; in JavaScript `domains.delete`.
      #   @param domain_id [String]
      #   @return [Clerk::Resource::DeletedObject]
      #   @raise [ArgumentError, ConnectionError, ApiError] 403, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/domains/DELETE/domains/%7Bdomain_id%7D
    end
  end
end
