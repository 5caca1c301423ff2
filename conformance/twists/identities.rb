# frozen_string_literal: true

module Conformance
  # Who a token is for and from: subject, session, parties, audience, issuer.
  module Identities
    extend Twist

    # @param change [Proc] from the instance's issuer to the `iss`
    def self.issuer(&change) = ->(draft, instance) { draft.claims["iss"] = change.call(instance.issuer) }

    # By name.
    TWISTS = {
      "sub_missing" => without("sub"),
      "sid_missing" => without("sid"),
      "azp_missing" => without("azp"),
      "iss_missing" => without("iss"),
      **each("sub", "number" => 7, "null" => nil, "empty" => "", "machine" => "mch_1", "list" => ["user_1"]),
      **each("sid", "number" => 7, "null" => nil, "empty" => "", "odd" => "../sess/é?#", "list" => ["sess_1"]),
      **each("azp", "other" => "https://other.example.com", "null" => nil, "empty" => "", "number" => 7,
                    "list" => ["https://#{HOST}"], "slash" => "https://#{HOST}/"),
      **each("aud", "match" => "api", "other" => "elsewhere", "list" => %w[elsewhere api], "others" => %w[elsewhere no],
                    "empty" => "", "none" => [], "number" => 7, "zero" => 0, "numbers" => [7], "mixed" => ["api", 7],
                    "null" => nil, "object" => { "api" => true }, "blanks" => ["", "api"], "blank" => [""],
                    "false" => false, "nested" => [["api"]], "nulls" => [nil]),
      **each("iss", "empty" => "", "null" => nil, "number" => 7, "other" => "https://clerk.other.example",
                    "proxy" => "https://www.example.com/__clerk",
                    "satellite" => "https://clerk.satellite.example.org",
                    "list" => ["https://clerk.example.com"], "false" => false),
      "iss_http" => issuer { |iss| iss.sub("https:", "http:") },
      "iss_bare" => issuer { |iss| iss.delete_prefix("https://") },
      "iss_slash" => issuer { |iss| "#{iss}/" },
      "iss_capitals" => issuer(&:upcase),
      "iss_doubled" => issuer { |iss| "https://#{iss}" },
      "iss_inside" => issuer { |iss| iss.sub("clerk", "cleHTTPS://rk") },
      "iss_telescope" => issuer { |iss| iss.sub("https://", "httphttps://s://") },
      "foreign" => lambda do |draft, _|
        draft.claims["iss"] = "https://clerk.other.example"
        draft.header["kid"] = "ins_foreign"
        draft.key = "other"
      end
    }.freeze
  end
end
