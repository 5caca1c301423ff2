# frozen_string_literal: true

module Clerk
  module API
    # Checks what is sent against the type expressions of the tables, and gives it the form that JSON has:
    #
    #   string integer number boolean object any time file    scalars; an object of any keys; a time in milliseconds
    #   string(active|revoked)                                the values that are known; others may come to be
    #   Name                                                  one of types.json; a key that ends in ! is required
    #   Name[]  map<integer>  string?  <Token|Cookies>        a list, a Hash with such values, or nil, one of several
    #
    # Messages name the operation and the parameter, and quote no value: it may be a secret.
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
        return value.nil? ? nil : cast(expression.chop, value, at) if expression.end_with?("?")
        return list(expression.delete_suffix("[]"), value, at) if expression.end_with?("[]")

        case expression[0]
        when "<" then one_of(expression[1..-2].split("|"), value, at)
        when /[A-Z]/ then value.is_a?(Hash) ? object(API.types.fetch(expression), value, at) : WRONG
        else simple(expression, value, at)
        end
      end

      def simple(expression, value, at)
        case expression
        when "any" then value
        when "object" then value.is_a?(Hash) ? value : WRONG
        when "boolean" then [true, false].include?(value) ? value : WRONG
        when "integer" then value.is_a?(Integer) ? value : WRONG
        when "number" then value.is_a?(Numeric) && value.real? ? value : WRONG
        when "time" then time(value)
        when "file" then value.respond_to?(:read) ? value : WRONG
        when /\Amap</ then value.is_a?(Hash) ? map(expression[4..-2], value, at) : WRONG
        else string(expression, value, at)
        end
      end

      def list(expression, value, at)
        return WRONG unless value.is_a?(Array)

        value.map.with_index { |one, index| value(expression, one, "#{at}[#{index}]") }
      end

      def map(expression, value, at)
        value.to_h { |key, one| [key.to_s, value(expression, one, place(at, key))] }
      end

      def one_of(expressions, value, at)
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
      def string(expression, value, at)
        case value
        when String then value
        when Symbol then value.name
        when true, false then expression.match?(/[(|]#{value}[|)]/) ? value.to_s : WRONG
        else at.end_with?("_at") && instant(value) ? instant(value).utc.strftime("%FT%T.%LZ") : WRONG
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
        case expression
        when /\?\z/ then "#{words($`)} or nil"
        when /\[\]\z/ then "an Array (each #{words($`)})"
        when /\Astring\((.*)\)\z/ then $1.split("|").map(&:inspect).join(" or ")
        when /\A<(.*)>\z/ then $1.split("|").map { |one| words(one) }.uniq.join(" or ")
        else WORDS.fetch(expression, "a Hash")
        end
      end
    end
  end
end
