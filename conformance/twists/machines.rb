# frozen_string_literal: true

module Conformance
  # What a machine token says.
  module Machines
    extend Twist

    # By name.
    TWISTS = {
      "jti_missing" => without("jti"),
      "client_missing" => without("client_id"),
      **each("scopes", "words" => "a:read b:write", "one" => "a:read", "empty" => "", "list" => ["a:read"],
                       "null" => nil, "spaces" => "a  b "),
      **each("scope", "words" => "openid profile", "empty" => "", "null" => nil, "number" => 7),
      **each("scp", "list" => %w[openid email], "empty" => [], "null" => nil, "text" => "openid", "mixed" => ["a", 7]),
      **each("jti", "number" => 7, "empty" => "", "null" => nil),
      **each("client_id", "number" => 7, "null" => nil),
      "custom" => claims("role" => "worker", "n" => 1)
    }.freeze
  end
end
