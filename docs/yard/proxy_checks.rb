# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.proxy_checks`
    class ProxyChecks < Group
      # @!method verify(domain_id: nil, proxy_url: nil)
      #   `POST /v1/proxy_checks`, VerifyDomainProxy; in JavaScript `proxyChecks.verify`.
      #   @param domain_id [String, Symbol]
      #   @param proxy_url [String, Symbol]
      #   @return [Clerk::Resource::ProxyCheck]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/proxy-checks/POST/proxy_checks
    end
  end
end
