# frozen_string_literal: true

module Clerk
  module API
    # Gives Ruby's values the form that JSON has. Each returns {WRONG} for what has none.
    #
    # What a value is, is asked by `===` where ActiveSupport::Duration says that it is a number.
    #
    # @api private
    module Plain
      WRONG = Object.new.freeze
      # JSON ends at 100; the request is around it.
      DEPTH = 90
      TEXT = "text that is UTF-8 or can be made so"
      private_constant :DEPTH, :TEXT

      class << self
        # @param value [String]
        # @return [String] in UTF-8. Bytes of no known encoding are no text.
        def text(value)
          return WRONG unless value.valid_encoding?

          value.encoding == Encoding::UTF_8 ? value : value.encode(Encoding::UTF_8)
        rescue EncodingError
          WRONG
        end

        # @param value [Object]
        # @return [Integer] of any number that is whole: of `1.hour`, too
        def integer(value)
          case made = number(value)
          when Integer then made
          when Float then made.to_i == made ? made.to_i : WRONG
          else WRONG
          end
        end

        # @param value [Object]
        # @return [Integer, Float] JSON knows no others, and no Infinity
        def number(value)
          case value
          when Integer then return value
          when Float then return finite(value)
          end
          return WRONG unless value.is_a?(Numeric) && value.real?

          exact = value.to_r
          exact.denominator == 1 ? exact.numerator : finite(exact.to_f)
        rescue FloatDomainError
          WRONG
        end

        # @param value [Object]
        # @return [Hash] Rails' parameters are one when they are permitted
        def hash(value)
          return value if value.is_a?(Hash)

          value.respond_to?(:permitted?) && value.permitted? ? value.to_h : WRONG
        end

        # @param value [Object]
        # @return [Array] of a Set, too, which may not be loaded
        def list(value)
          Array.try_convert(value) || (value.respond_to?(:superset?) ? value.to_a : WRONG)
        end

        # @param value [Object]
        # @return [Time] of what has a time, as ActiveSupport and Date do
        def instant(value)
          return value if value.is_a?(Time)

          !value.is_a?(String) && value.respond_to?(:to_time) ? value.to_time : WRONG
        end

        # @param value [Object]
        # @return [String] a time as RFC 3339 has it
        def datetime(value)
          at = instant(value)
          at.equal?(WRONG) ? WRONG : at.getutc.strftime("%FT%T.%LZ")
        end

        # Whatever is free to have any form, as metadata is.
        #
        # @param value [Object]
        # @param at [String] where it is
        # @yieldparam at [String] where something is that cannot be JSON: the block raises
        # @yieldparam wanted [String] what can
        # @return [Object]
        def any(value, at, depth = DEPTH, &refuse)
          return refuse.call(at, "less deeply nested") if depth.zero?

          inner = composite(value, at, depth - 1, &refuse)
          return inner unless inner.equal?(WRONG)

          made = scalar(value)
          return made unless made.equal?(WRONG)

          refuse.call(at, value.is_a?(String) ? TEXT : "something that JSON has")
        end

        # @param key [Object] of a Hash
        # @return [String]
        def key(key, at, &refuse)
          made = text(key.to_s)
          made.equal?(WRONG) ? refuse.call(at, "without keys that are not #{TEXT}") : made
        end

        # @return [String] what a text must be, in a person's words
        def text_wanted = TEXT

        private

        def finite(value) = value.finite? ? value : WRONG

        def composite(value, at, depth, &refuse)
          pairs = hash(value)
          unless pairs.equal?(WRONG)
            return pairs.to_h do |key, one|
              name = key(key, at, &refuse)
              [name, any(one, "#{at}.#{name}", depth, &refuse)]
            end
          end
          items = list(value)
          return WRONG if items.equal?(WRONG)

          items.map.with_index { |one, index| any(one, "#{at}[#{index}]", depth, &refuse) }
        end

        def scalar(value)
          case value
          when nil, true, false then value
          when String then text(value)
          when Symbol then text(value.name)
          else
            made = number(value)
            return made unless made.equal?(WRONG)

            # A day has no hours.
            value.respond_to?(:iso8601) && !value.respond_to?(:hour) ? value.iso8601 : datetime(value)
          end
        end
      end
    end
  end
end
