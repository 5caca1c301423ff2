# frozen_string_literal: true

module Conformance
  # The key set that the Backend API hands out.
  module Jwks
    # What the key set may be, besides {Backend::FAILURES}: `ok` holds the instance's key under each of {KIDS}.
    NAMES = %w[ok stranger without_use encryption none oct mixed].freeze

    # @param name [String]
    # @return [Hash]
    def self.named(name)
      own = KIDS.map { |kid, alg| jwk("instance", kid, alg) }
      keys = { "stranger" => [jwk("other", "ins_8", "RS256")], "none" => [],
               "without_use" => own.map { |key| key.except("use") },
               "encryption" => own.map { |key| key.merge("use" => "enc") },
               "oct" => [{ "kty" => "oct", "kid" => "ins_1", "k" => "AAAA", "alg" => "HS256" }],
               "mixed" => [{ "kty" => "EC", "kid" => "ins_ec" }, nil, 7, *own].compact }
      { "keys" => keys.fetch(name, own) }
    end

    # @api private
    def self.jwk(key, kid, alg)
      rsa = KEYS.fetch(key)
      n, e = [rsa.n, rsa.e].map { |number| Base64.urlsafe_encode64(number.to_s(2), padding: false) }
      { "use" => "sig", "kty" => "RSA", "kid" => kid, "alg" => alg, "n" => n, "e" => e }.compact
    end
  end
end
