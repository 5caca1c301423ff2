# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.jwks`
    class Jwks < Group
      # @!method get()
      #   `GET /v1/jwks`, GetJWKS; in JavaScript `jwks.getJwks`.
      #   @return [Clerk::Resource::JWKS]
      #   @raise [ArgumentError, ConnectionError, ApiError]
      #   @see https://clerk.com/docs/reference/backend-api/tag/jwks/GET/jwks
    end
  end
end
