# frozen_string_literal: true

module Clerk
  # Times as the core takes them: milliseconds since the Unix epoch.
  #
  # @api private
  module Milliseconds
    # As many seconds as a double holds exactly in milliseconds.
    MAX_SECONDS = (2**53) / 1000
    private_constant :MAX_SECONDS

    # @param clock [#call, nil] what tells the time instead of the system's clock
    # @return [Integer]
    def self.now(clock)
      clock ? clock.call : Process.clock_gettime(Process::CLOCK_REALTIME, :millisecond)
    end

    # @param time [Time, Numeric] Unix seconds
    # @return [Integer]
    # @raise [ArgumentError] for what is no time
    def self.of(time)
      seconds = time.is_a?(Time) || time.is_a?(Numeric) ? time.to_f : Float::NAN
      return (seconds * 1000).round if seconds.abs < MAX_SECONDS

      raise ArgumentError, "now must be a Time or a number of Unix seconds"
    end
  end
end
