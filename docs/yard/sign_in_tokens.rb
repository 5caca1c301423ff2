# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.sign_in_tokens`
    class SignInTokens < Group
      # @!method create(user_id:, org_id: nil, expires_in_seconds: nil)
      #   `POST /v1/sign_in_tokens`, CreateSignInToken; in JavaScript `signInTokens.createSignInToken`.
      #   @param user_id [String, Symbol]
      #   @param org_id [String, Symbol, nil]
      #   @param expires_in_seconds [Integer, nil]
      #   @return [Clerk::Resource::SignInToken]
      #   @raise [ArgumentError, ConnectionError, ApiError] 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/sign-in-tokens/POST/sign_in_tokens

      # @!method revoke(sign_in_token_id)
      #   `POST /v1/sign_in_tokens/:sign_in_token_id/revoke`, RevokeSignInToken; in JavaScript
      #   `signInTokens.revokeSignInToken`.
      #   @param sign_in_token_id [String]
      #   @return [Clerk::Resource::SignInToken]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/sign-in-tokens/POST/sign_in_tokens/%7Bsign_in_token_id%7D/revoke
    end
  end
end
