# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.actor_tokens`
    class ActorTokens < Group
      # @!method create(user_id:, actor:, expires_in_seconds: nil, session_max_duration_in_seconds: nil)
      #   `POST /v1/actor_tokens`, CreateActorToken; in JavaScript `actorTokens.create`.
      #   @param user_id [String, Symbol]
      #   @param actor [Hash]
      #   @param expires_in_seconds [Integer]
      #   @param session_max_duration_in_seconds [Integer]
      #   @return [Clerk::Resource::ActorToken]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 402, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/actor-tokens/POST/actor_tokens

      # @!method revoke(actor_token_id)
      #   `POST /v1/actor_tokens/:actor_token_id/revoke`, RevokeActorToken; in JavaScript `actorTokens.revoke`.
      #   @param actor_token_id [String]
      #   @return [Clerk::Resource::ActorToken]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/actor-tokens/POST/actor_tokens/%7Bactor_token_id%7D/revoke
    end
  end
end
