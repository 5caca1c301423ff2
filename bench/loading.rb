# frozen_string_literal: true

require "open3"
require "rbconfig"
require_relative "row"
require_relative "stopwatch"

module Bench
  # What `require "clerk_rs_rack"` takes in a process that has Rack, without and with the middleware.
  class Loading
    LIB = File.expand_path("../lib", __dir__)
    MEASURE = <<~RUBY
      require "rack"
      rss = -> { File.read("/proc/self/statm").split[1].to_i * 4 }
      before = [Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID), rss.call]
      require ARGV.first unless ARGV.empty?
      after = [Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID), rss.call]
      puts [(after[0] - before[0]) * 1000, (after[1] - before[1]) / 1024.0].join(" ")
    RUBY
    private_constant :LIB, :MEASURE

    # @return [Array<Row>]
    def rows
      runs = Array.new(9) { [run("clerk_rs_rack"), run("clerk/rack")] }
      alone, whole = runs.transpose.map { |results| results.transpose.map { |values| Stopwatch.median(values) } }
      [Row.new('require "clerk_rs_rack"', alone[0], unit: " ms", at_most: 40),
       Row.new('memory of require "clerk_rs_rack"', alone[1], unit: " MB", at_most: 6),
       Row.new("with the middleware", whole[0], unit: " ms", at_most: 40),
       Row.new("memory with the middleware", whole[1], unit: " MB", at_most: 6)]
    end

    private

    def run(feature)
      output, status = Open3.capture2(RbConfig.ruby, "-I", LIB, "-e", MEASURE, feature)
      raise "require #{feature} failed" unless status.success?

      output.split.map(&:to_f)
    end
  end
end
