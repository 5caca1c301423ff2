# frozen_string_literal: true

module Clerk
  module API
    # The type expressions of the tables:
    #
    #   string integer number boolean object any file         scalars; an object of any keys
    #   time  datetime                                        milliseconds since the epoch; a text as RFC 3339 has it
    #   string(active|revoked)                                the values that are known; others may come to be
    #   Name                                                  one of types.json; a key that ends in ! is required there
    #   Name[]  map<integer>  string?  <Token|Cookies>        a list, a Hash with such values, or nil, one of several
    #
    # @api private
    module Expression
      # @param text [String]
      # @return [Array(Symbol, Object)] the kind, and what it is a kind of: `[:list, "User"]`
      def self.read(text)
        return [:maybe, text.delete_suffix("?")] if text.end_with?("?")
        return [:list, text.delete_suffix("[]")] if text.end_with?("[]")

        case text
        when /\A<(.+)>\z/ then [:either, Regexp.last_match(1).split("|")]
        when /\Amap<(.+)>\z/ then [:map, Regexp.last_match(1)]
        when /\Astring\((.*)\)\z/ then [:choice, Regexp.last_match(1).split("|", -1)]
        when /\A[A-Z]/ then [:object, text]
        else [:scalar, text]
        end
      end
    end
  end
end
