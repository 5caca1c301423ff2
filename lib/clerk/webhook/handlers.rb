# frozen_string_literal: true

module Clerk
  module Webhook
    # What an application does about which events.
    class Handlers
      # What may be asked for besides {EVENTS}: all events of a kind, and all.
      WILDCARDS = [*EVENTS.map { |name| "#{name[/\A\w+/]}.*" }.uniq, "*"].freeze
      private_constant :WILDCARDS

      # @api private
      def initialize
        @all = []
      end

      # @api private
      def initialize_copy(other)
        super
        @all = @all.dup
      end

      # @api private
      def freeze
        @all.freeze
        super
      end

      # Says what is to be done about events. When several handlers are for one event they run in the order of their
      # definition; when one raises, the later ones do not run, and Clerk delivers the event again, to all of them.
      #
      # @example
      #   hooks.on("user.created", "user.updated") { |event| SyncUserJob.perform_later(event.to_h) }
      #   hooks.on "organizationMembership.*", to: Memberships
      # @param names [Array<String>] of {EVENTS}; `user.*` for all of a kind, `*` for all
      # @param to [#call, nil] a handler, where there is no block
      # @yieldparam event [Event]
      # @return [self]
      # @raise [ArgumentError] for a name that is none
      def on(*names, to: nil, &block)
        raise ArgumentError, "name at least one event" if names.empty?
        raise ArgumentError, "give either a block or an object with call (to:)" unless block.nil? ^ to.nil?
        raise ArgumentError, "to: must respond to call, and #{to.class} does not" unless block || to.respond_to?(:call)

        @all << [names.map { |name| known(name) }, block || to.method(:call)]
        self
      end

      # Says what is to be done about every event.
      #
      # @param to [#call, nil]
      # @yieldparam event [Event]
      # @return [self]
      def any(to: nil, &handler) = on("*", to:, &handler)

      # @param event [Event]
      # @return [Array<#call>] in order; blocks as Procs, other objects as Methods
      # @api private
      def for(event)
        wanted = [event.type, "#{event.type[/\A[^.]*/]}.*", "*"]
        @all.filter_map { |names, handler| handler if names.intersect?(wanted) }
      end

      # @return [String]
      def inspect = "#<Clerk::Webhook::Handlers #{names.join(" ")}>"

      # @return [Array<String>] what there are handlers for
      # @api private
      def names = @all.flat_map(&:first).uniq

      private

      def known(name)
        text = name.to_s
        return text if EVENTS.include?(text) || WILDCARDS.include?(text)

        require "did_you_mean/levenshtein"
        nearest = [*EVENTS, *WILDCARDS].min_by { |other| DidYouMean::Levenshtein.distance(text, other) }
        raise ArgumentError, "#{name.inspect} is no event of Clerk's; the nearest is #{nearest.inspect}. " \
                             "Clerk::Webhook::EVENTS lists all; \"*\" stands for any, unlisted ones too."
      end
    end
  end
end
