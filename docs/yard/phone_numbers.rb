# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.phone_numbers`
    class PhoneNumbers < Group
      # @!method create(user_id:, phone_number:, verified: nil, primary: nil, reserved_for_second_factor: nil)
      #   `POST /v1/phone_numbers`, CreatePhoneNumber; in JavaScript `phoneNumbers.createPhoneNumber`.
      #   @param user_id [String, Symbol]
      #   @param phone_number [String, Symbol]
      #   @param verified [Boolean, nil]
      #   @param primary [Boolean, nil]
      #   @param reserved_for_second_factor [Boolean, nil]
      #   @return [Clerk::PhoneNumber]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/phone-numbers/POST/phone_numbers

      # @!method get(phone_number_id)
      #   `GET /v1/phone_numbers/:phone_number_id`, GetPhoneNumber; in JavaScript `phoneNumbers.getPhoneNumber`.
      #   @param phone_number_id [String]
      #   @return [Clerk::PhoneNumber]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/phone-numbers/GET/phone_numbers/%7Bphone_number_id%7D

      # @!method update(phone_number_id, verified: nil, primary: nil, reserved_for_second_factor: nil)
      #   `PATCH /v1/phone_numbers/:phone_number_id`, UpdatePhoneNumber; in JavaScript `phoneNumbers.updatePhoneNumber`.
      #   @param phone_number_id [String]
      #   @param verified [Boolean, nil]
      #   @param primary [Boolean, nil]
      #   @param reserved_for_second_factor [Boolean, nil]
      #   @return [Clerk::PhoneNumber]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/phone-numbers/PATCH/phone_numbers/%7Bphone_number_id%7D

      # @!method delete(phone_number_id)
      #   `DELETE /v1/phone_numbers/:phone_number_id`, DeletePhoneNumber; in JavaScript
      #   `phoneNumbers.deletePhoneNumber`.
      #   @param phone_number_id [String]
      #   @return [Clerk::Resource::DeletedObject]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/phone-numbers/DELETE/phone_numbers/%7Bphone_number_id%7D

      # @!method prepare_verification(phone_number_id)
      #   `POST /v1/phone_numbers/:phone_number_id/prepare_verification`, PreparePhoneNumberVerification.
      #   @param phone_number_id [String]
      #   @return [Clerk::Resource::VerificationResponse]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 429, 500
      #   @see https://clerk.com/docs/reference/backend-api/tag/phone-numbers/POST/phone_numbers/%7Bphone_number_id%7D/prepare_verification

      # @!method attempt_verification(phone_number_id, verification_id:, code:)
      #   `POST /v1/phone_numbers/:phone_number_id/attempt_verification`, AttemptPhoneNumberVerification.
      #   @param phone_number_id [String]
      #   @param verification_id [String, Symbol]
      #   @param code [String, Symbol]
      #   @return [Clerk::Resource::VerificationResponse]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 500
      #   @see https://clerk.com/docs/reference/backend-api/tag/phone-numbers/POST/phone_numbers/%7Bphone_number_id%7D/attempt_verification
    end
  end
end
