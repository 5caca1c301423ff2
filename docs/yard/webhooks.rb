# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.webhooks`
    class Webhooks < Group
      # @!method create_svix_app()
      #   `POST /v1/webhooks/svix`, CreateSvixApp; in JavaScript `webhooks.createSvixApp`.
      #   @return [Clerk::Resource::SvixURL]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400
      #   @see https://clerk.com/docs/reference/backend-api/tag/webhooks/POST/webhooks/svix

      # @!method delete_svix_app()
      #   `DELETE /v1/webhooks/svix`, DeleteSvixApp; in JavaScript `webhooks.deleteSvixApp`.
      #   @return [String, nil] nothing, as a rule
      #   @raise [ArgumentError, ConnectionError, ApiError] 400
      #   @see https://clerk.com/docs/reference/backend-api/tag/webhooks/DELETE/webhooks/svix

      # @!method generate_svix_auth_url()
      #   `POST /v1/webhooks/svix_url`, GenerateSvixAuthURL; in JavaScript `webhooks.generateSvixAuthURL`.
      #   @return [Clerk::Resource::SvixURL]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400
      #   @see https://clerk.com/docs/reference/backend-api/tag/webhooks/POST/webhooks/svix_url
    end
  end
end
