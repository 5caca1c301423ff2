# frozen_string_literal: true

require "socket"

module Clerk
  class Backend
    # When a call is made again: one that only reads, while Clerk is busy or cannot be reached, as long as the budget
    # lasts. What may have changed something is never repeated, and neither is a timeout: everybody would wait twice.
    #
    # @api private
    class Retries
      # The methods that change nothing.
      SAFE = %w[GET HEAD].freeze
      # Too many calls, and what gateways say of a server that is restarted. 500 is a defect that the same call meets
      # again.
      BUSY = [429, 502, 503, 504].freeze
      # What keeps a connection from coming about, or ends it. A certificate does not get better by waiting.
      PASSING = [SystemCallError, IOError, SocketError].freeze
      # Seconds before the first repetition; each waits twice as long as the one before, up to the last.
      FIRST = 0.2
      LAST = 8
      private_constant :SAFE, :BUSY, :PASSING, :FIRST, :LAST

      # @param budget [Numeric] the seconds from the first attempt until the last may begin; 0: there is but one
      # @param clock [#call] milliseconds since the Unix epoch
      def initialize(budget, clock)
        @budget = budget
        @clock = clock
      end

      # @param method [String]
      # @yieldparam count [Integer] how many attempts have failed
      # @yieldreturn [Answer]
      # @return [Answer] of the last attempt
      # @raise [ConnectionError] of the last attempt
      def run(method)
        return yield 0 unless @budget.positive? && SAFE.include?(method)

        start = seconds
        (0..).each do |count|
          answer, error = attempt { yield count }
          pause = pause_after(answer, error, count)
          unless pause && seconds - start + pause <= @budget
            raise error if error

            return answer
          end
          sleep(pause)
        end
      end

      private

      def attempt
        yield
      rescue ConnectionError => e
        [nil, e]
      end

      # At random, so that those who failed together do not come back together.
      def pause_after(answer, error, count)
        return unless error ? passing?(error.cause) : BUSY.include?(answer.status)

        pause = [FIRST * (2**count), LAST].min * rand(0.5..1.0)
        [pause, answer&.retry_after(@clock.call) || 0].max
      end

      def passing?(cause)
        PASSING.any? { |type| cause.is_a?(type) } && !cause.is_a?(Errno::ETIMEDOUT)
      end

      def seconds = Process.clock_gettime(Process::CLOCK_MONOTONIC)
    end
  end
end
