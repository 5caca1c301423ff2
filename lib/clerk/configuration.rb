# frozen_string_literal: true

require "clerk/configuration/compatibility"

module Clerk
  # What an application may configure. Every option can also be set by the environment variable `CLERK_` and its name
  # in capitals, except the objects (`logger`, `cache_store`, `http`, `clock`).
  #
  # Wrong values raise {ConfigurationError} when the configuration is completed, that is, at boot.
  class Configuration
    include Compatibility
    include Opaque

    # How the environment variable of each option is read. These options belong to the core, which also checks them.
    CORE = {
      accepts_token: :one_or_list,
      api_url: :text,
      audience: :list,
      authorized_parties: :list,
      clock_skew: :number,
      domain: :text,
      excluded_routes: :list,
      header_only: :flag,
      is_satellite: :flag,
      issuer: :list,
      jwt_key: :text,
      machine_secret_key: :text,
      missing_azp: :text,
      organization_patterns: :list,
      personal_account_patterns: :list,
      proxy_url: :text,
      publishable_key: :text,
      satellite_auto_sync: :flag,
      secret_key: :text,
      sign_in_url: :text,
      sign_out_url: :text,
      sign_up_url: :text,
      token_cache_size: :number,
      treat_pending_as_signed_out: :flag,
      trusted_hosts: :list,
      user_profile_url: :text,
      webhook_signing_secret: :one_or_list
    }.freeze

    # The options of the Ruby side, with their defaults.
    RUBY = {
      open_timeout: 2,
      read_timeout: 5,
      cache_ttl: 60,
      cache_store: nil,
      clock: nil,
      debug: false,
      error_reporter: nil,
      http: nil,
      logger: nil,
      retry_budget: 3
    }.freeze

    # @!attribute publishable_key
    #   @return [String] the publishable key (`pk_test_…`, `pk_live_…`); required by the middleware
    # @!attribute secret_key
    #   @return [String] the secret key (`sk_test_…`, `sk_live_…`); required by the middleware
    # @!attribute jwt_key
    #   @return [String, nil] the PEM of the instance's public key: tokens are verified without the network
    # @!attribute authorized_parties
    #   @return [Array<String>] the origins whose tokens are accepted (`azp`); empty: not checked
    # @!attribute missing_azp
    #   @return [Symbol] what a token without `azp` means then: `:reject` (default) or `:allow`
    # @!attribute audience
    #   @return [Array<String>] the accepted `aud`, for tokens that have one
    # @!attribute issuer
    #   @return [Array<String>] the accepted `iss`; empty: this instance
    # @!attribute clock_skew
    #   @return [Numeric] the seconds by which Clerk's clock and this machine's may differ (default 5)
    # @!attribute accepts_token
    #   @return [Symbol, Array<Symbol>] the kinds of tokens that authenticate: `:session_token` (default), `:api_key`,
    #     `:m2m_token`, `:oauth_token`, a list of them, or `:any`
    # @!attribute machine_secret_key
    #   @return [String, nil] the secret key of a machine (`ak_…`), which verifies M2M tokens instead of `secret_key`
    # @!attribute domain
    #   @return [String, nil] the domain of a satellite
    # @!attribute is_satellite
    #   @return [Boolean] whether this application is a satellite: its sessions live on the instance's primary domain
    # @!attribute satellite_auto_sync
    #   @return [Boolean] whether a satellite asks the primary domain at the first visit already (default false)
    # @!attribute organization_patterns
    #   @return [Array<String>] paths that name the organization to activate, by `:id` or `:slug` (path-to-regexp)
    # @!attribute personal_account_patterns
    #   @return [Array<String>] paths on which no organization shall be active
    # @!attribute treat_pending_as_signed_out
    #   @return [Boolean] whether a session whose user has tasks to do counts as none (default true)
    # @!attribute excluded_routes
    #   @return [Array<String>] paths that are not authenticated; `*` stands for any characters
    # @!attribute header_only
    #   @return [Boolean] whether only the `Authorization` header counts, as for an API: cookies are not read and no
    #     browser is redirected (default false)
    # @!attribute trusted_hosts
    #   @return [Array<String>] the hosts that `Host` and `X-Forwarded-Host` may name; empty: any
    # @!attribute proxy_url
    #   @return [String, nil] where the Frontend API is reached: an absolute URL, or a path of the application
    # @!attribute sign_in_url
    #   @return [String, nil] the sign-in page, an absolute URL or a path; default: the account portal
    # @!attribute sign_up_url
    #   @return [String, nil] the sign-up page; default: `<sign_in_url>/create`, else the account portal
    # @!attribute sign_out_url
    #   @return [String, nil] where a session ends, a page of the application
    # @!attribute user_profile_url
    #   @return [String, nil] the user's own settings; default: the account portal
    # @!attribute api_url
    #   @return [String] the Backend API (default `https://api.clerk.com`)
    # @!attribute webhook_signing_secret
    #   @return [String, Array<String>, nil] the signing secret (`whsec_…`) of the endpoint of webhooks, or several
    #     while it is rotated
    # @!attribute token_cache_size
    #   @return [Integer] how many verified tokens a process remembers for each set of keys, so that a signature is
    #     checked once (default 10,000, which takes up to 20 MB); 0 remembers none
    # @!attribute open_timeout
    #   @return [Numeric] the seconds to wait for a connection to the Backend API (default 2)
    # @!attribute read_timeout
    #   @return [Numeric] the seconds to wait for each part of its answer (default 5)
    # @!attribute retry_budget
    #   @return [Numeric] the seconds within which what only reads is tried again while Clerk is busy or not reached
    #     (default 3: a visitor waits meanwhile; a job may wait longer); 0: never
    # @!attribute cache_store
    #   @return [#fetch, nil] where users, sessions and organizations are kept for `cache_ttl`, such as `Rails.cache`;
    #     one that has `read` and `write` too also shares the signing keys among processes
    # @!attribute cache_ttl
    #   @return [Numeric] the seconds they are kept (default 60)
    # @!attribute logger
    #   @return [Logger, nil] where the few log lines go; default: Rails' logger, else the standard error
    # @!attribute debug
    #   @return [Boolean] whether each request gets a line in the log that says how it was judged (default false)
    # @!attribute error_reporter
    #   @return [#report, nil] who is told of errors that were handled; the interface is that of `Rails.error`, which is
    #     the default where there is one
    # @!attribute http
    #   @return [#call, nil] what performs HTTP instead of Net::HTTP: called with method, URL, headers and body, answers
    #     `[status, headers, body]`
    # @!attribute clock
    #   @return [#call, nil] what tells the time, in milliseconds since the Unix epoch, instead of the system's clock

    [*CORE.keys, *RUBY.keys].each { |name| attr_accessor name }

    # @param environment [Hash, ENV] the environment variables
    # @return [Configuration] what they configure
    # @raise [ConfigurationError] for a value that is no number or no flag where one is wanted
    def self.from_env(environment = ENV)
      options = CORE.merge({ debug: :flag, open_timeout: :number, read_timeout: :number, retry_budget: :number,
                             cache_ttl: :number })
      new(**options.filter_map do |name, kind|
        text = environment["CLERK_#{name.upcase}"].to_s.strip
        text = Compatibility.read(name, environment) if text.empty?
        [name, read(name, kind, text)] unless text.empty?
      end.to_h)
    end

    # @api private
    def self.read(name, kind, text)
      case kind
      when :text then text
      when :list, :one_or_list
        list = text.split(",").map(&:strip).reject(&:empty?)
        kind == :one_or_list && list.one? ? list.first : list
      when :number then Float(text)
      when :flag then { "true" => true, "1" => true, "false" => false, "0" => false }.fetch(text.downcase)
      end
    rescue ArgumentError, KeyError
      rule = kind == :number ? "a number" : "true or false"
      raise ConfigurationError, "#{name} (#{text.inspect} in CLERK_#{name.upcase}): must be #{rule}"
    end
    private_class_method :read

    # @param options [Hash] values by the names of the options
    # @raise [ConfigurationError] for a name that is no option
    def initialize(**options)
      RUBY.each { |name, default| instance_variable_set(:"@#{name}", default) }
      assign(options)
    end

    # @param options [Hash] values by the names of the options
    # @return [Configuration] a changed copy, checked and frozen
    # @raise [ConfigurationError]
    def with(options)
      changed = dup.assign(options)
      overrides = Clerk.overrides
      changed.assign(overrides.call(changed)) if overrides
      changed.check.freeze
    end

    # @return [self]
    # @raise [ConfigurationError] naming the option, its value (secrets masked) and the rule
    def check
      Core.new(core_options, :settings)
      %i[open_timeout read_timeout cache_ttl].each do |name|
        must(name, "must be a positive number of seconds") { _1.is_a?(Numeric) && _1.positive? }
      end
      must(:retry_budget, "must be a number of seconds, or 0") { _1.is_a?(Numeric) && _1.finite? && !_1.negative? }
      must(:debug, "must be true or false") { [true, false].include?(_1) }
      { cache_store: :fetch, clock: :call, error_reporter: :report, http: :call, logger: :warn }.each do |name, method|
        must(name, "must respond to #{method}") { _1.nil? || _1.respond_to?(method) }
      end
      self
    end

    # @param options [Hash] values by the names of the options
    # @return [self]
    # @raise [ConfigurationError] for a name that is no option
    def assign(options)
      options.each do |name, value|
        unless CORE.key?(name) || RUBY.key?(name) || name == :token_class
          known = (CORE.keys + RUBY.keys).join(", ")
          raise ConfigurationError, "#{name}: is no option of Clerk; the options are #{known}"
        end

        instance_variable_set(:"@#{name}", value)
      end
      self
    end

    # Freezes the lists too; the application's own stay as they are.
    #
    # @return [self]
    def freeze
      CORE.each_key do |name|
        value = public_send(name)
        instance_variable_set(:"@#{name}", value.map { |text| text.dup.freeze }.freeze) if value.is_a?(Array)
      end
      super
    end

    # @return [Hash{Symbol => Object}] the options that the core reads
    # @api private
    def core_options
      options = CORE.keys.to_h { |name| [name, public_send(name)] }.compact
      # Only for {Clerk.verify_token}: an application authenticates its users with session tokens.
      options[:token_class] = @token_class if @token_class
      options
    end

    # @return [String] the names of what is configured, without a value
    def inspect
      given = (CORE.keys + RUBY.keys).reject { |name| public_send(name).nil? }
      "#<Clerk::Configuration #{given.join(" ")}>"
    end

    private

    def must(name, rule)
      value = public_send(name)
      raise ConfigurationError, "#{name} (#{value.class}): #{rule}" unless yield value
    end
  end
end
