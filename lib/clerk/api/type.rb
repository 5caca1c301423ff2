# frozen_string_literal: true

require "clerk/api/expression"
require "clerk/api/plain"
require "clerk/api/wording"

module Clerk
  module API
    # Checks what is sent against the type expressions of the tables, and gives it the form that JSON has. Messages name
    # the operation and the parameter, and quote no value: it may be a secret.
    #
    # @api private
    class Type
      WRONG = Plain::WRONG
      private_constant :WRONG

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
        given = given.transform_keys { |key| Plain.key(key, at || "a keyword", &refuse) }
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

        raise ArgumentError, "#{@operation}: #{at} must be #{Wording.of(expression)}, not #{Wording.kind(value)}"
      end

      private

      def cast(expression, value, at)
        case Expression.read(expression)
        in [:maybe, inner] then value.nil? ? nil : cast(inner, value, at)
        in [:list, inner] then list(inner, Plain.list(value), at)
        in [:map, inner] then map(inner, Plain.hash(value), at)
        in [:either, several] then first(several, value, at)
        in [:object, name] then named(name, Plain.hash(value), at)
        in [:choice, choices] then text(value, at, choices)
        in [:scalar, name] then scalar(name, value, at)
        end
      end

      def scalar(name, value, at)
        case name
        when "string" then text(value, at)
        when "integer" then Plain.integer(value)
        when "number" then Plain.number(value)
        when "time" then time(value)
        when "datetime" then value.is_a?(String) ? legible(value, at) : Plain.datetime(value)
        when "any" then Plain.any(value, at, &refuse)
        when "object" then Plain.hash(value).equal?(WRONG) ? WRONG : Plain.any(value, at, &refuse)
        else fits?(name, value) ? value : WRONG
        end
      end

      def fits?(name, value)
        case name
        when "boolean" then [true, false].include?(value)
        when "file" then value.respond_to?(:read)
        end
      end

      def list(expression, items, at)
        return WRONG if items.equal?(WRONG)

        items.map.with_index { |one, index| value(expression, one, "#{at}[#{index}]") }
      end

      def map(expression, pairs, at)
        return WRONG if pairs.equal?(WRONG)

        pairs.to_h do |key, one|
          name = Plain.key(key, at, &refuse)
          [name, value(expression, one, place(at, name))]
        end
      end

      def named(type, given, at)
        given.equal?(WRONG) ? WRONG : object(API.types.fetch(type), given, at)
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

      # Symbols are how Ruby writes what is known beforehand. Where `true` is a String, the Boolean is meant.
      def text(value, at, choices = [])
        case value
        when String, Symbol then legible(value.to_s, at)
        when true, false then choices.include?(value.to_s) ? value.to_s : WRONG
        else WRONG
        end
      end

      def legible(text, at)
        made = Plain.text(text)
        made.equal?(WRONG) ? refuse.call(at, Plain.text_wanted) : made
      end

      # A number of seconds is no time, though Duration is like an Integer.
      def time(value)
        case value
        when Integer then value
        else
          at = Plain.instant(value)
          at.equal?(WRONG) ? WRONG : (at.to_r * 1000).floor
        end
      end

      # Without what was wrong, nor what led to it: either may quote the value.
      def refuse
        ->(at, wanted) { raise ArgumentError, "#{@operation}: #{at} must be #{wanted}" }
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
                               "#{Wording.of(expression)}"
        end
      end

      def place(at, key) = at ? "#{at}.#{key}" : key.to_s
    end
  end
end
