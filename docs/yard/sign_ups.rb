# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.sign_ups`
    class SignUps < Group
      # @!method get(id)
      #   `GET /v1/sign_ups/:id`, GetSignUp; in JavaScript `signUps.get`.
      #   @param id [String]
      #   @return [Clerk::Resource::SignUp]
      #   @raise [ArgumentError, ConnectionError, ApiError] 403
      #   @see https://clerk.com/docs/reference/backend-api/tag/sign-ups/GET/sign_ups/%7Bid%7D

      # @!method update(id, external_id: nil, custom_action: nil)
      #   `PATCH /v1/sign_ups/:id`, UpdateSignUp; in JavaScript `signUps.update`.
      #   @param id [String]
      #   @param external_id [String, Symbol, nil]
      #   @param custom_action [Boolean, nil]
      #   @return [Clerk::Resource::SignUp]
      #   @raise [ArgumentError, ConnectionError, ApiError] 403
      #   @see https://clerk.com/docs/reference/backend-api/tag/sign-ups/PATCH/sign_ups/%7Bid%7D
    end
  end
end
