# frozen_string_literal: true

module Clerk
  module Webhook
    # A Rack application that receives webhooks.
    #
    # It answers 204 when an event has been handled or nobody wants it, 400 to what is not Clerk's, 405 to every method
    # but POST, 413 to a body of more than 1 MiB ({MAX_BODY}), and with `dedupe` 409 while the same delivery is being
    # handled. An exception of a handler is the application's, for its error tracker and its server to deal with; of
    # that comes a 500, and Clerk delivers the event again, after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h.
    #
    # Deliveries may come more than once and out of order, so a handler should do no harm twice.
    #
    # @example config.ru
    #   map "/webhooks/clerk" do
    #     run Clerk::Webhook::Endpoint.new { |hooks|
    #       hooks.on("user.created", "user.updated") { |event| SyncUserJob.perform_later(event.data) }
    #       hooks.on "organizationMembership.*", to: Memberships
    #     }
    #   end
    # @example config/routes.rb
    #   mount Clerk::Webhook::Endpoint.new(dedupe: true) { |hooks| hooks.any { |event| … } } => "/webhooks/clerk"
    class Endpoint
      # @param secret [String, Array<String>, nil] the signing secret, or several while it is rotated; nil: the
      #   configured one
      # @param tolerance [Numeric] the seconds by which a delivery's timestamp may differ from the present
      # @param dedupe [#read, Boolean] whether a delivery that has been handled is passed over when it comes again: true
      #   to remember them in the configured `cache_store`, or a cache store with `read`, `write` and `delete`. They are
      #   remembered by secret and `svix-id` for a day, those sent again from the dashboard included.
      # @yieldparam hooks [Handlers] takes the handlers
      # @raise [ArgumentError] for a name that is no event
      # @raise [ConfigurationError] for a wrong or missing option
      def initialize(secret: nil, tolerance: TOLERANCE, dedupe: false)
        raise ArgumentError, "give a block: { |hooks| hooks.on(\"user.created\") { |event| … } }" unless block_given?

        @receiver = Receiver.new(secret:, tolerance:, dedupe:)
        @handlers = Handlers.new
        yield @handlers
        @handlers.freeze
      end

      # @param env [Hash] the Rack environment
      # @return [Array(Integer, Hash, Array)]
      def call(env)
        answer = @receiver.call(env) do |event|
          @handlers.for(event).each { |handler| handler.call(event) }
          true
        end
        answer || [204, {}, []]
      end

      # @return [String] without a secret
      def inspect = "#<Clerk::Webhook::Endpoint #{@handlers.names.join(" ")}>"
    end
  end
end
