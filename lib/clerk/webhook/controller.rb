# frozen_string_literal: true

module Clerk
  module Webhook
    # A concern that makes a Rails controller an endpoint of webhooks, also in an API application. Every action of it is
    # for verified deliveries only. What is for browsers, forgery protection and an inherited `require_clerk_session!`,
    # does not apply. It answers as {Endpoint} does.
    #
    # @example app/controllers/clerk_webhooks_controller.rb, and in config/routes.rb
    #   class ClerkWebhooksController < ActionController::API
    #     include Clerk::Webhook::Controller
    #
    #     clerk_webhook dedupe: true
    #
    #     on_clerk_event("user.created", "user.updated") { |event| SyncUserJob.perform_later(event.data) }
    #     on_clerk_event("user.deleted") { |event| User.find_by(clerk_id: event.data["id"])&.destroy! }
    #   end
    #
    #   post "/webhooks/clerk", to: "clerk_webhooks#create"
    module Controller
      # @api private
      def self.included(base)
        super
        base.class_attribute(:clerk_event_handlers, :clerk_webhook_options, instance_accessor: false,
                                                                            instance_predicate: false)
        base.clerk_event_handlers = Handlers.new.freeze
        base.clerk_webhook_options = {}.freeze
        base.extend(Macros)
        base.skip_forgery_protection(raise: false) if base.respond_to?(:skip_forgery_protection)
        base.skip_before_action(:require_clerk_session!, raise: false)
        base.prepend_around_action(:receive_clerk_webhook)
      end

      # What the class gets.
      module Macros
        # Sets the options of {Endpoint}, before any handler is defined.
        #
        # @param secret [String, Array<String>, nil] see {Endpoint#initialize}
        # @param tolerance [Numeric] see {Endpoint#initialize}
        # @param dedupe [#read, Boolean] see {Endpoint#initialize}
        # @return [void]
        # @raise [ConfigurationError]
        def clerk_webhook(secret: nil, tolerance: TOLERANCE, dedupe: false)
          self.clerk_webhook_options = { secret:, tolerance:, dedupe: }.freeze
          @clerk_webhook_receiver = nil
          clerk_webhook_receiver
        end

        # Says what `create` does about events; a block runs in the controller.
        #
        # @param names [Array<String>] see {Handlers#on}
        # @param to [#call, nil] see {Handlers#on}
        # @yieldparam event [Event]
        # @return [void]
        # @raise [ArgumentError] for a name that is no event
        # @raise [ConfigurationError] for a missing secret
        def on_clerk_event(*names, to: nil, &handler)
          clerk_webhook_receiver
          self.clerk_event_handlers = clerk_event_handlers.dup.on(*names, to:, &handler).freeze
        end

        # @return [Receiver]
        # @api private
        def clerk_webhook_receiver
          @clerk_webhook_receiver ||= Receiver.new(**clerk_webhook_options)
        end
      end

      # The action. A controller may have one of its own, and ask {#clerk_event} what has happened.
      #
      # @return [void]
      def create
        self.class.clerk_event_handlers.for(clerk_event).each do |handler|
          handler.is_a?(Proc) ? instance_exec(clerk_event, &handler) : handler.call(clerk_event)
        end
        head(:no_content) unless performed?
      end

      private

      # @return [Event] what Clerk says has happened
      attr_reader :clerk_event

      def receive_clerk_webhook
        answer = self.class.clerk_webhook_receiver.call(request.env) do |event|
          @clerk_event = event
          yield
          response.successful?
        end
        return unless answer

        status, headers, body = answer
        headers.each { |name, value| response.headers[name] = value }
        body.empty? ? head(status) : render(json: body.first, status:)
      end
    end
  end
end
