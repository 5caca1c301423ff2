# frozen_string_literal: true

require_relative "visit"

module Conformance
  # One case: what is not neutral about it, by dimension. Everything else follows from that.
  class Case
    # How the reference names the options that are passed on as they are.
    OPTIONS = {
      proxy_url: "proxyUrl", domain: "domain", is_satellite: "isSatellite", satellite_auto_sync: "satelliteAutoSync",
      sign_in_url: "signInUrl", authorized_parties: "authorizedParties", audience: "audience", issuer: "issuer",
      accepts_token: "acceptsToken", machine_secret_key: "machineSecretKey"
    }.freeze
    # What the authorization check is asked of a session that is signed in, as both sides want it.
    QUESTIONS = [{ role: "org:admin" }, { permission: "org:invoices:read" }, { feature: "dashboard" },
                 { feature: "org:invoices" }, { plan: "pro" }, { plan: "user:free" }, { reverification: "strict" },
                 { reverification: "strict_mfa" }, { reverification: "lax" }].freeze
    private_constant :OPTIONS

    # @return [Hash{Symbol => Object}] values by the names of the dimensions
    attr_reader :choices

    # @param choices [Hash{Symbol => Object}] may leave out what is neutral
    def initialize(choices)
      @choices = choices.reject { |name, value| Grammar.defaults.fetch(name) == value }.freeze
    end

    # @param name [Symbol] a dimension
    # @return [Object] its value
    def [](name) = @choices.fetch(name) { Grammar.defaults.fetch(name) }

    # @param changes [Hash{Symbol => Object}]
    # @return [Case]
    def with(changes) = self.class.new(@choices.merge(changes))

    # @return [Boolean] whether the gem accepts the configuration; others are no cases
    def valid?
      return true unless self[:is_satellite]

      (self[:domain] || self[:proxy_url]) && (self[:instance] == "production" || self[:sign_in_url]) ? true : false
    end

    # @return [Instance]
    def instance = INSTANCES.fetch(self[:instance])

    # @return [Visit] the request
    def visit = @visit ||= Visit.new(self)

    # @return [Integer] milliseconds since the Unix epoch
    def now = (NOW * 1000) + self[:milliseconds]

    # @param api_url [String]
    # @return [Hash{Symbol => Object}] the options of the middleware
    def options(api_url)
      given = (OPTIONS.keys + %i[missing_azp clock_skew organization_patterns personal_account_patterns
                                 treat_pending_as_signed_out]).to_h { |name| [name, self[name]] }.compact
      given.merge(keys(api_url), { jwt_key: }).compact
    end

    # @param api_url [String]
    # @return [Hash] the same case for the reference
    def for_reference(api_url)
      keys = keys(api_url)
      given = OPTIONS.to_h { |name, theirs| [theirs, self[name]] }.compact
      options = given.merge("publishableKey" => keys[:publishable_key], "secretKey" => keys[:secret_key],
                            "apiUrl" => keys[:api_url], "jwtKey" => jwt_key,
                            "clockSkewInMs" => self[:clock_skew] && (self[:clock_skew] * 1000),
                            "organizationSyncOptions" => organization_sync).compact
      { url: visit.url, method: Visit.latin(self[:method]), headers: visit.headers.transform_values do |value|
                                                                       Visit.latin(value)
                                                                     end,
        now:, options:, questions: QUESTIONS,
        treatPendingAsSignedOut: self[:treat_pending_as_signed_out] != false }
    end

    # @return [String, nil] the PEM of the option `jwt_key`
    def jwt_key = self[:jwt_key] && KEYS.fetch(self[:jwt_key]).public_to_pem

    # @return [Array<String>] all that is odd about its tokens, and their kinds
    def oddities
      @oddities ||= @choices.values_at(:session, :session_suffixed, :authorization, :handshake, :nonce, :refresh,
                                       :query_handshake, :query_nonce)
                            .flat_map { |value| value.is_a?(Hash) ? value.values : value }
                            .flatten.compact.flat_map { |name| name.b.split("~") }
    end

    private

    def keys(api_url)
      url = self[:jwks] == "unreachable" ? "http://127.0.0.1:9" : api_url
      { publishable_key: instance.publishable_key, secret_key: instance.secret_key(self[:jwks]), api_url: url }
    end

    def organization_sync
      { "organizationPatterns" => self[:organization_patterns],
        "personalAccountPatterns" => self[:personal_account_patterns] }.compact
    end
  end
end
