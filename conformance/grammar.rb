# frozen_string_literal: true

require_relative "dimension"
require_relative "token_names"
require_relative "dimensions/instances"
require_relative "dimensions/locations"
require_relative "dimensions/messages"
require_relative "dimensions/jar"
require_relative "hostility"
require_relative "scenarios"

module Conformance
  # Makes cases: a scenario, then a few things that are odd about it. The neutral case is a page visit in production by
  # somebody who is signed in.
  module Grammar
    # How many of a thousand cases are hostile.
    HOSTILE = 150
    ALL = [Instances, Locations, Messages, Jar, Hostility].flat_map(&:all).to_h { |one| [one.name, one] }.freeze
    DEFAULTS = ALL.transform_values(&:default).freeze
    # Dimensions that every case may vary; hostility is apart.
    ORDINARY = (ALL.values - Hostility.all.map { |one| ALL[one.name] }).freeze
    private_constant :ALL, :DEFAULTS, :ORDINARY

    # @return [Hash{Symbol => Object}] the neutral value of each dimension
    def self.defaults = DEFAULTS

    # @param name [Symbol] a dimension
    # @param random [Random]
    # @return [Object] one of its values
    def self.pick(name, random) = ALL.fetch(name).pick(random)

    # @param random [Random]
    # @return [Case]
    def self.case(random)
      loop do
        choices = Scenarios.pick(random)
        oddities(random).times do
          dimension = ORDINARY.sample(random:)
          choices[dimension.name] = dimension.pick(random)
        end
        choices.merge!(Hostility.pick(random)) if random.rand(1000) < HOSTILE
        made = Case.new(choices)
        return made if made.valid?
      end
    end

    # Few, so that most cases come near success; sometimes many, because oddities may meet.
    def self.oddities(random)
      random.rand(10).zero? ? random.rand(4..12) : random.rand(0..4)
    end
    private_class_method :oddities
  end
end
