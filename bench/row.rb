# frozen_string_literal: true

module Bench
  # One line of the table: what was measured, and what it shall be.
  class Row
    # @return [String]
    attr_reader :name
    # @return [Numeric]
    attr_reader :value

    # @param name [String]
    # @param value [Numeric]
    # @param unit [String] what follows the value
    # @param at_most [Numeric, nil]
    # @param at_least [Numeric, nil]
    # @param note [String, nil] what else there is to know
    def initialize(name, value, unit: "", at_most: nil, at_least: nil, note: nil)
      @name = name
      @value = value
      @unit = unit
      @at_most = at_most
      @at_least = at_least
      @note = note
    end

    # @return [Boolean] whether it is as it shall be
    def met? = (@at_most.nil? || @value <= @at_most) && (@at_least.nil? || @value >= @at_least)

    # @return [String] a line of a Markdown table
    def to_s
      verdict = met? ? "pass" : "falls short"
      verdict = "" unless @at_most || @at_least
      "| #{[@name, "#{number}#{@unit}", target, verdict, @note].join(" | ")} |"
    end

    private

    def number
      return @value.to_s if @value.is_a?(Integer)

      format(@value < 10 ? "%.3f" : "%.1f", @value)
    end

    def target
      return "≤ #{@at_most}#{@unit}" if @at_most

      "≥ #{@at_least}#{@unit}" if @at_least
    end
  end
end
