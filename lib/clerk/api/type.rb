# frozen_string_literal: true

require "clerk/api/expression"

module Clerk
  module API
    # Checks what is sent against the type expressions of the tables, and gives it the form that JSON has. Messages name
    # the operation and the parameter, and quote no value: it may be a secret.
    #
    # @api private
    class Type
      # What each takes, in a person's words.
      WORDS = { "string" => "a String", "integer" => "an Integer", "number" => "a number", "boolean" => "true or false",
                "object" => "a Hash", "time" => "a Time, or an Integer of milliseconds since the Unix epoch",
                "file" => "an IO, a Pathname or an uploaded file" }.freeze
      WRONG = Object.new.freeze
      private_constant :WORDS, :WRONG

      # @param operation [String] for messages
      def initialize(operation)
        @operation = operation
      end

      # @param fields [Hash{String => String}] what it may have
      # @param given [Hash{Symbol, String => Object}]
      # @param at [String, nil] where the object is; nil: these are the keywords of the operation
      # @return [Hash{String => Object}] as JSON has it
      # @raise [ArgumentError] that names the operation, the field and what it takes
      def object(fields, given, at = nil)
        given = given.transform_keys(&:to_s)
        unknown(fields, given, at)
        missing(fields, given, at)
        given.to_h do |key, value|
          expression = fields["#{key}!"] || fields[key] || "any"
          [key, value(expression, value, place(at, key))]
        end
      end

      # @param expression [String]
      # @param value [Object]
      # @param at [String] where it is
      # @return [Object] as JSON has it
      # @raise [ArgumentError]
      def value(expression, value, at)
        made = cast(expression, value, at)
        return made unless made.equal?(WRONG)

        raise ArgumentError, "#{@operation}: #{at} must be #{words(expression)}, not #{kind(value)}"
      end

      private

      def cast(expression, value, at)
        case Expression.read(expression)
        in [:maybe, inner] then value.nil? ? nil : cast(inner, value, at)
        in [:list, inner] then value.is_a?(Array) ? list(inner, value, at) : WRONG
        in [:map, inner] then value.is_a?(Hash) ? map(inner, value, at) : WRONG
        in [:either, several] then first(several, value, at)
        in [:object, name] then value.is_a?(Hash) ? object(API.types.fetch(name), value, at) : WRONG
        in [:choice, choices] then text(value, at, choices)
        in [:scalar, name] then scalar(name, value, at)
        end
      end

      def scalar(name, value, at)
        case name
        when "string" then text(value, at)
        when "time" then time(value)
        when "any" then value
        else fits?(name, value) ? value : WRONG
        end
      end

      def fits?(name, value)
        case name
        when "object" then value.is_a?(Hash)
        when "boolean" then [true, false].include?(value)
        when "integer" then value.is_a?(Integer)
        when "number" then value.is_a?(Numeric) && value.real?
        when "file" then value.respond_to?(:read)
        end
      end

      def list(expression, value, at)
        value.map.with_index { |one, index| value(expression, one, "#{at}[#{index}]") }
      end

      def map(expression, value, at)
        value.to_h { |key, one| [key.to_s, value(expression, one, place(at, key))] }
      end

      def first(expressions, value, at)
        expressions.each do |expression|
          made = cast(expression, value, at)
          return made unless made.equal?(WRONG)
        rescue ArgumentError
          next
        end
        WRONG
      end

      # Symbols are how Ruby writes what is known beforehand. Dates go as RFC 3339, and where `true` is a String, the
      # Boolean is meant.
      def text(value, at, choices = [])
        case value
        when String then value
        when Symbol then value.name
        when true, false then choices.include?(value.to_s) ? value.to_s : WRONG
        else at.end_with?("_at") && instant(value) ? instant(value).getutc.strftime("%FT%T.%LZ") : WRONG
        end
      end

      def time(value)
        return value if value.is_a?(Integer)

        at = instant(value)
        at ? (at.to_r * 1000).floor : WRONG
      end

      # Also what ActiveSupport has.
      def instant(value)
        return value if value.is_a?(Time)

        value.to_time if value.respond_to?(:to_time) && !value.is_a?(String)
      end

      def unknown(fields, given, at)
        return if fields.key?("*")

        given.each_key do |key|
          next if fields.key?(key) || fields.key?("#{key}!")

          known = fields.keys.map { |name| name.delete_suffix("!") }
          takes = known.empty? ? "it takes none" : "it takes #{known.join(", ")}"
          raise ArgumentError, "#{@operation}: unknown #{at ? "key" : "keyword"} #{place(at, key)}; #{takes}"
        end
      end

      def missing(fields, given, at)
        fields.each do |key, expression|
          next unless key.end_with?("!") && !given.key?(key.chop)

          raise ArgumentError, "#{@operation}: missing #{at ? "key" : "keyword"} #{place(at, key.chop)}, " \
                               "#{words(expression)}"
        end
      end

      def place(at, key) = at ? "#{at}.#{key}" : key.to_s

      def kind(value) = value.nil? ? "nil" : value.class

      def words(expression)
        case Expression.read(expression)
        in [:maybe, inner] then "#{words(inner)} or nil"
        in [:list, inner] then "an Array (each #{words(inner)})"
        in [:either, several] then several.map { |one| words(one) }.uniq.join(" or ")
        in [:choice, choices] then choices.map(&:inspect).join(" or ")
        in [:scalar, name] then WORDS.fetch(name)
        else "a Hash"
        end
      end
    end
  end
end
