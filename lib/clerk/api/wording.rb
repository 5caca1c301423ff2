# frozen_string_literal: true

module Clerk
  module API
    # What a parameter takes, in a person's words.
    #
    # @api private
    module Wording
      SCALARS = { "string" => "a String", "integer" => "an Integer", "number" => "a finite number",
                  "boolean" => "true or false", "object" => "a Hash", "any" => "anything that JSON has",
                  "time" => "a Time, or an Integer of milliseconds since the Unix epoch",
                  "datetime" => "a Time, a Date, or a String as RFC 3339 has it",
                  "file" => "an IO, a Pathname or an uploaded file" }.freeze
      private_constant :SCALARS

      class << self
        # @param expression [String]
        # @return [String]
        def of(expression)
          case Expression.read(expression)
          in [:maybe, inner] then "#{of(inner)} or nil"
          in [:list, inner] then "an Array (each #{of(inner)})"
          in [:either, several] then several.map { |one| of(one) }.uniq.join(" or ")
          in [:choice, choices] then choices.map(&:inspect).join(" or ")
          in [:scalar, name] then SCALARS.fetch(name)
          else "a Hash"
          end
        end

        # @param value [Object]
        # @return [String] what it is, without what is in it
        def kind(value)
          return "nil" if value.nil?

          unpermitted = value.respond_to?(:permitted?) && !value.permitted?
          "#{value.class}#{" that are not permitted" if unpermitted}"
        end
      end
    end
  end
end
