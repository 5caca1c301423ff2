# frozen_string_literal: true

module Conformance
  # What the Backend API says about an opaque machine token, by the token's own text (`ak_user`, `mt_revoked` …).
  module MachineAnswers
    # The tokens that are good.
    GOOD = %w[ok user org bare aud_match aud_other aud_text aud_none claims scopes_none].freeze
    # The tokens that are not, though the answer's status says nothing of it.
    DEAD = %w[revoked expired inactive revoked_text expired_text].freeze
    # Answers that no API should give.
    ODD = %w[subject_missing subject_number id_missing scopes_text].freeze

    CHANGES = {
      "org" => { "subject" => "org_1" }, "bare" => { "claims" => nil, "scopes" => [] },
      "user" => { "subject" => "user_1" }, "aud_match" => { "aud" => ["api"] },
      "aud_other" => { "aud" => ["elsewhere"] }, "aud_text" => { "aud" => "api" },
      "aud_none" => { "aud" => [] }, "claims" => { "claims" => { "a" => { "b" => [1] } } },
      "scopes_none" => { "scopes" => nil },
      "revoked" => { "revoked" => true }, "expired" => { "expired" => true }, "inactive" => { "active" => false },
      "revoked_text" => { "revoked" => "yes" }, "expired_text" => { "expired" => 1 },
      "subject_missing" => { "subject" => nil }, "subject_number" => { "subject" => 7 },
      "id_missing" => { "id" => nil },
      "scopes_text" => { "scopes" => "a b" }
    }.freeze
    COMMON = { "scopes" => %w[read write], "revoked" => false, "expired" => false, "expiration" => nil,
               "created_at" => 1, "updated_at" => 1 }.freeze
    OBJECTS = {
      "ak" => lambda { |seen|
        { "object" => "api_key", "subject" => "user_1", "name" => "Name #{seen}", "claims" => { "seen" => seen } }
      },
      "mt" => lambda { |seen|
        { "object" => "machine_to_machine_token", "subject" => "mch_1", "claims" => { "seen" => seen } }
      },
      "oat" => lambda { |seen|
        { "object" => "clerk_idp_oauth_access_token", "type" => "oauth:access_token", "subject" => "user_1",
          "client_id" => "client_#{seen}" }
      }
    }.freeze
    private_constant :CHANGES, :COMMON, :OBJECTS

    # @param prefix [String] `ak`, `mt` or `oat`
    # @param name [String] the rest of the token
    # @param seen [String] a digest of the question, to be found in the answer
    # @return [Hash]
    def self.named(prefix, name, seen)
      COMMON.merge("id" => "#{prefix}_id_1", **OBJECTS.fetch(prefix).call(seen), **CHANGES.fetch(name, {})).compact
    end
  end
end
