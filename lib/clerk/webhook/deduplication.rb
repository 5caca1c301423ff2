# frozen_string_literal: true

module Clerk
  module Webhook
    # Remembers in a cache store which deliveries have been handled, so that one that comes again is not handled again:
    # Clerk delivers an event at least once, and a second time when an answer is late or lost.
    #
    # A delivery is claimed with `write(key, …, unless_exist: true)` while its handlers run, so that of two that come at
    # once only one runs them, where the store writes that atomically (Redis, Memcached, memory). It counts as handled
    # only when they have succeeded; when they fail, the claim is given back, and when their process dies, it ends by
    # itself. A store that fails costs a line in the log, never an event: then it is handled, perhaps twice.
    #
    # @api private
    class Deduplication
      # As long as a claim holds, in seconds.
      LEASE = 300
      # As long as a delivery is remembered, in seconds. (The longest pause before Clerk tries again is 10 hours.)
      MEMORY = 86_400
      HANDLED = "handled"
      RUNNING = "running"
      private_constant :LEASE, :MEMORY

      # @param option [#read, Boolean, nil] a cache store; true: the configured one
      # @return [Deduplication, nil] nil for none
      # @raise [ConfigurationError] when it is no cache store
      def self.for(option)
        return unless option

        new(option == true ? Clerk.configuration.cache_store : option)
      end

      # @param store [#read, #write, #delete] such as Rails.cache
      def initialize(store)
        raise ConfigurationError, "dedupe: needs a cache_store; give one, or set it in Clerk.configure" if store.nil?

        unless %i[read write delete].all? { |name| store.respond_to?(name) }
          raise ConfigurationError, "dedupe (#{store.class}): must have read, write and delete, as Rails.cache does"
        end

        @store = store
      end

      # Runs the block, unless the same has been handled or is being handled.
      #
      # @param key [String]
      # @yieldreturn [Boolean] whether it has been handled
      # @return [String, nil] {HANDLED} or {RUNNING}, or nil when the block has run
      def once(key, &handle)
        mine = "#{RUNNING} #{SecureRandom.hex(8)}"
        case claim(key, mine)
        when HANDLED then return HANDLED
        when /\A#{RUNNING}/o then return RUNNING
        when :claimed then run(key, mine, &handle)
        else handle.call
        end
        nil
      end

      private

      def claim(key, mine)
        guard do
          @store.read(key) || (:claimed if @store.write(key, mine, expires_in: LEASE, unless_exist: true)) ||
            @store.read(key)
        end
      end

      def run(key, mine)
        handled = yield
      ensure
        guard { handled ? @store.write(key, HANDLED, expires_in: MEMORY) : give_back(key, mine) }
      end

      # Another's claim stays: it took over when this one had lasted too long.
      def give_back(key, mine)
        @store.delete(key) if @store.read(key) == mine
      end

      def guard
        yield
      rescue StandardError => e
        Webhook.log.say(:warn, "The cache store failed (#{e.class}); a webhook may be handled twice")
        Webhook.log.report(e)
        nil
      end
    end
  end
end
