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
  class ApiError < Error
    # @return [Integer] the HTTP status
    attr_reader :status
    # @return [String, nil] the code of the first error, such as `resource_not_found`
    attr_reader :code
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
    def initialize(status:, errors: [], trace_id: nil, retry_after: nil)
      @status = status
      @errors = errors
      @code = errors.dig(0, "code")
      @trace_id = trace_id
      @retry_after = retry_after
      text = errors.dig(0, "long_message") || errors.dig(0, "message") || "the answer is not in Clerk's form"
      super("Clerk's Backend API answered #{status}#{" #{code}" if code}: #{text}")
    end
  end

  # The secret key is not accepted (401).
  class Unauthorized < ApiError; end

  # There is no such thing, or no longer (404).
  class NotFound < ApiError; end

  # Too many calls (429). {#retry_after} says when to come back.
  class RateLimited < ApiError; end

  # What clerk-sdk-ruby called them, for `rescue`: here versions 2 and 3, below version 4 and later.
  module Errors
    Base = ApiError
    Fatal = ApiError
    Authentication = NotFound
  end
  AuthenticationError = Unauthorized
  FatalError = ApiError
end
