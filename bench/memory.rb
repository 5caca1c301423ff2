# frozen_string_literal: true

require_relative "row"
require_relative "scene"
require_relative "stopwatch"

module Bench
  # Ten thousand people who are signed in at once, and the one after them.
  class Memory
    SESSIONS = 10_000
    MORE = 2_000
    private_constant :SESSIONS, :MORE

    def initialize
      @scene = Scene.new
    end

    # @return [Array<Row>]
    def rows
      # In one text, as thousands of small ones would leave holes in the memory that hide what comes after them.
      text = +""
      (SESSIONS + MORE).times { text << @scene.new_token << "\n" }
      remembered = Array.new(3) { grown(text) }
      tokens = text.split("\n")
      first = tokens.first(SESSIONS)
      app = @scene.middleware
      serve(app, first)
      slowest, usual = evict(app, tokens.last(MORE))
      note = "tokens of #{first.first.bytesize} bytes"
      [Row.new("10,000 sessions remembered", Stopwatch.median(remembered), unit: " MB", at_most: 20, note:),
       Row.new("a new token that makes room, the slowest of #{MORE} over the median", slowest / usual, unit: " ×"),
       *lookups(tokens)]
    end

    private

    # What requests leave behind shall not count.
    def serve(app, tokens)
      tokens.each_slice(250) do |some|
        some.each { |token| app.call(@scene.bearer(token)) }
        GC.start
      end
    end

    # @return [Float] the megabytes that a process grows by that has served a few requests already
    def grown(text)
      reader, writer = IO.pipe
      pid = fork do
        app = @scene.middleware
        serve(@scene.middleware(token_cache_size: 0), text.each_line(chomp: true).lazy.first(250))
        before = resident
        serve(app, text.each_line(chomp: true).lazy.take(SESSIONS))
        writer.puts(resident - before)
        writer.close
        exit!(true)
      end
      writer.close
      reader.read.to_f
    ensure
      Process.wait(pid)
    end

    def resident = File.read("/proc/self/statm").split[1].to_i * 4 / 1024.0

    # Each request alone, by the CPU time it takes, without the collector.
    def evict(app, tokens)
      envs = tokens.map { |token| @scene.bearer(token) }
      taken = Stopwatch.without_gc do
        envs.map do |env|
          start = Stopwatch.cpu
          app.call(env)
          Stopwatch.cpu - start
        end
      end
      [taken.max, Stopwatch.median(taken)]
    end

    # Whether a look-up among ten thousand takes longer than one alone.
    def lookups(tokens)
      many = @scene.middleware
      serve(many, tokens.first(SESSIONS))
      env = @scene.bearer(tokens.first)
      taken = Stopwatch.medians({ one: @scene.requests(env), many: @scene.requests(env, many) })
      [Row.new("a look-up among 10,000 over one alone", taken[:many] / taken[:one], unit: " ×", at_most: 1.25)]
    end
  end
end
