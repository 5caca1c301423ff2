# frozen_string_literal: true

module Conformance
  # An intended difference from the reference.
  class Difference
    # @return [String]
    attr_reader :name
    # @return [String] one sentence, with the place in our own rules
    attr_reader :reason

    # @param name [String]
    # @param reason [String]
    # @param fields [Array<String>, nil] the fields that may differ because of it; nil: all, as the whole course differs
    # @yieldparam case [Case]
    # @yieldparam theirs [Hash] the outcome of the reference
    # @yieldparam ours [Hash] the gem's
    # @yieldreturn [Boolean, Array<String>] whether it shows, or the fields in which it does
    def initialize(name, reason, fields = nil, &shows)
      @name = name
      @reason = reason
      @fields = fields
      @shows = shows
    end

    # @param trial [Trial]
    # @return [Array<Comparison::Mismatch>] what it explains
    def explained(trial)
      shows = @shows.call(trial.case, trial.theirs, trial.ours) or return []

      fields = shows.is_a?(Array) ? shows : @fields
      trial.mismatches.select { |mismatch| fields.nil? || fields.include?(mismatch.field) }
    end
  end
end
