# frozen_string_literal: true

module Conformance
  # One thing that can vary between cases: a name, the neutral value, and what else it may be.
  class Dimension
    # @return [Symbol]
    attr_reader :name
    # @return [Object] the value of a case that does not speak of this dimension
    attr_reader :default

    # @param name [Symbol]
    # @param default [Object]
    # @param values [Array, Hash{Object => Integer}, #call] the values, with weights, or what makes one from a Random
    def initialize(name, default, values)
      @name = name
      @default = default
      @values = values.is_a?(Hash) ? values.flat_map { |value, weight| [value] * weight } : values
    end

    # @param random [Random]
    # @return [Object] one of the values
    def pick(random)
      @values.respond_to?(:call) ? @values.call(random) : @values.sample(random:)
    end
  end
end
