# frozen_string_literal: true

# One clock for Clerk (seconds) and for the gem (milliseconds), which moves only when told to.
class SpecClock
  attr_reader :now

  def initialize(now = 1_900_000_000)
    @now = now
  end

  def advance(seconds)
    @now += seconds
  end

  def seconds = -> { @now.to_i }

  def milliseconds = -> { (@now * 1000).round }
end
