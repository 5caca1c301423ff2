# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.oauth_applications`
    class OauthApplications < Group
      # @!method list(limit: nil, offset: nil, order_by: nil, name_query: nil)
      #   `GET /v1/oauth_applications`, ListOAuthApplications; in JavaScript `oauthApplications.list`.
      #   @param limit [Integer]
      #   @param offset [Integer]
      #   @param order_by [String, Symbol]
      #   @param name_query [String, Symbol]
      #   @return [List<Clerk::Resource::OAuthApplication>]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 403, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/oauth-applications/GET/oauth_applications

      # @!method each(offset: nil, order_by: nil, name_query: nil, batch: nil)
      #   All of {#list}, `batch` at a time, each page when it is wanted.
      #   @param offset [Integer]
      #   @param order_by [String, Symbol]
      #   @param name_query [String, Symbol]
      #   @param batch [Integer]
      #   @yieldparam item [Clerk::Resource::OAuthApplication]
      #   @return [Enumerator, self]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 403, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/oauth-applications/GET/oauth_applications

      # @!method create(name:, redirect_uris: nil, callback_url: nil, scopes: nil, consent_screen_enabled: nil, pkce_required: nil, public: nil)
      #   `POST /v1/oauth_applications`, CreateOAuthApplication; in JavaScript `oauthApplications.create`.
      #   @param name [String, Symbol]
      #   @param redirect_uris [Array<String, Symbol>, nil]
      #   @param callback_url [String, Symbol, nil]
      #   @param scopes [String, Symbol, nil]
      #   @param consent_screen_enabled [Boolean, nil]
      #   @param pkce_required [Boolean, nil]
      #   @param public [Boolean, nil]
      #   @return [Clerk::Resource::OAuthApplicationWithSecret]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 403, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/oauth-applications/POST/oauth_applications

      # @!method get(oauth_application_id)
      #   `GET /v1/oauth_applications/:oauth_application_id`, GetOAuthApplication; in JavaScript
      #   `oauthApplications.get`.
      #   @param oauth_application_id [String]
      #   @return [Clerk::Resource::OAuthApplication]
      #   @raise [ArgumentError, ConnectionError, ApiError] 403, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/oauth-applications/GET/oauth_applications/%7Boauth_application_id%7D

      # @!method update(oauth_application_id, name: nil, redirect_uris: nil, callback_url: nil, scopes: nil, consent_screen_enabled: nil, pkce_required: nil, public: nil)
      #   `PATCH /v1/oauth_applications/:oauth_application_id`, UpdateOAuthApplication; in JavaScript
      #   `oauthApplications.update`.
      #   @param oauth_application_id [String]
      #   @param name [String, Symbol, nil]
      #   @param redirect_uris [Array<String, Symbol>, nil]
      #   @param callback_url [String, Symbol, nil]
      #   @param scopes [String, Symbol, nil]
      #   @param consent_screen_enabled [Boolean, nil]
      #   @param pkce_required [Boolean, nil]
      #   @param public [Boolean, nil]
      #   @return [Clerk::Resource::OAuthApplication]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/oauth-applications/PATCH/oauth_applications/%7Boauth_application_id%7D

      # @!method delete(oauth_application_id)
      #   `DELETE /v1/oauth_applications/:oauth_application_id`, DeleteOAuthApplication; in JavaScript
      #   `oauthApplications.delete`.
      #   @param oauth_application_id [String]
      #   @return [Clerk::Resource::DeletedObject]
      #   @raise [ArgumentError, ConnectionError, ApiError] 403, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/oauth-applications/DELETE/oauth_applications/%7Boauth_application_id%7D

      # @!method upload_logo(oauth_application_id, file:, uploader_user_id: nil)
      #   `PUT /v1/oauth_applications/:oauth_application_id/logo`, UploadOAuthApplicationLogo.
      #   @param oauth_application_id [String]
      #   @param uploader_user_id [String, Symbol]
      #   @param file [IO, Pathname, #read]
      #   @return [Clerk::Resource::OAuthApplication]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 403, 404, 413
      #   @see https://clerk.com/docs/reference/backend-api/tag/oauth-applications/PUT/oauth_applications/%7Boauth_application_id%7D/logo

      # @!method rotate_secret(oauth_application_id)
      #   `POST /v1/oauth_applications/:oauth_application_id/rotate_secret`, RotateOAuthApplicationSecret; in JavaScript
      #   `oauthApplications.rotateSecret`.
      #   @param oauth_application_id [String]
      #   @return [Clerk::Resource::OAuthApplicationWithSecret]
      #   @raise [ArgumentError, ConnectionError, ApiError] 403, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/oauth-applications/POST/oauth_applications/%7Boauth_application_id%7D/rotate_secret

      # @!method revoke_token(oauth_application_id, token:)
      #   `POST /v1/oauth_applications/:oauth_application_id/revoke_token`, RevokeOAuthApplicationToken; in JavaScript
      #   `oauthApplications.revokeToken`.
      #   @param oauth_application_id [String]
      #   @param token [String, Symbol]
      #   @return [String, nil] nothing, as a rule
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/oauth-applications/POST/oauth_applications/%7Boauth_application_id%7D/revoke_token
    end
  end
end
