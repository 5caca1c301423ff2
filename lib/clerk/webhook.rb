# frozen_string_literal: true

require "securerandom"
require "clerk"
require "clerk/webhook/events"
require "clerk/webhook/event"
require "clerk/webhook/headers"
require "clerk/webhook/raw_body"
require "clerk/webhook/deduplication"
require "clerk/webhook/handlers"
require "clerk/webhook/receiver"
require "clerk/webhook/endpoint"
require "clerk/webhook/controller"

module Clerk
  # Clerk tells an application what happens by webhooks: POST requests, signed with a secret that Clerk shares with the
  # endpoint they are sent to. {Endpoint} is a Rack application that receives them, {Controller} makes one of a Rails
  # controller, and {.verify} is what both do.
  #
  # The secret is the option `webhook_signing_secret` (CLERK_WEBHOOK_SIGNING_SECRET).
  #
  # @example In any Rack application
  #   event = Clerk::Webhook.verify(request)
  #   User.find_by(clerk_id: event.data["id"])&.destroy if event.type == "user.deleted"
  # @see https://clerk.com/docs/guides/development/webhooks/overview
  # @see https://docs.svix.com/receiving/verifying-payloads/how-manual
  module Webhook
    # By how many seconds a delivery's timestamp may differ from the present, both ways.
    TOLERANCE = 300

    # The bytes that the body of a delivery to an {Endpoint} or a {Controller} may have. Clerk's have a few thousand.
    MAX_BODY = 1_048_576

    class << self
      # Verifies that a request is a delivery of Clerk's: its signature is one under a signing secret, of the id, the
      # timestamp and the body as it arrived, and it was signed just now. The application can read the body again.
      #
      # @param request_or_env [#env, Hash] a Rack::Request, an ActionDispatch::Request or a Rack environment
      # @param secret [String, Array<String>, nil] the signing secret (`whsec_…`), or several while it is rotated; nil:
      #   the configured one
      # @param tolerance [Numeric] the seconds by which its timestamp may differ from the present
      # @param now [Time, Numeric, nil] the time to judge by, in Unix seconds; nil: the present
      # @return [Event]
      # @raise [WebhookError] whose `reason` says what is wrong
      # @raise [ConfigurationError] for a wrong or missing secret
      def verify(request_or_env, secret: nil, tolerance: TOLERANCE, now: nil)
        env = request_or_env.respond_to?(:env) ? request_or_env.env : request_or_env
        raise ArgumentError, "a Rack environment or a request is needed, not #{env.class}" unless env.is_a?(Hash)

        judge(RawBody.read(env), Headers.from_env(env), secret:, tolerance:, now:)
      end

      # Does the same where there is no Rack request: in a job, or a function of AWS Lambda.
      #
      # @param body [String] the body, byte for byte as it arrived
      # @param headers [#each] names and values; names in any case
      # @param secret [String, Array<String>, nil] see {.verify}
      # @param tolerance [Numeric] see {.verify}
      # @param now [Time, Numeric, nil] see {.verify}
      # @return [Event]
      # @raise [WebhookError]
      # @raise [ConfigurationError]
      def verify_payload(body, headers, secret: nil, tolerance: TOLERANCE, now: nil)
        raise ArgumentError, "body must be a String, not #{body.class}: the raw one" unless body.is_a?(String)

        judge(body, Headers.from(headers), secret:, tolerance:, now:)
      end

      # The headers with which Clerk would deliver a body, for tests of an application's own handlers.
      #
      # @example With rack-test
      #   Clerk::Webhook.sign(body).each { |name, value| header(name, value) }
      #   post "/webhooks/clerk", body
      # @example In a Rails integration test
      #   post "/webhooks/clerk", params: body, headers: Clerk::Webhook.sign(body), as: :json
      # @param body [String] the JSON of an event
      # @param id [String, nil] the id of the message; nil: a new one
      # @param timestamp [Time, Numeric, nil] when it is signed, in Unix seconds; nil: now
      # @param secret [String, Array<String>, nil] nil: the configured one
      # @return [Hash{String => String}] `svix-id`, `svix-timestamp` and `svix-signature`
      # @raise [ConfigurationError] for a wrong or missing secret
      def sign(body, id: nil, timestamp: nil, secret: nil)
        id ||= "msg_#{SecureRandom.alphanumeric(27)}"
        verifier(secret:).sign(id, milliseconds(timestamp), body)
      end

      # @return [Log]
      # @api private
      def log = Log.new(Clerk.configuration)

      # @return [WebhookVerifier]
      # @raise [ConfigurationError] naming the option and the rule
      # @api private
      def verifier(secret: nil, tolerance: TOLERANCE)
        secret = Clerk.configuration.webhook_signing_secret if secret.nil?
        WebhookVerifier.new({ webhook_signing_secret: secret, tolerance: })
      end

      private

      def judge(body, headers, now:, **options)
        Event.new(*verifier(**options).verify(headers, body, milliseconds(now)))
      end

      def milliseconds(time)
        time.nil? ? Milliseconds.now(Clerk.configuration.clock) : Milliseconds.of(time)
      end
    end
  end
end
