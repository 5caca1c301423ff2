# frozen_string_literal: true

# (see file:lib/clerk.rb)
module Clerk
  # The root of everything this gem raises.
  class Error < StandardError; end

  # The application's configuration cannot work. The message names the option, its value (secrets masked) and the rule.
  class ConfigurationError < Error; end

  # `env["clerk"]` is asked for where no middleware has set it. The message says how to add the middleware.
  class MiddlewareMissing < ConfigurationError
    # @param message [String]
    def initialize(message = 'env["clerk"] is not set: the middleware Clerk::Rack has not run. Put `use Clerk::Rack` ' \
                             "into config.ru before whatever asks for it; in Rails the gem adds it by itself, unless " \
                             "config.clerk.middleware = false or CLERK_SKIP_RAILTIE keeps it out.")
      super
    end
  end

  # A bug in this gem.
  class InternalError < Error; end

  # Something was refused for a reason that a program can read.
  class Refused < Error
    # @return [String] why, in a word with dashes
    attr_reader :reason

    # @param message [String]
    # @param reason [String]
    def initialize(message, reason:)
      @reason = reason
      super(message)
    end
  end

  # A token was refused. The message is one sentence for a developer and quotes nothing of the token but times.
  # Its `reason` is what Clerk's SDKs name it: `token-expired`, `token-invalid-signature`, …
  class TokenError < Refused; end

  # A delivery of a webhook was refused. The message is one sentence for a developer and quotes nothing of the delivery
  # but times.
  # Its `reason` is `header-missing`, `id-invalid`, `timestamp-invalid`, `timestamp-too-old`, `timestamp-in-the-future`,
  # `signature-mismatch`, `payload-invalid`, `body-consumed`, `body-too-large` or `body-unreadable`.
  class WebhookError < Refused; end

  # Clerk's Backend API could not be reached or did not answer in time.
  class ConnectionError < Error; end

  # Clerk's Backend API answered with an error.
  # @see https://clerk.com/docs/guides/development/errors/backend-api
  class ApiError < Error
    # A longer one is no sentence for people.
    MAX_TEXT = 1000
    private_constant :MAX_TEXT

    # @return [Integer] the HTTP status
    attr_reader :status
    # @return [Array<Hash>] all errors as the API listed them
    attr_reader :errors
    # @return [String, nil] what Clerk's support asks for (`clerk_trace_id`)
    attr_reader :trace_id
    # @return [Integer, nil] the seconds to wait before another try (`Retry-After`)
    attr_reader :retry_after

    # @param status [Integer]
    # @param errors [Array<Hash>]
    # @param trace_id [String, nil]
    # @param retry_after [Integer, nil]
    # @param meta [Hash, nil] what is said about all errors together
    # @param text [String] what is said where the API has said nothing
    def initialize(status:, errors: [], trace_id: nil, retry_after: nil, meta: nil,
                   text: "the answer is not in Clerk's form")
      @status = status
      @errors = errors
      @trace_id = trace_id
      @retry_after = retry_after
      @meta = meta
      said = "Clerk's Backend API answered #{status}#{" #{code}" if code}: #{long_message || first("message") || text}"
      super(said[0, MAX_TEXT])
    end

    # @return [String, nil] the code of the first error, such as `resource_not_found`
    def code
      first("code")
    end

    # @return [String, nil] the sentence about the first error
    def long_message
      first("long_message")
    end

    # @return [Hash{String => Object}, nil] more about the first error, such as the `param_name` it is about
    def meta
      meta = errors.dig(0, "meta")
      meta.is_a?(Hash) ? meta : @meta
    end

    private

    def first(name)
      value = errors.dig(0, name)
      value if value.is_a?(String)
    end
  end

  # The call is not as the API wants it (400).
  class BadRequest < ApiError; end

  # The secret key is not accepted (401).
  class Unauthorized < ApiError; end

  # The instance's plan does not include it (402).
  class PaymentRequired < ApiError; end

  # It is not allowed (403).
  class Forbidden < ApiError; end

  # There is no such thing, or no longer (404).
  class NotFound < ApiError; end

  # Something else stands in the way (409).
  class Conflict < ApiError; end

  # A value is not acceptable (422). {#meta} says which.
  class UnprocessableEntity < ApiError; end

  # Too many calls (429). {#retry_after} says when to come back.
  class RateLimited < ApiError; end

  # Clerk has a problem (500 and above).
  class ServerError < ApiError; end

  # An answer that cannot be read: a success that is HTML, cut short or empty, and whatever is too large.
  class UnreadableAnswer < ApiError; end

  # What clerk-sdk-ruby called them, for `rescue`: here versions 2 and 3, below version 4 and later.
  module Errors
    Base = ApiError
    Fatal = ApiError
    Authentication = NotFound
  end
  AuthenticationError = Unauthorized
  FatalError = ApiError
end
