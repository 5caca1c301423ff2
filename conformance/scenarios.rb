# frozen_string_literal: true

module Conformance
  # Where a case starts from: a situation that an application meets, so that each rule is reached often.
  module Scenarios
    NOBODY = { session: nil, client_uat: nil }.freeze
    DEV = { instance: "development" }.freeze
    SUFFIXED = { session_suffixed: ["session"], client_uat_suffixed: (NOW - 1000).to_s }.freeze
    private_constant :NOBODY, :DEV, :SUFFIXED

    WEIGHTED = {
      signed_in: [6, ->(_) { {} }],
      changed: [4, ->(random) { { client_uat: Grammar.pick(:client_uat, random), **[{}, DEV].sample(random:) } }],
      signed_in_development: [8, ->(_) { DEV }],
      both_forms: [8, ->(random) { { **SUFFIXED, **[{}, DEV].sample(random:) } }],
      other_form: [4, lambda { |random|
                        { **SUFFIXED, session: [%w[session foreign], nil].sample(random:), client_uat: nil }
                      }],
      downgraded: [3, lambda { |random|
        { **DEV, client_uat: "0", client_uat_suffixed: (NOW - 1000).to_s, session: [["session"], nil].sample(random:),
                 session_suffixed: ["session", %w[exp_now exp_in_skew expired org].sample(random:)],
                 dev_browser_suffixed: "dvb_s" }
      }],
      anonymous: [6, ->(random) { { **NOBODY, **[{}, DEV].sample(random:) } }],
      odd_session: [10, ->(random) { { session: TokenNames.session(random), **[{}, DEV].sample(random:) } }],
      bearer: [14, ->(random) { { **NOBODY, authorization: Messages.authorization(random) } }],
      machine: [14, lambda { |random|
        token = [TokenNames.opaque(random), TokenNames.machine(random)].sample(random:)
        kinds = ["any", "m2m_token", "oauth_token", "api_key", %w[session_token oauth_token m2m_token api_key]]
        { **NOBODY, authorization: { form: "Bearer %s", token: }, accepts_token: kinds.sample(random:) }
      }],
      refresh: [8, lambda { |random|
        { session: %w[session expired], refresh: Locations.nonce(random), **[{}, DEV, SUFFIXED].sample(random:) }
      }],
      nonce: [8, lambda { |random|
        { **[{ query_nonce: Locations.nonce(random) }, { nonce: Locations.nonce(random) }].sample(random:),
          **[NOBODY, {}, DEV, { **DEV, **NOBODY }].sample(random:) }
      }],
      handshake: [8, lambda { |random|
        value = Locations.handshake(random)
        { **[{ query_handshake: value }, { handshake: value }].sample(random:), **[NOBODY, {}, DEV].sample(random:) }
      }],
      satellite: [8, lambda { |random|
        { is_satellite: true, domain: "satellite.example.org", host: "satellite.example.org",
          sign_in_url: "https://accounts.example.com/sign-in", synced: [nil, "true", "false"].sample(random:),
          **[NOBODY, {}, { **NOBODY, satellite_auto_sync: true }].sample(random:), **[{}, DEV].sample(random:) }
      }],
      primary: [4, lambda { |random|
        { **DEV, clerk_redirect_url: "https://satellite.example.org/a", **[NOBODY, {}].sample(random:) }
      }],
      referred: [6, lambda { |random|
        { referer: Grammar.pick(:referer, random), **[{}, DEV].sample(random:) }
      }],
      organization: [8, lambda { |random|
        { organization_patterns: Grammar.pick(:organization_patterns, random), path: Grammar.pick(:path, random),
          personal_account_patterns: [nil, ["/me"]].sample(random:),
          session: ["session", %w[org org_old org_other sub_number].sample(random:)], **[{}, DEV].sample(random:) }
      }],
      organization_named: [4, lambda { |random|
        { organization_patterns: ["/orgs/:slug/:id"], session: ["session", "org", *["pending"].sample(random.rand(2))],
          path: "/orgs/#{%w[acme other].sample(random:)}/#{%w[org_1 org_2].sample(random:)}" }
      }]
    }.freeze
    private_constant :WEIGHTED

    DRAWN = WEIGHTED.values.flat_map { |weight, make| [make] * weight }.freeze
    private_constant :DRAWN

    # @param random [Random]
    # @return [Hash{Symbol => Object}] values by dimension
    def self.pick(random) = DRAWN.sample(random:).call(random).dup
  end
end
