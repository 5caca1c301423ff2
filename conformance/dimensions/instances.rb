# frozen_string_literal: true

module Conformance
  # How the application is configured.
  module Instances
    ORIGIN = "https://#{HOST}".freeze
    OWN_ISSUERS = INSTANCES.values.map(&:issuer).freeze
    PATTERNS = ["/orgs/:slug", "/orgs/:slug/(.*)", "/orgs/:id(org_\\w+)/(.*)?", "/o/:id", "/orgs/:id", "/:slug/team",
                "/orgs/:slug/:id", "/orgs/:other", "/team{-:slug}?", "/orgs/:slug*", "/a.:slug", "/:id?"].freeze
    private_constant :ORIGIN, :OWN_ISSUERS, :PATTERNS

    # A list of one or two patterns.
    def self.patterns(values) = ->(random) { values.sample([1, 1, 2].sample(random:), random:) }

    ALL = [
      Dimension.new(:instance, "production", { "production" => 1, "development" => 1 }),
      Dimension.new(:proxy_url, nil, ["https://www.example.com/__clerk", "/__clerk", "/__clerk/", "/",
                                      "https://proxy.example.net/clerk/", "http://localhost:9000",
                                      "https://PROXY.example.net", "https://proxy.example.net:443/a%20b"]),
      Dimension.new(:domain, nil,
                    ["satellite.example.org", "satellite.example.org:8443", "clerk.satellite.example.org"]),
      Dimension.new(:is_satellite, nil, [true, true, false]),
      Dimension.new(:satellite_auto_sync, nil, [true, false]),
      Dimension.new(:sign_in_url, nil, ["https://accounts.example.com/sign-in",
                                        "https://primary.example.com/in?a=b%20c",
                                        "https://accounts.example.com", "http://localhost:3000/sign-in#top"]),
      Dimension.new(:authorized_parties, nil, [[ORIGIN], ["https://other.example.com", ORIGIN],
                                               ["https://else.example.com"], []]),
      Dimension.new(:missing_azp, nil, %w[reject allow]),
      Dimension.new(:audience, nil, ["api", %w[web api], "other", []]),
      Dimension.new(:issuer, nil, [*OWN_ISSUERS, OWN_ISSUERS, "https://clerk.else.example", []]),
      Dimension.new(:clock_skew, nil, [0, 0, 60, 0.5, 10, 3600]),
      Dimension.new(:jwt_key, nil, { "instance" => 5, "other" => 1 }),
      Dimension.new(:jwks, "ok", [*Jwks::NAMES, *Backend::FAILURES.keys, "unreachable"]),
      Dimension.new(:organization_patterns, nil, patterns(PATTERNS)),
      Dimension.new(:personal_account_patterns, nil, patterns(["/me", "/me/(.*)", "/me/:rest*", "/", "/orgs/:any"])),
      Dimension.new(:accepts_token, nil, ["session_token", "any", "any", "api_key", "m2m_token", "oauth_token",
                                          %w[session_token api_key], %w[m2m_token oauth_token], ["session_token"],
                                          %w[api_key m2m_token oauth_token session_token], %w[oauth_token]]),
      Dimension.new(:machine_secret_key, nil, ["ak_machine"]),
      Dimension.new(:treat_pending_as_signed_out, nil, [true, false])
    ].freeze
    private_constant :ALL

    # @return [Array<Dimension>]
    def self.all = ALL
  end
end
