# frozen_string_literal: true

require "monitor"
require_relative "version"
require_relative "local/account_portal"
require_relative "local/backend_api"
require_relative "local/browsers"
require_relative "local/cookie_jar"
require_relative "local/frontend_api"
require_relative "local/hosting"
require_relative "local/identity"
require_relative "local/key_ring"
require_relative "local/machines"
require_relative "local/mint"
require_relative "local/minting"
require_relative "local/nonces"
require_relative "local/people"
require_relative "local/production_error"
require_relative "local/request"
require_relative "local/seeds"
require_relative "local/signing"
require_relative "local/snapshots"
require_relative "local/store"

module Clerk
  # A stand-in for a Clerk instance on this machine, for development, demos and tests: a Rack app that answers as
  # Clerk's Frontend API, Backend API and account portal do, and signs real tokens with a key of its own.
  #
  #   local = Clerk::Local.start
  #   local.options                 # => { publishable_key: "pk_test_…", secret_key: "sk_test_…", api_url: … }
  #   local.stop
  #
  # Anybody may sign in as anybody, so it refuses to exist in production. All methods are thread-safe.
  class Local
    include Hosting
    include Machines
    include Minting
    include People
    include Signing
    include Snapshots

    # Runs an instance on a loopback port, in a background thread. With a block, it stops when the block ends.
    #
    # @param port [Integer] 0 takes a free one
    # @param options [Hash] those of {#initialize}
    # @yieldparam local [Local]
    # @return [Local, Object] the instance; with a block, what the block returns
    # @raise [ProductionError] in production
    # @raise [ArgumentError] when the host is not a loopback address
    # @raise [LoadError] when Puma is not installed
    def self.start(port: 0, **options)
      local = new(port:, **options)
      local.listen
      return local unless block_given?

      begin
        yield local
      ensure
        local.stop
      end
    end

    # @param environment [:development, :production] which kind of Clerk instance to be; not the application's own
    # @param host [String] "127.0.0.1", "localhost" or "::1". A production instance delivers cookies, so the
    #   application must be on the same host
    # @param port [Integer, nil] the port of {#url}, and of {.start}
    # @param url [String, nil] where browsers and the application reach it; nil: http, host and port
    # @param clock [#call, nil] gives Unix seconds; nil is the system's clock
    # @param key [OpenSSL::PKey::RSA, String, nil] private key or its PEM; nil generates one of 2048 bits
    # @param name [String, nil] lower-case letters, digits and dashes; the publishable key, and so the names of the
    #   application's cookies, are made of it. nil makes a random one
    # @param secret_key [String, nil] nil makes a random one
    # @param origin [String] the `azp` of tokens that are made before an application asked for one
    # @param azp [String, nil] the `azp` of all tokens, whoever asks for them; nil: the application's origin
    # @param users [Array<Hash>] arguments of {#create_user}
    # @param organizations [Array<Hash>] arguments of {#create_organization}; members by id or user name
    # @param templates [Hash{String => Hash}, nil] claims by name of JWT template; nil accepts every name
    # @raise [ProductionError] when RACK_ENV, RAILS_ENV or APP_ENV is "production"
    # @raise [ArgumentError] when an option is not as described
    def initialize(environment: :development, host: "127.0.0.1", port: nil, url: nil, clock: nil, key: nil, name: nil,
                   secret_key: nil, origin: "http://localhost:3000", azp: nil, users: Seeds::USERS,
                   organizations: Seeds::ORGANIZATIONS, templates: nil)
      ProductionError.check!
      @identity = Identity.new(environment:, name:, secret_key:)
      @host = host
      @port = port
      @url = url&.chomp("/")
      @clock = clock || -> { Time.now.to_i }
      @origin = origin
      @azp = azp
      @templates = templates&.transform_keys(&:to_s)
      @monitor = Monitor.new
      @machine_tokens = {}
      build(key)
      seed(users, organizations)
    end

    # What an application passes to the gem to use this instance.
    #
    # @return [Hash{Symbol => String}] publishable_key, secret_key, api_url, proxy_url, sign_in_url, sign_up_url,
    #   sign_out_url
    def options
      { publishable_key: @identity.publishable_key, secret_key: @identity.secret_key, api_url: url, proxy_url: url,
        sign_in_url: "#{url}/sign-in", sign_up_url: "#{url}/sign-up", sign_out_url: "#{url}/sign-out" }
    end

    # @return [String] what the names of the application's cookies end in, "_Ab3dE-_9" for example
    def cookie_suffix = @cookies.suffix

    # @return [Boolean] whether it is a development instance
    def development? = @identity.development?

    # Answers one request; a bad one with Clerk's JSON for errors.
    #
    # @param env [Hash] the Rack environment
    # @return [Array] a Rack response
    def call(env)
      request = Request.new(env)
      response = synchronize { respond(request) }
      env["REQUEST_METHOD"] == "HEAD" ? [*response.first(2), []] : response
    end

    # @return [String] no secret
    def inspect = "#<#{self.class} #{development? ? "development" : "production"} #{url}>"

    private

    def synchronize(&) = @monitor.synchronize(&)

    def now = @clock.call

    def respond(request)
      request.params
      @parts.each { |part| (response = part.call(request)) && (return response) }
      raise Refusal.new(404, "resource_not_found", "not found", "There is nothing at this path.")
    rescue Refusal => e
      Reply.error(e)
    end

    def build(key)
      @keys = KeyRing.new(key)
      @mint = Mint.new(keys: @keys, issuer:)
      @store = Store.new(clock: @clock, development: development?)
      @cookies = CookieJar.new(publishable_key: @identity.publishable_key, development: development?)
      browsers = Browsers.new(store: @store, cookies: @cookies, development: development?)
      nonces = Nonces.new(clock: @clock)
      shared = { local: self, store: @store, cookies: @cookies }
      @parts = [FrontendApi.new(browsers:, nonces:, **shared),
                AccountPortal.new(browsers:, **shared),
                BackendApi.new(keys: @keys, nonces:, secret_key: @identity.secret_key, **shared)]
    end

    def seed(users, organizations)
      users.each do |user|
        create_user(id: Ids.derived("user_", user.values_at(:username, :email_address).join(" ")), **user)
      end
      organizations.each { |one| create_organization(id: Ids.derived("org_", one.fetch(:slug)), **one) }
    end
  end
end
