# frozen_string_literal: true

require_relative "row"
require_relative "scene"
require_relative "stopwatch"

module Bench
  # Eight threads that verify new tokens, against one that does all of it.
  class Threads
    THREADS = 8
    TOKENS = 800
    ROUNDS = 11
    private_constant :THREADS, :TOKENS, :ROUNDS

    def initialize
      @scene = Scene.new
    end

    # @return [Array<Row>]
    def rows
      envs = Array.new(TOKENS) { @scene.bearer(@scene.new_token) }
      rates = Array.new(ROUNDS) { [1, THREADS].map { |threads| rate(envs, threads) } }
      ratio = Stopwatch.median(rates.map { |one, many| many / one })
      [Row.new("rate of #{THREADS} threads over that of one, new tokens", ratio, unit: " ×", at_least: 0.95)]
    end

    private

    def rate(envs, count)
      app = @scene.middleware
      gate = Queue.new
      threads = envs.each_slice(envs.size / count).map do |own|
        Thread.new do
          gate.pop
          own.each { |env| app.call(env.dup) }
        end
      end
      GC.start
      start = Stopwatch.wall
      count.times { gate << true }
      threads.each(&:join)
      envs.size / (Stopwatch.wall - start)
    end
  end
end
