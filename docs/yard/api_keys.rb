# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.api_keys`
    class ApiKeys < Group
      # @!method list(subject:, type: nil, include_invalid: nil, limit: nil, offset: nil, query: nil)
      #   `GET /v1/api_keys`, getApiKeys; in JavaScript `apiKeys.list`.
      #   @param type [String, Symbol]
      #   @param subject [String, Symbol]
      #   @param include_invalid [String, Symbol] `true`, `false`
      #   @param limit [Numeric]
      #   @param offset [Numeric, nil]
      #   @param query [String, Symbol]
      #   @return [List<Clerk::Resource::ApiKey>]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/api-keys/GET/api_keys

      # @!method each(subject:, type: nil, include_invalid: nil, offset: nil, query: nil, batch: nil)
      #   All of {#list}, `batch` at a time, each page when it is wanted.
      #   @param type [String, Symbol]
      #   @param subject [String, Symbol]
      #   @param include_invalid [String, Symbol] `true`, `false`
      #   @param offset [Numeric, nil]
      #   @param query [String, Symbol]
      #   @param batch [Integer]
      #   @yieldparam item [Clerk::Resource::ApiKey]
      #   @return [Enumerator, self]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/api-keys/GET/api_keys

      # @!method create(name:, subject:, type: nil, description: nil, claims: nil, scopes: nil, created_by: nil, seconds_until_expiration: nil)
      #   `POST /v1/api_keys`, createApiKey; in JavaScript `apiKeys.create`.
      #   @param type [String, Symbol]
      #   @param name [String, Symbol]
      #   @param description [String, Symbol, nil]
      #   @param subject [String, Symbol]
      #   @param claims [Object, nil]
      #   @param scopes [Array<String, Symbol>]
      #   @param created_by [String, Symbol, nil]
      #   @param seconds_until_expiration [Numeric, nil]
      #   @return [Clerk::Resource::ApiKey]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 409
      #   @see https://clerk.com/docs/reference/backend-api/tag/api-keys/POST/api_keys

      # @!method get(api_key_id)
      #   `GET /v1/api_keys/:api_key_id`, getApiKey; in JavaScript `apiKeys.get`.
      #   @param api_key_id [String]
      #   @return [Clerk::Resource::ApiKey]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/api-keys/GET/api_keys/%7BapiKeyID%7D

      # @!method update(api_key_id, claims: nil, scopes: nil, description: nil, subject: nil, seconds_until_expiration: nil)
      #   `PATCH /v1/api_keys/:api_key_id`, updateApiKey; in JavaScript `apiKeys.update`.
      #   @param api_key_id [String]
      #   @param claims [Object, nil]
      #   @param scopes [Array<String, Symbol>]
      #   @param description [String, Symbol, nil]
      #   @param subject [String, Symbol]
      #   @param seconds_until_expiration [Numeric, nil]
      #   @return [Clerk::Resource::ApiKey]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/api-keys/PATCH/api_keys/%7BapiKeyID%7D

      # @!method delete(api_key_id)
      #   `DELETE /v1/api_keys/:api_key_id`, deleteApiKey; in JavaScript `apiKeys.delete`.
      #   @param api_key_id [String]
      #   @return [Clerk::Resource::DeletedObject]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/api-keys/DELETE/api_keys/%7BapiKeyID%7D

      # @!method get_secret(api_key_id)
      #   `GET /v1/api_keys/:api_key_id/secret`, getApiKeySecret; in JavaScript `apiKeys.getSecret`.
      #   @param api_key_id [String]
      #   @return [Clerk::Resource::ApiKeySecret]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/api-keys/GET/api_keys/%7BapiKeyID%7D/secret

      # @!method revoke(api_key_id, revocation_reason: nil)
      #   `POST /v1/api_keys/:api_key_id/revoke`, revokeApiKey; in JavaScript `apiKeys.revoke`.
      #   @param api_key_id [String]
      #   @param revocation_reason [String, Symbol, nil]
      #   @return [Clerk::Resource::ApiKey]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/api-keys/POST/api_keys/%7BapiKeyID%7D/revoke

      # @!method verify(secret:)
      #   `POST /v1/api_keys/verify`, verifyApiKey; in JavaScript `apiKeys.verify`.
      #   @param secret [String, Symbol]
      #   @return [Clerk::Resource::ApiKey]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/api-keys/POST/api_keys/verify
    end
  end
end
