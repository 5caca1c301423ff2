# frozen_string_literal: true

module Clerk
  # What happens, for whoever listens through ActiveSupport::Notifications. Nothing of it is secret.
  #
  # - `authenticate.clerk`: a request was judged. Payload: `status`, `reason`, `token_type`, `user_id`, `session_id`,
  #   `organization_id`, `path`, and `handshake`: whether the browser was sent to Clerk.
  # - `request.clerk`: Clerk's Backend API was called. Payload: `method`, `path` (without its query), `status`, and
  #   `retries`: how many attempts had failed before, which are in the duration.
  #
  # @example
  #   ActiveSupport::Notifications.subscribe("request.clerk") { |event| Metrics.time("clerk", event.duration) }
  module Events
    # @param name [String]
    # @param payload [Hash] what is known before; the block adds the rest
    # @yieldparam payload [Hash]
    # @return [Object] what the block returns
    # @api private
    def self.instrument(name, payload = {}, &)
      return yield(payload) unless listeners?(name)

      ::ActiveSupport::Notifications.instrument(name, payload, &)
    end

    # @param name [String]
    # @return [Boolean] whether anybody listens
    # @api private
    def self.listeners?(name)
      defined?(::ActiveSupport::Notifications) && ::ActiveSupport::Notifications.notifier.listening?(name)
    rescue Ractor::IsolationError
      # ActiveSupport keeps its listeners in the main Ractor.
      false
    end

    # @param decision [Decision]
    # @return [Hash{Symbol => Object}] what may be told of it
    # @api private
    def self.describe(decision)
      { status: decision.status, reason: decision.reason, token_type: decision.token_type,
        user_id: decision.user_id || decision.subject, session_id: decision.session_id,
        organization_id: decision.organization_id, handshake: !decision.location.nil? }
    end

    # @param payload [Hash] of `authenticate.clerk`
    # @return [String] one line for a person
    # @api private
    def self.line(payload)
      payload.values_at(:status, :user_id, :organization_id).compact.join(" ") +
        (payload[:reason] ? " (#{payload[:reason]})" : "")
    end
  end
end
