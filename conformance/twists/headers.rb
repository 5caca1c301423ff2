# frozen_string_literal: true

module Conformance
  # The protected header: class, type, algorithm, key.
  module Headers
    extend Twist

    # The algorithms that do sign, with their digests.
    def self.signed(alg, digest, kid = nil)
      lambda do |draft, _|
        draft.header.merge!({ "alg" => alg, "kid" => kid }.compact)
        draft.digest = digest
      end
    end

    # One twist for each value of a header field.
    def self.fields(name, values) = values.to_h { |label, value| ["#{name}_#{label}", header(name => value)] }

    # By name.
    TWISTS = {
      **fields("cat", "session" => "cl_B7d4PD111AAA", "template" => "cl_B7d4PD222AAA", "m2m" => "cl_B7d4PD333AAA",
                      "ignore" => "cl_I7d4PD111III", "unknown" => "cl_B7d4PD444AAA", "empty" => "", "null" => nil,
                      "number" => 7, "list" => ["cl_B7d4PD111AAA"], "object" => {}),
      "cat_missing" => headless("cat"),
      **fields("typ", "null" => nil, "at" => "at+jwt", "application" => "application/at+jwt", "small" => "jwt",
                      "jws" => "JWS", "number" => 7, "empty" => "", "list" => ["JWT"]),
      "typ_missing" => headless("typ"),
      **fields("kid", "unknown" => "ins_9", "null" => nil, "number" => 7, "empty" => "", "any" => "ins_any",
                      "for_384" => "ins_384", "list" => ["ins_1"], "constructor" => "constructor",
                      "proto" => "__proto__"),
      "kid_missing" => headless("kid"),
      **fields("alg", "none" => "none", "ps" => "PS256", "es" => "ES256", "small" => "rs256", "empty" => "",
                      "null" => nil, "number" => 7, "mislabelled" => "RS384", "list" => ["RS256"]),
      "alg_missing" => headless("alg"),
      "alg_none_unsigned" => signed("none", nil),
      "alg_hmac" => signed("HS256", "HMAC"),
      "alg_384" => signed("RS384", "SHA384"),
      "alg_512" => signed("RS512", "SHA512"),
      "alg_384_any" => signed("RS384", "SHA384", "ins_any"),
      "alg_512_any" => signed("RS512", "SHA512", "ins_any"),
      "alg_384_own" => signed("RS384", "SHA384", "ins_384"),
      "alg_256_not_own" => signed("RS256", "SHA256", "ins_384"),
      "crit" => header("crit" => ["exp"], "b64" => false),
      "jwk" => header("jwk" => { "kty" => "oct", "k" => "AA" }, "jku" => "https://evil.example/jwks")
    }.freeze
  end
end
