# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.m2m`
    class M2m < Group
      # @!method list(subject:, revoked: nil, expired: nil, limit: nil, offset: nil)
      #   `GET /v1/m2m_tokens`, getM2MTokens; in JavaScript `m2m.list`.
      #   @param subject [String, Symbol]
      #   @param revoked [Boolean, nil]
      #   @param expired [Boolean, nil]
      #   @param limit [Numeric]
      #   @param offset [Numeric, nil]
      #   @return [List<Clerk::Resource::M2MToken>]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 403, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/m2m-tokens/GET/m2m_tokens

      # @!method each(subject:, revoked: nil, expired: nil, offset: nil, batch: nil)
      #   All of {#list}, `batch` at a time, each page when it is wanted.
      #   @param subject [String, Symbol]
      #   @param revoked [Boolean, nil]
      #   @param expired [Boolean, nil]
      #   @param offset [Numeric, nil]
      #   @param batch [Integer]
      #   @yieldparam item [Clerk::Resource::M2MToken]
      #   @return [Enumerator, self]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 403, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/m2m-tokens/GET/m2m_tokens

      # @!method create_token(token_format: nil, seconds_until_expiration: nil, claims: nil, min_remaining_ttl_seconds: nil)
      #   `POST /v1/m2m_tokens`, createM2MToken; in JavaScript `m2m.createToken`.
      #   @param token_format [String, Symbol] `opaque`, `jwt`
      #   @param seconds_until_expiration [Numeric, nil]
      #   @param claims [Object, nil]
      #   @param min_remaining_ttl_seconds [Integer]
      #   @return [Clerk::Resource::M2MToken]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 409
      #   @see https://clerk.com/docs/reference/backend-api/tag/m2m-tokens/POST/m2m_tokens

      # @!method revoke_token(m2m_token_id, revocation_reason: nil)
      #   `POST /v1/m2m_tokens/:m2m_token_id/revoke`, revokeM2MToken; in JavaScript `m2m.revokeToken`.
      #   @param m2m_token_id [String]
      #   @param revocation_reason [String, Symbol, nil]
      #   @return [Clerk::Resource::M2MToken]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/m2m-tokens/POST/m2m_tokens/%7Bm2m_token_id%7D/revoke

      # @!method verify(token:)
      #   `POST /v1/m2m_tokens/verify`, verifyM2MToken; in JavaScript `m2m.verify`.
      #   @param token [String, Symbol]
      #   @return [Clerk::Resource::M2MToken]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/m2m-tokens/POST/m2m_tokens/verify
    end
  end
end
