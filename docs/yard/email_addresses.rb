# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.email_addresses`
    class EmailAddresses < Group
      # @!method create(user_id:, email_address:, verified: nil, primary: nil, notify_primary_email_address_changed: nil)
      #   `POST /v1/email_addresses`, CreateEmailAddress; in JavaScript `emailAddresses.createEmailAddress`.
      #   @param user_id [String, Symbol]
      #   @param email_address [String, Symbol]
      #   @param verified [Boolean, nil]
      #   @param primary [Boolean, nil]
      #   @param notify_primary_email_address_changed [Boolean, nil]
      #   @return [Clerk::EmailAddress]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 409, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/email-addresses/POST/email_addresses

      # @!method get(email_address_id)
      #   `GET /v1/email_addresses/:email_address_id`, GetEmailAddress; in JavaScript `emailAddresses.getEmailAddress`.
      #   @param email_address_id [String]
      #   @return [Clerk::EmailAddress]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/email-addresses/GET/email_addresses/%7Bemail_address_id%7D

      # @!method update(email_address_id, verified: nil, primary: nil, notify_primary_email_address_changed: nil)
      #   `PATCH /v1/email_addresses/:email_address_id`, UpdateEmailAddress; in JavaScript
      #   `emailAddresses.updateEmailAddress`.
      #   @param email_address_id [String]
      #   @param verified [Boolean, nil]
      #   @param primary [Boolean, nil]
      #   @param notify_primary_email_address_changed [Boolean, nil]
      #   @return [Clerk::EmailAddress]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 409
      #   @see https://clerk.com/docs/reference/backend-api/tag/email-addresses/PATCH/email_addresses/%7Bemail_address_id%7D

      # @!method delete(email_address_id)
      #   `DELETE /v1/email_addresses/:email_address_id`, DeleteEmailAddress; in JavaScript
      #   `emailAddresses.deleteEmailAddress`.
      #   @param email_address_id [String]
      #   @return [Clerk::Resource::DeletedObject]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 409
      #   @see https://clerk.com/docs/reference/backend-api/tag/email-addresses/DELETE/email_addresses/%7Bemail_address_id%7D

      # @!method prepare_verification(email_address_id)
      #   `POST /v1/email_addresses/:email_address_id/prepare_verification`, PrepareEmailAddressVerification.
      #   @param email_address_id [String]
      #   @return [Clerk::Resource::VerificationResponse]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 500
      #   @see https://clerk.com/docs/reference/backend-api/tag/email-addresses/POST/email_addresses/%7Bemail_address_id%7D/prepare_verification

      # @!method attempt_verification(email_address_id, verification_id:, code:)
      #   `POST /v1/email_addresses/:email_address_id/attempt_verification`, AttemptEmailAddressVerification.
      #   @param email_address_id [String]
      #   @param verification_id [String, Symbol]
      #   @param code [String, Symbol]
      #   @return [Clerk::Resource::VerificationResponse]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 500
      #   @see https://clerk.com/docs/reference/backend-api/tag/email-addresses/POST/email_addresses/%7Bemail_address_id%7D/attempt_verification
    end
  end
end
