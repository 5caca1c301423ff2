# frozen_string_literal: true

module Clerk
  class Local
    # Things that change by being replaced.
    module Changeable
      # @param changes [Hash] values by the names of attributes
      # @return [Object] a changed copy
      # @raise [ArgumentError] when there is no such attribute
      def with(**changes)
        unknown = changes.keys.reject { |name| instance_variable_defined?(:"@#{name}") }
        raise ArgumentError, "unknown keyword: #{unknown.map(&:inspect).join(", ")}" if unknown.any?

        dup.tap do |copy|
          changes.each { |name, value| copy.instance_variable_set(:"@#{name}", value) }
        end
      end
    end
  end
end
