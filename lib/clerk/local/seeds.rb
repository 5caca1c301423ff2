# frozen_string_literal: true

module Clerk
  class Local
    # Who is there when nobody says otherwise.
    module Seeds
      # Arguments of {People#create_user}.
      USERS = [
        { username: "ada", first_name: "Ada", last_name: "Lovelace", email_address: "ada@example.com",
          plan: "free_user", features: %w[dashboard], public_metadata: { "theme" => "dark" } },
        { username: "grace", first_name: "Grace", last_name: "Hopper", email_address: "grace@example.com",
          plan: "free_user", features: %w[dashboard] },
        { username: "alan", first_name: "Alan", last_name: "Turing", email_address: "alan@example.com" }
      ].freeze

      # Arguments of {People#create_organization}; members by user name. Alan belongs to none.
      ORGANIZATIONS = [
        { name: "Analytical Engines", slug: "analytical-engines", plan: "pro",
          features: %w[engines punch_cards], members: {
            "ada" => { role: "org:admin",
                       permissions: %w[org:sys_memberships:manage org:engines:manage org:engines:read
                                       org:punch_cards:read] },
            "grace" => { role: "org:member", permissions: %w[org:sys_memberships:read org:engines:read] }
          } }
      ].freeze
    end
  end
end
