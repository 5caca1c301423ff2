# frozen_string_literal: true

module Conformance
  # What a session token says about the session: organization, permissions, status, actor, factors.
  module Sessions
    extend Twist

    # Organization claims of version 2.
    def self.organization(features, permissions, masks, more = {})
      o = { "id" => "org_1", "slg" => "acme", "rol" => "admin", "per" => permissions, "fpm" => masks }.merge(more)
      claims({ "v" => 2, "o" => o.compact, "fea" => features, "pla" => "o:pro,u:free" }.compact)
    end

    # Organization claims of version 1.
    def self.old(changes = {})
      lambda do |draft, _|
        draft.claims.delete("v")
        draft.claims.merge!({ "org_id" => "org_1", "org_slug" => "acme", "org_role" => "org:admin",
                              "org_permissions" => ["org:invoices:read"] }.merge(changes).compact)
      end
    end

    # By name.
    TWISTS = {
      "org" => organization("o:invoices,o:teams", "read,write", "3,1"),
      "org_plain" => organization(nil, nil, nil),
      "org_other" => organization("o:invoices", "read", "1", "id" => "org_2", "slg" => "other"),
      "org_user_first" => organization("u:dashboard,o:invoices", "read,write", "0,3"),
      "org_user_between" => organization("o:invoices,u:dashboard,o:teams", "read,write", "1,0,2"),
      "org_both" => organization("ou:invoices,uo:teams", "read,write", "2,1"),
      "org_bits_beyond" => organization("o:invoices", "read", "255"),
      "org_mask_huge" => organization("o:invoices", (0..69).map { |n| "p#{n}" }.join(","), (2**69).to_s),
      "org_masks_odd" => organization("o:invoices,o:teams,o:x", "read,write", "a, 2"),
      "org_spaces" => organization("o:invoices, o:teams", "read, write", "1, 2"),
      "org_masks_more" => organization("o:invoices", "read", "1,1,1"),
      "org_feature_odd" => organization("invoices,o:a:b,:c,o:,x:y", "read", "1,1,1,1,1"),
      "org_no_role" => organization("o:invoices", "read", "1", "rol" => nil),
      "org_no_slug" => organization("o:invoices", "read", "1", "slg" => nil),
      "org_no_id" => organization("o:invoices", "read", "1", "id" => nil),
      "org_id_number" => organization("o:invoices", "read", "1", "id" => 7),
      "org_empty" => claims("o" => {}),
      "org_null" => claims("o" => nil),
      "org_text" => claims("o" => "org_1"),
      "org_mixed" => claims("v" => 2, "o" => { "id" => "org_1" }, "org_id" => "org_2"),
      "org_v_text" => claims("v" => "2", "o" => { "id" => "org_1" }, "org_id" => "org_2"),
      "org_v_float" => claims("v" => 2.0, "o" => { "id" => "org_1" }),
      "org_v_3" => claims("v" => 3, "o" => { "id" => "org_1" }),
      "org_old" => old,
      "org_old_null" => old("org_permissions" => nil, "org_slug" => nil),
      "org_old_odd" => old("org_permissions" => "org:invoices:read", "org_role" => 7),
      "org_old_mixed" => old("org_permissions" => ["org:a:b", 7]),
      "pending" => claims("sts" => "pending"),
      "active" => claims("sts" => "active"),
      **each("sts", "unknown" => "sleeping", "number" => 7, "null" => nil),
      **each("act", "user" => { "sub" => "user_9" }, "empty" => {}, "text" => "user_9", "null" => nil),
      **each("fva", "fresh" => [1, -1], "both" => [3, 5], "old" => [5000, 5000], "none" => [-1, -1], "short" => [1],
                    "text" => "1,2", "null" => nil, "texts" => %w[1 2], "float" => [1.5, 2], "long" => [1, 2, 3],
                    "negative" => [-2, 3], "zero" => [0, 0]),
      "features" => claims("fea" => "u:dashboard,o:invoices,ou:both", "pla" => "u:free,o:pro"),
      "features_odd" => claims("fea" => 7, "pla" => ["u:free"]),
      "features_bare" => claims("fea" => "dashboard", "pla" => "free")
    }.freeze
  end
end
