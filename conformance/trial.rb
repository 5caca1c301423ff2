# frozen_string_literal: true

require_relative "differences"
require_relative "invariants"

module Conformance
  # One case with what became of it on both sides, judged.
  class Trial
    # @return [Case]
    attr_reader :case
    # @return [Hash{String => Object}] the outcome of the reference
    attr_reader :theirs
    # @return [Hash{String => Object}] the gem's
    attr_reader :ours

    # @param kase [Case]
    # @param theirs [Hash]
    # @param ours [Hash]
    def initialize(kase, theirs, ours)
      @case = kase
      @theirs = theirs
      @ours = ours
    end

    # @return [Symbol] `:agreed`, `:different` (as named), `:incomparable`, or `:failed`
    def verdict
      return :failed if violations.any?
      return :incomparable unless comparable?
      return :agreed if mismatches.empty?

      unexplained.empty? ? :different : :failed
    end

    # @return [Array<Comparison::Mismatch>]
    def mismatches = @mismatches ||= Comparison.mismatches(@theirs, @ours)

    # @return [Array<String>] what must never be, whatever the reference does
    def violations = @violations ||= Invariants.violations(@case, @ours)

    # @return [Array<Difference>] the named differences that show
    def differences = explanations.keys

    # @return [Array<Comparison::Mismatch>] what no named difference explains
    def unexplained = @unexplained ||= mismatches - explanations.values.flatten

    private

    def explanations
      @explanations ||= DIFFERENCES.to_h { |one| [one, one.explained(self)] }.reject { |_, explained| explained.empty? }
    end

    # Node's Request refuses some requests that a Ruby server hands on, and reads bytes beyond ASCII otherwise.
    def comparable?
      return false if @theirs["refused"]

      !@case[:hostile] || @case.visit.plain?
    end
  end
end
