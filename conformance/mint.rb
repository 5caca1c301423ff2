# frozen_string_literal: true

require_relative "draft"
require_relative "twists"

module Conformance
  # Writes tokens by name: a kind, then what is odd about it. The same names give the same bytes.
  #
  # @example
  #   Mint.new(INSTANCES["production"]).token(["session", "expired", "azp_missing"])
  class Mint
    # The header `cat` of the kinds that have one.
    CATEGORIES = { "session" => "cl_B7d4PD111AAA", "handshake" => "cl_B7d4PD111AAA",
                   "template" => "cl_B7d4PD222AAA", "m2m" => "cl_B7d4PD333AAA" }.freeze

    # @param instance [Instance]
    def initialize(instance)
      @instance = instance
      @texts = {}
    end

    # @param names [Array<String>] a kind and names of {TWISTS}
    # @param directives [Array, nil] what a handshake token carries
    # @return [String] the token
    def token(names, directives = nil)
      @texts[[names, directives]] ||= begin
        kind, *twists = names
        draft = Draft.new(header(kind), claims(kind, directives), :header, :claims, "instance", "SHA256", [])
        twists.each { |twist| TWISTS.fetch(twist).call(draft, @instance) }
        draft.text
      end
    end

    private

    def header(kind)
      typ = kind == "oauth" ? "at+jwt" : "JWT"
      { "alg" => "RS256", "cat" => CATEGORIES[kind], "kid" => "ins_1", "typ" => typ }.compact
    end

    def claims(kind, directives)
      case kind
      when "handshake" then { "handshake" => directives }
      when "m2m" then common.merge("sub" => "mch_1", "jti" => "mt_jti_1")
      when "oauth" then common.merge("sub" => "user_1", "jti" => "oat_jti_1", "client_id" => "client_1")
      when "template" then common.merge("sub" => "user_1", "azp" => "https://#{HOST}", "jti" => "tmpl_1")
      else common.merge("sub" => "user_1", "azp" => "https://#{HOST}", "sid" => "sess_1", "v" => 2)
      end
    end

    def common
      { "iss" => @instance.issuer, "exp" => NOW + 50, "iat" => NOW - 10, "nbf" => NOW - 20 }
    end
  end
end
