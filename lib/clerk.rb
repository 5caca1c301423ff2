# frozen_string_literal: true

require "clerk/version"
require "clerk/errors"
require "clerk/opaque"
require "clerk/extension"
require "clerk/events"
require "clerk/log"
require "clerk/milliseconds"
require "clerk/configuration"
require "clerk/single_flight"
require "clerk/backend"
require "clerk/keys_copy"
require "clerk/resource_cache"
require "clerk/instance"
require "clerk/auth"

# Authentication for Ruby web applications that use Clerk (https://clerk.com).
#
# @example config.ru
#   require "clerk_rs_rack"
#   use Clerk::Rack
#   run ->(env) { [200, {}, ["Hello, #{env["clerk"].user_id || "stranger"}"]] }
module Clerk
  autoload :API, "clerk/api"
  autoload :ActionCable, "clerk/action_cable"
  autoload :Authenticatable, "clerk/authenticatable"
  autoload :ClerkJS, "clerk/clerk_js"
  autoload :Client, "clerk/client"
  autoload :Constraint, "clerk/constraint"
  autoload :Denial, "clerk/denial"
  autoload :EmailAddress, "clerk/resource"
  autoload :ExternalAccount, "clerk/resource"
  autoload :Guard, "clerk/guard"
  autoload :List, "clerk/list"
  autoload :Local, "clerk/local"
  autoload :Organization, "clerk/resource"
  autoload :Passkey, "clerk/resource"
  autoload :PhoneNumber, "clerk/resource"
  autoload :Rack, "clerk/rack"
  autoload :RackMiddlewareV2, "clerk/rack_middleware_v2"
  autoload :Resource, "clerk/resource"
  autoload :ResponseHeaders, "clerk/response_headers"
  autoload :Routes, "clerk/routes"
  autoload :Session, "clerk/resource"
  autoload :StepUp, "clerk/step_up"
  autoload :User, "clerk/resource"
  autoload :Verification, "clerk/resource"
  autoload :ViewHelpers, "clerk/view_helpers"
  autoload :Web3Wallet, "clerk/resource"
  autoload :Webhook, "clerk/webhook"

  # How many configurations that were derived for single calls or requests are kept.
  MAX_INSTANCES = 64
  private_constant :MAX_INSTANCES

  class << self
    # Changes the global configuration. The block gets the present one (at first: that of the environment variables);
    # the result is checked and frozen.
    #
    # @yieldparam configuration [Configuration]
    # @return [Configuration] the new configuration; without a block the present one
    # @raise [ConfigurationError] naming the option, its value (secrets masked) and the rule
    def configure
      return configuration unless block_given?

      changed = (@configured || configuration).dup
      yield changed
      # A test kit replaces the keys, so that placeholders do in a test environment.
      @configured = (overrides ? changed : changed.check).freeze
      use(@configured)
    end

    # @return [Configuration] the global configuration, frozen. Outside the main Ractor: that of the environment
    #   variables.
    def configuration
      return Ractor.current[:clerk_configuration] ||= Configuration.from_env.freeze unless Ractor.current == MAIN_RACTOR

      @configuration || use(@configured = Configuration.from_env.freeze)
    end

    # What is configured, by whatever means and at whatever time, gives way to other options. For clerk/testing, so that
    # an application's tests reach no real instance.
    #
    # @param overrides [#call, nil] gets a {Configuration} and gives the options it gives way to; nil takes it back
    # @return [void]
    # @api private
    def override(overrides)
      configuration
      @overrides = overrides
      use(@configured)
    end

    # @return [#call, nil] what {#override} was given
    # @api private
    def overrides
      @overrides
    rescue Ractor::IsolationError
      nil
    end

    # @return [Instance] the Clerk instance of the global configuration
    # @raise [ConfigurationError] when a key is missing
    # @api private
    def instance
      return Instance.build(configuration, :requests) unless Ractor.current == MAIN_RACTOR

      @instance ||= Instance.build(configuration, :requests)
    end

    # The Backend API. Loaded when first used; it needs a secret key and no publishable key.
    #
    # @return [Client] of the global configuration
    # @raise [ConfigurationError] when the secret key is missing or wrong
    def api
      return Instance.build(configuration, :calls).client unless Ractor.current == MAIN_RACTOR

      @api ||= Instance.build(configuration, :calls).client
    end

    # Verifies a session token by hand: its class, its signature, then its claims. With `jwt_key` (or CLERK_JWT_KEY)
    # no network is used, and other Ractors can do it too; else the signing keys are fetched once and kept.
    #
    # @param token [String] the JWT, without `Bearer`
    # @param now [Time, Numeric, nil] the time to judge by, in Unix seconds; nil: the present
    # @param options [Hash] over the global configuration: `jwt_key:`, `secret_key:`, `publishable_key:`, `api_url:`,
    #   `authorized_parties:`, `missing_azp:`, `audience:`, `issuer:`, `clock_skew:`, and `token_class:`
    #   (`:session_token`, or `:jwt_template` for a token made from a JWT template)
    # @return [Hash{String => Object}] the claims, frozen
    # @raise [TokenError] whose `reason` says what is wrong, as Clerk's SDKs name it
    # @raise [ConfigurationError] for a wrong option
    # @see https://clerk.com/docs/guides/sessions/manual-jwt-verification
    def verify_token(token, now: nil, **options)
      raise ArgumentError, "token must be a String, not #{token.class}" unless token.is_a?(String)

      derived_instance(:tokens, options).verify(token, now:)
    end

    # Authenticates a request by hand, without the middleware. The handshake is up to the caller: when the result's
    # {Auth#response} is not nil, it must be the answer; {Auth#headers} belong into every other answer.
    #
    # @param env_or_request [Hash, #env] a Rack environment, a Rack::Request or an ActionDispatch::Request
    # @param options [Hash] any option of {Configuration}, over the global configuration
    # @return [Auth]
    # @raise [ConfigurationError] for a wrong or missing option
    def authenticate_request(env_or_request, **options)
      env = env_or_request.respond_to?(:env) ? env_or_request.env : env_or_request
      raise ArgumentError, "a Rack environment or a request is needed, not #{env.class}" unless env.is_a?(Hash)

      instance = options.empty? ? self.instance : derived_instance(:requests, options)
      Auth.new(instance.authenticate(env), env, instance)
    end

    # What the middleware found out about a request.
    #
    # @param env [Hash] the Rack environment
    # @return [Auth]
    # @raise [MiddlewareMissing] when no middleware has run
    def auth(env)
      env["clerk"] || raise(MiddlewareMissing)
    end

    private

    def use(configured)
      @instance = @api = nil
      Ractor.current[:clerk_instances] = nil
      @configuration = overrides ? configured.with({}) : configured
    end

    # Instances are kept by their options, because each has its own keys. One memory a Ractor; the threads of the main
    # one share it.
    def derived_instance(purpose, options)
      return kept_instance(purpose, options) unless Ractor.current == MAIN_RACTOR

      MUTEX.synchronize { kept_instance(purpose, options) }
    end

    def kept_instance(purpose, options)
      base = configuration
      kept = Ractor.current[:clerk_instances] ||= {}
      kept[[base, purpose, options]] ||= begin
        kept.shift if kept.size >= MAX_INSTANCES
        Instance.build(base.with(options), purpose)
      end
    end
  end

  MAIN_RACTOR = Ractor.current
  MUTEX = Mutex.new
  private_constant :MAIN_RACTOR, :MUTEX
end

require "clerk/railtie" if defined?(Rails::Railtie)
