# frozen_string_literal: true

module Sinatra
  module Clerk
    # Reads what the condition of a route demands. What could be less than was meant is refused.
    #
    # @api private
    module Demand
      RULES = {
        auth: 'must be true, false or demands such as { role: "org:admin" }',
        has: 'must be demands such as { permission: "org:invoices:read" }',
        reverify: "must be true, false, or a reverification such as :strict"
      }.freeze
      private_constant :RULES

      # @param name [Symbol] of the condition
      # @param arguments [Array] as Sinatra passes them on: splat, which makes pairs of a Hash and nothing of nil
      # @return [::Clerk::Guard, nil] nil when nothing is demanded
      # @raise [ArgumentError] naming the condition and the rule
      def self.guard(name, arguments)
        pairs = arguments.any? && arguments.all? { |argument| argument.is_a?(Array) && argument.size == 2 }
        raise ArgumentError, RULES.fetch(name) if pairs && arguments.map(&:first).uniq!

        demands = read(name, pairs ? arguments.to_h : arguments)
        ::Clerk::Guard.new(**demands) if demands
      rescue ArgumentError => e
        raise ArgumentError, "#{name}: #{e.message}"
      end

      def self.read(name, wanted)
        case [name, wanted]
        in [:auth | :reverify, [false]] then nil
        in [:auth, [true]] then {}
        in [:reverify, [true]] then { reverification: :strict }
        in [:reverify, [Symbol | String => preset]] then { reverification: preset }
        in [:reverify, Hash] then { reverification: wanted }
        in [_, Hash] then wanted.each { |demand, value| raise ArgumentError, "#{demand} is nil" if value.nil? }
        else raise ArgumentError, RULES.fetch(name)
        end
      end
      private_class_method :read
    end
  end
end
