# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.oauth_access_tokens`
    class OauthAccessTokens < Group
      # @!method verify(access_token: nil, secret: nil)
      #   `POST /v1/oauth_applications/access_tokens/verify`, verifyOAuthAccessToken; in JavaScript
      #   `idPOAuthAccessToken.verify`.
      #   @param access_token [String, Symbol]
      #   @param secret [String, Symbol]
      #   @return [Clerk::Resource::IdPOAuthAccessToken, Clerk::Resource::VerifyOAuthAccessTokenResult2]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/oauth-access-tokens/POST/oauth_applications/access_tokens/verify
    end
  end
end
