# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.jwt_templates`
    class JwtTemplates < Group
      # @!method list(paginated: nil, limit: nil, offset: nil)
      #   `GET /v1/jwt_templates`, ListJWTTemplates; in JavaScript `jwtTemplates.list`.
      #   @param paginated [Boolean]
      #   @param limit [Integer]
      #   @param offset [Integer]
      #   @return [List<Clerk::Resource::JWTTemplate>]
      #   @raise [ArgumentError, ConnectionError, ApiError]
      #   @see https://clerk.com/docs/reference/backend-api/tag/jwt-templates/GET/jwt_templates

      # @!method each(paginated: nil, offset: nil, batch: nil)
      #   All of {#list}, `batch` at a time, each page when it is wanted.
      #   @param paginated [Boolean]
      #   @param offset [Integer]
      #   @param batch [Integer]
      #   @yieldparam item [Clerk::Resource::JWTTemplate]
      #   @return [Enumerator, self]
      #   @raise [ArgumentError, ConnectionError, ApiError]
      #   @see https://clerk.com/docs/reference/backend-api/tag/jwt-templates/GET/jwt_templates

      # @!method create(name:, claims:, lifetime: nil, allowed_clock_skew: nil, custom_signing_key: nil, signing_algorithm: nil, signing_key: nil)
      #   `POST /v1/jwt_templates`, CreateJWTTemplate; in JavaScript `jwtTemplates.create`.
      #   @param name [String, Symbol]
      #   @param claims [Hash]
      #   @param lifetime [Integer, nil]
      #   @param allowed_clock_skew [Integer, nil]
      #   @param custom_signing_key [Boolean]
      #   @param signing_algorithm [String, Symbol, nil]
      #   @param signing_key [String, Symbol, nil]
      #   @return [Clerk::Resource::JWTTemplate]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 402, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/jwt-templates/POST/jwt_templates

      # @!method get(template_id)
      #   `GET /v1/jwt_templates/:template_id`, GetJWTTemplate; in JavaScript `jwtTemplates.get`.
      #   @param template_id [String]
      #   @return [Clerk::Resource::JWTTemplate]
      #   @raise [ArgumentError, ConnectionError, ApiError] 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/jwt-templates/GET/jwt_templates/%7Btemplate_id%7D

      # @!method update(template_id, name:, claims:, lifetime: nil, allowed_clock_skew: nil, custom_signing_key: nil, signing_algorithm: nil, signing_key: nil)
      #   `PATCH /v1/jwt_templates/:template_id`, UpdateJWTTemplate; in JavaScript `jwtTemplates.update`.
      #   @param template_id [String]
      #   @param name [String, Symbol]
      #   @param claims [Hash]
      #   @param lifetime [Integer, nil]
      #   @param allowed_clock_skew [Integer, nil]
      #   @param custom_signing_key [Boolean]
      #   @param signing_algorithm [String, Symbol, nil]
      #   @param signing_key [String, Symbol, nil]
      #   @return [Clerk::Resource::JWTTemplate]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 402, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/jwt-templates/PATCH/jwt_templates/%7Btemplate_id%7D

      # @!method delete(template_id)
      #   `DELETE /v1/jwt_templates/:template_id`, DeleteJWTTemplate; in JavaScript `jwtTemplates.delete`.
      #   @param template_id [String]
      #   @return [Clerk::Resource::DeletedObject]
      #   @raise [ArgumentError, ConnectionError, ApiError] 403, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/jwt-templates/DELETE/jwt_templates/%7Btemplate_id%7D
    end
  end
end
