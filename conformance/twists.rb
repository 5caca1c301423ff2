# frozen_string_literal: true

require_relative "twist"
require_relative "twists/times"
require_relative "twists/identities"
require_relative "twists/headers"
require_relative "twists/shapes"
require_relative "twists/sessions"
require_relative "twists/machines"

module Conformance
  # Every twist by name.
  TWISTS = [Times, Identities, Headers, Shapes, Sessions, Machines].map { |group| group::TWISTS }.reduce(:merge).freeze
end
