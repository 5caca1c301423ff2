# frozen_string_literal: true

require_relative "example"

module Conformance
  # A run of the suite: cases from a seed, both sides, a report.
  class Run
    # How many cases are under way at once: enough to keep both processes busy.
    BATCH = 200
    # How many failures are shrunk and printed.
    SHOWN = 10
    private_constant :BATCH, :SHOWN

    # @param cases [Integer] how many
    # @param seed [Integer] which
    # @param output [IO] where the report goes
    def initialize(cases:, seed:, output: $stdout)
      @count = cases
      @seed = seed
      @output = output
      @verdicts = Hash.new(0)
      @differences = Hash.new(0)
      @failures = []
    end

    # @return [Boolean] whether nothing failed
    def call
      random = Random.new(@seed)
      with_sides do
        @count.step(1, -BATCH) { |left| batch(Array.new([BATCH, left].min) { Grammar.case(random) }) }
        report
      end
      @failures.empty?
    end

    # Both sides, within {#with_sides}.
    #
    # @param kase [Case]
    # @return [Trial]
    def try(kase)
      @reference.ask([kase])
      ours = @ours.call(kase)
      Trial.new(kase, @reference.answers(1).first, ours)
    end

    # Starts both sides and the API that they call, for the time of the block.
    #
    # @return [Object] what the block returns
    def with_sides
      @backend = Backend.new
      @reference = Reference.new(@backend.url)
      @ours = Ours.new(@backend.url)
      yield
    ensure
      @reference&.stop
      @backend&.stop
    end

    private

    def batch(cases)
      @reference.ask(cases)
      ours = cases.map { |kase| @ours.call(kase) }
      theirs = @reference.answers(cases.size)
      cases.zip(theirs, ours) { |kase, left, right| count(Trial.new(kase, left, right)) }
    end

    def count(trial)
      verdict = trial.verdict
      @verdicts[verdict] += 1
      trial.differences.each { |one| @differences[one.name] += 1 } if verdict == :different
      @failures << trial if verdict == :failed
    end

    def report
      verdicts = { agreed: "agreed", different: "differ as named", incomparable: "for the invariants only" }
      counts = verdicts.map { |verdict, text| "#{@verdicts[verdict]} #{text}" }
      @output.puts "#{@count} cases (seed #{@seed}): #{counts.join(", ")}, #{@failures.size} failed"
      @differences.sort_by { |name, count| [-count, name] }.each do |name, count|
        @output.puts "#{count.to_s.rjust(6)}  #{name}"
      end
      shown.each { |trial| @output.puts "", example(trial) }
    end

    # One of each kind, as small as it gets.
    def shown
      kinds = @failures.group_by { |trial| [kind(trial), trial.theirs["reason"], trial.ours["reason"]] }.values
      smallest = kinds.first(SHOWN).map { |trials| shrunk(trials.min_by { |trial| trial.case.choices.size }) }
      smallest.uniq { |trial| trial.case.choices }
    end

    def example(trial) = Example.new(try(trial.case), @ours.calls, @backend.url).text

    def shrunk(trial)
      wanted = kind(trial)
      try(Shrinker.new { |kase| kind(try(kase)) == wanted }.shrink(trial.case))
    end

    # A smaller case must fail in the same way, or it shows something else.
    def kind(trial)
      [trial.verdict == :failed, trial.violations.map { |text| text[/\A[^:]+/] }, trial.unexplained.first&.field]
    end
  end
end
