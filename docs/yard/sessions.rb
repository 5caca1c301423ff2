# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.sessions`
    class Sessions < Group
      # @!method list(client_id: nil, user_id: nil, status: nil, paginated: nil, limit: nil, offset: nil)
      #   `GET /v1/sessions`, GetSessionList; in JavaScript `sessions.getSessionList`.
      #   @param client_id [String, Symbol]
      #   @param user_id [String, Symbol]
      #   @param status [String, Symbol] `abandoned`, `active`, `ended`, `expired`, `removed`, `replaced`, `revoked`
      #   @param paginated [Boolean]
      #   @param limit [Integer]
      #   @param offset [Integer]
      #   @return [List<Clerk::Session>]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/sessions/GET/sessions

      # @!method each(client_id: nil, user_id: nil, status: nil, paginated: nil, offset: nil, batch: nil)
      #   All of {#list}, `batch` at a time, each page when it is wanted.
      #   @param client_id [String, Symbol]
      #   @param user_id [String, Symbol]
      #   @param status [String, Symbol] `abandoned`, `active`, `ended`, `expired`, `removed`, `replaced`, `revoked`
      #   @param paginated [Boolean]
      #   @param offset [Integer]
      #   @param batch [Integer]
      #   @yieldparam item [Clerk::Session]
      #   @return [Enumerator, self]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/sessions/GET/sessions

      # @!method create(user_id:, active_organization_id: nil)
      #   `POST /v1/sessions`, createSession; in JavaScript `sessions.createSession`.
      #   @param user_id [String, Symbol]
      #   @param active_organization_id [String, Symbol]
      #   @return [Clerk::Session]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/sessions/POST/sessions

      # @!method get(session_id)
      #   `GET /v1/sessions/:session_id`, GetSession; in JavaScript `sessions.getSession`.
      #   @param session_id [String]
      #   @return [Clerk::Session]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/sessions/GET/sessions/%7Bsession_id%7D

      # @!method refresh(session_id, expired_token:, refresh_token:, request_origin:, request_headers: nil, format: nil, request_originating_ip: nil)
      #   `POST /v1/sessions/:session_id/refresh`, RefreshSession; in JavaScript `sessions.refreshSession`.
      #   @param session_id [String]
      #   @param expired_token [String, Symbol]
      #   @param refresh_token [String, Symbol]
      #   @param request_origin [String, Symbol]
      #   @param request_headers [Hash, nil]
      #   @param format [String, Symbol, nil] `token`, `cookie`
      #   @param request_originating_ip [String, Symbol, nil]
      #   @return [Clerk::Resource::Token, Clerk::Resource::Cookies]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401
      #   @see https://clerk.com/docs/reference/backend-api/tag/sessions/POST/sessions/%7Bsession_id%7D/refresh

      # @!method revoke(session_id)
      #   `POST /v1/sessions/:session_id/revoke`, RevokeSession; in JavaScript `sessions.revokeSession`.
      #   @param session_id [String]
      #   @return [Clerk::Session]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/sessions/POST/sessions/%7Bsession_id%7D/revoke

      # @!method create_token(session_id, expires_in_seconds: nil)
      #   `POST /v1/sessions/:session_id/tokens`, CreateSessionToken; in JavaScript `sessions.getToken`.
      #   @param session_id [String]
      #   @param expires_in_seconds [Integer, nil]
      #   @return [Clerk::Resource::Token]
      #   @raise [ArgumentError, ConnectionError, ApiError] 401, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/sessions/POST/sessions/%7Bsession_id%7D/tokens

      # @!method create_token_from_template(session_id, template_name, expires_in_seconds: nil)
      #   `POST /v1/sessions/:session_id/tokens/:template_name`, CreateSessionTokenFromTemplate; in JavaScript
      #   `sessions.getToken`.
      #   @param session_id [String]
      #   @param template_name [String]
      #   @param expires_in_seconds [Integer, nil]
      #   @return [Clerk::Resource::Token]
      #   @raise [ArgumentError, ConnectionError, ApiError] 401, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/sessions/POST/sessions/%7Bsession_id%7D/tokens/%7Btemplate_name%7D
    end
  end
end
