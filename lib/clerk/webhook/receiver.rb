# frozen_string_literal: true

module Clerk
  module Webhook
    # Receives deliveries for an {Endpoint} or a {Controller}: verifies them, and answers those that are not to be
    # handled.
    #
    # @api private
    class Receiver
      UNVERIFIED = "The delivery cannot be verified."
      private_constant :UNVERIFIED

      # @param secret [String, Array<String>, nil]
      # @param tolerance [Numeric]
      # @param dedupe [#read, Boolean, nil]
      # @raise [ConfigurationError]
      def initialize(secret: nil, tolerance: TOLERANCE, dedupe: false)
        @options = { secret:, tolerance: }
        Webhook.verifier(**@options)
        @deduplication = Deduplication.for(dedupe)
      end

      # @param env [Hash] the Rack environment
      # @yieldparam event [Event] what is to be handled
      # @yieldreturn [Boolean] whether it has been
      # @return [Array(Integer, Hash, Array), nil] a Rack response; nil when the block has run and is to answer
      def call(env)
        return [405, { "allow" => "POST" }, []] unless env["REQUEST_METHOD"] == "POST"

        begin
          event = Webhook.verify_payload(RawBody.read(env, limit: MAX_BODY), Headers.from_env(env), **@options)
        rescue WebhookError => e
          return refuse(e)
        end
        handle(event) { yield event }
      end

      # @return [String] without a secret
      def inspect = "#<Clerk::Webhook::Receiver>"

      private

      def handle(event, &)
        unless @deduplication
          yield
          return
        end

        # Two endpoints of an application get the same message under the same id, but have secrets of their own. (The
        # path would not do: whoever replays a delivery chooses how to write it.)
        key = "clerk/webhook/#{event.endpoint}/#{event.id}"
        case @deduplication.once(key, &)
        when Deduplication::HANDLED then [204, {}, []]
        # Not a success: should the one that is being handled fail, Clerk must come again.
        when Deduplication::RUNNING then error(409, "in-progress", "The same delivery is being handled.")
        end
      end

      def refuse(failure)
        Webhook.log.say(:warn, "A webhook was refused: #{failure.message} (reason=#{failure.reason})")
        return error(413, failure.reason, failure.message) if failure.reason == "body-too-large"

        error(400, failure.reason, UNVERIFIED)
      end

      def error(status, code, message)
        [status, { "content-type" => "application/json" }, [%({"errors":[{"code":"#{code}","message":"#{message}"}]})]]
      end
    end
  end
end
