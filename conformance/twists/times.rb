# frozen_string_literal: true

module Conformance
  # When a token is good: around each edge of the default clock skew, and values of wrong types.
  module Times
    extend Twist

    # By name.
    TWISTS = {
      "expired" => claims("exp" => NOW - 60, "iat" => NOW - 120, "nbf" => NOW - 130),
      "expired_long_ago" => claims("exp" => NOW - 200_000, "iat" => NOW - 200_060, "nbf" => NOW - 200_070),
      "exp_missing" => without("exp"),
      "nbf_missing" => without("nbf"),
      "iat_missing" => without("iat"),
      **each("exp", "now" => NOW, "in_skew" => NOW - 4, "at_skew" => NOW - 5, "fraction" => NOW - 4.5,
                    "hair" => NOW - 4.9996, "text" => (NOW + 50).to_s, "null" => nil, "huge" => 1e300,
                    "far" => 8_640_000_000_001, "negative" => -1, "zero" => 0, "true" => true, "list" => [NOW + 50],
                    "minute" => NOW - 60, "at_minute" => NOW - 10),
      **each("nbf", "future" => NOW + 60, "at_skew" => NOW + 5, "over_skew" => NOW + 6, "fraction" => NOW + 5.5,
                    "text" => NOW.to_s, "null" => nil,
                    "huge" => 1e300, "day" => NOW + 80_000, "days" => NOW + 90_000),
      **each("iat", "future" => NOW + 60, "at_skew" => NOW + 5, "over_skew" => NOW + 6, "fraction" => NOW - 9.5,
                    "text" => (NOW - 10).to_s, "null" => nil, "old" => NOW - 5000, "zero" => 0, "negative" => -5,
                    "huge" => 1e300, "now" => NOW, "false" => false, "list" => [NOW - 5000])
    }.freeze
  end
end
