# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.miscellaneous`
    class Miscellaneous < Group
      # @!method get_interstitial(frontendApi: nil, frontend_api: nil, publishable_key: nil, proxy_url: nil, domain: nil, sign_in_url: nil, use_domain_for_script: nil)
      #   `GET /v1/public/interstitial`, GetPublicInterstitial.
      #   @param frontendApi [String, Symbol]
      #   @param frontend_api [String, Symbol]
      #   @param publishable_key [String, Symbol]
      #   @param proxy_url [String, Symbol]
      #   @param domain [String, Symbol]
      #   @param sign_in_url [String, Symbol]
      #   @param use_domain_for_script [Boolean]
      #   @return [String, nil] nothing, as a rule
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 500
      #   @see https://clerk.com/docs/reference/backend-api/tag/miscellaneous/GET/public/interstitial
    end
  end
end
