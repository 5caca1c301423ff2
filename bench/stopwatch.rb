# frozen_string_literal: true

module Bench
  # Times things against each other on a machine that others use too: in short rounds, one after the other, by the CPU
  # time of this process; the median of the rounds counts. The garbage collector waits meanwhile: what a round leaves
  # behind is counted in objects, because its price is that of the application's heap.
  module Stopwatch
    module_function

    # @param subjects [Hash{Object => #call}] each is called with the number of times it shall do its thing
    # @param rounds [Integer]
    # @param times [Integer] a round
    # @return [Hash{Object => Float}] microseconds each time
    def medians(subjects, rounds: 31, times: 500)
      subjects.each_value { |subject| subject.call(times) }
      taken = Hash.new { |all, name| all[name] = [] }
      rounds.times { subjects.each { |name, subject| taken[name] << microseconds(subject, times) } }
      taken.transform_values { |all| median(all) }
    end

    # @param subject [#call]
    # @param times [Integer]
    # @return [Float] how many Ruby objects are made each time
    def objects(subject, times: 200)
      subject.call(times)
      without_gc do
        before = GC.stat(:total_allocated_objects)
        subject.call(times)
        (GC.stat(:total_allocated_objects) - before).fdiv(times).round(1)
      end
    end

    # @param values [Array<Numeric>]
    # @return [Numeric]
    def median(values) = values.sort[values.size / 2]

    # @return [Float] seconds of this process's CPU time
    def cpu = Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID)

    # @return [Float] seconds
    def wall = Process.clock_gettime(Process::CLOCK_MONOTONIC)

    def microseconds(subject, times)
      without_gc do
        start = cpu
        subject.call(times)
        (cpu - start) / times * 1e6
      end
    end

    def without_gc
      GC.start
      GC.disable
      yield
    ensure
      GC.enable
    end
  end
end
