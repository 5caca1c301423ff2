# frozen_string_literal: true

module Clerk
  # Lets one thread do what several want done at the same time; the others wait until it is done. No lock is held
  # meanwhile, and a process that was forked off does not wait for a thread that stayed behind.
  #
  # @api private
  class SingleFlight
    # @return [Integer] how often it has been done
    attr_reader :landings

    def initialize
      @mutex = Mutex.new
      @landed = ConditionVariable.new
      @landings = 0
      @flying = nil
    end

    # Runs the block, unless it is being done by another thread, or has been done since the caller looked.
    #
    # @param seen [Integer] the {#landings} when the caller found that it has to be done
    # @return [void]
    def run(seen)
      return unless take_off(seen)

      begin
        yield
      ensure
        @mutex.synchronize do
          @landings += 1
          @flying = nil
          @landed.broadcast
        end
      end
    end

    private

    def take_off(seen)
      @mutex.synchronize do
        @landed.wait(@mutex) while @flying == Process.pid && @landings == seen
        return false unless @landings == seen

        @flying = Process.pid
        true
      end
    end
  end
end
