# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.beta_features`
    class BetaFeatures < Group
      # @!method update_instance_auth_config(restricted_to_allowlist: nil, from_email_address: nil, progressive_sign_up: nil, test_mode: nil)
      #   `PATCH /v1/beta_features/instance_settings`, UpdateInstanceAuthConfig.
      #   @param restricted_to_allowlist [Boolean, nil]
      #   @param from_email_address [String, Symbol, nil]
      #   @param progressive_sign_up [Boolean, nil]
      #   @param test_mode [Boolean, nil]
      #   @return [Clerk::Resource::InstanceSettings]
      #   @raise [ArgumentError, ConnectionError, ApiError] 402, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/beta-features/PATCH/beta_features/instance_settings

      # @!method update_production_instance_domain(home_url: nil, is_secondary: nil)
      #   `PUT /v1/beta_features/domain`, UpdateProductionInstanceDomain. Clerk calls it deprecated.
      #   @param home_url [String, Symbol]
      #   @param is_secondary [Boolean]
      #   @return [String, nil] nothing, as a rule
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/beta-features/PUT/beta_features/domain
    end
  end
end
