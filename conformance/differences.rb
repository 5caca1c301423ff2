# frozen_string_literal: true

require_relative "difference"
require_relative "differences/tokens"
require_relative "differences/visits"
require_relative "differences/answers"
require_relative "differences/readings"

module Conformance
  # Every intended difference. What is not here is a fault of the gem.
  DIFFERENCES = [Tokens, Visits, Answers, Readings].flat_map { |group| group::DIFFERENCES }.freeze
end
