# frozen_string_literal: true

module Clerk
  # Lets one thread or fiber do what several want done at the same time; the others wait until it is done. No lock is
  # held meanwhile, and a process that was forked off does not wait for a thread that stayed behind.
  #
  # @api private
  class SingleFlight
    # Who waits pops from the queue, which is closed when it is done. (A fiber that is cancelled while it waits for a
    # ConditionVariable gets a ThreadError instead on Ruby 3.1: its mutex is not locked again.)
    Flight = Struct.new(:process, :queue, :fiber) do
      def going? = process == Process.pid && !queue.closed?
    end
    private_constant :Flight

    # @return [Integer] how often it has been done
    attr_reader :landings

    def initialize
      @mutex = Mutex.new
      @landings = 0
      @flight = nil
    end

    # Runs the block, unless it is being done by another thread or fiber, or has been done since the caller looked.
    #
    # @param seen [Integer] the {#landings} when the caller found that it has to be done
    # @return [void]
    # @raise [InternalError] from within the block
    def run(seen)
      mine = nil
      other = @mutex.synchronize do
        next unless @landings == seen

        if @flight&.going?
          # It would wait for itself: an application's `http` or `cache_store` that authenticates, say.
          raise InternalError, "it is being done by the one who asks" if @flight.fiber.equal?(Fiber.current)

          next @flight
        end

        # In this order, so that whatever interrupts this thread, a flight that others see will land.
        @flight = mine = Flight.new(Process.pid, Queue.new, Fiber.current)
        nil
      end
      other&.queue&.pop
      yield if mine
    ensure
      land(mine) if mine
    end

    private

    # Takes no lock, which could be interrupted: only the one that flies lands.
    def land(flight)
      @landings += 1
      flight.queue.close
    end
  end
end
