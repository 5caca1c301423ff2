# frozen_string_literal: true

module Clerk
  # One Clerk instance: its configuration, its core with the signing keys, its way to the Backend API. It performs what
  # the core asks for; it knows no rule itself.
  #
  # @api private
  class Instance
    include Opaque

    # A request has at most a few questions; this many rounds mean a bug.
    MAX_ROUNDS = 8
    # The options that decide how the Backend API is reached.
    WAY = %i[http machine_secret_key open_timeout read_timeout retry_budget].freeze
    private_constant :MAX_ROUNDS, :WAY

    # @return [Configuration]
    attr_reader :configuration
    # @return [Core]
    attr_reader :core
    # @return [Backend]
    attr_reader :backend

    # @param configuration [Configuration]
    # @param purpose [Symbol] `:requests`, `:tokens` or `:calls`, which decides what must be configured
    # @return [Instance]
    # @raise [ConfigurationError]
    def self.build(configuration, purpose)
      core = Core.new(configuration.check.core_options, purpose)
      new(configuration, core, Backend.new(core, configuration), SingleFlight.new)
    end

    def initialize(configuration, core, backend, flight)
      @configuration = configuration
      @core = core
      @backend = backend
      @flight = flight
      @clock = configuration.clock
      @debug = configuration.debug
      @log = Log.new(configuration)
      @keys_copy = KeysCopy.new(configuration.cache_store, core) { |error| cache_failed(error) }
      @cache = ResourceCache.new(configuration, core) { |error| cache_failed(error) }
      @said = {}
    end

    # @param options [Hash] changes to the configuration
    # @return [Instance] a changed copy, which shares the keys when it is still the same instance
    # @raise [ConfigurationError]
    def with(options)
      configuration = @configuration.with(options)
      core = @core.with(configuration.core_options)
      same_way = WAY.all? { |option| configuration.public_send(option) == @configuration.public_send(option) }
      if same_way && core.shares_keys_with?(@core)
        self.class.new(configuration, core, @backend, @flight)
      else
        self.class.new(configuration, core, Backend.new(core, configuration), SingleFlight.new)
      end
    end

    # Never raises for what a request or the Backend API says.
    #
    # @param env [Hash] the Rack environment
    # @return [Decision]
    def authenticate(env)
      return observe(env) if @debug || (defined?(::ActiveSupport) && Events.listeners?("authenticate.clerk"))

      # Most requests end here: they ask for nothing more.
      begin
        decision = @core.glance(env, @clock&.call)
      rescue StandardError => e
        return undecided(e)
      end
      decision || decide(env).tap { refresh_keys(env) }
    end

    # @param token [String]
    # @param now [Time, Numeric, nil] Unix seconds; nil: the present
    # @return [Hash{String => Object}] the claims
    # @raise [TokenError]
    def verify(token, now: nil)
      at = now.nil? ? self.now : Milliseconds.of(now)
      settle { @core.verify(token, at) }
    end

    # @param path [String] of a resource of the Backend API
    # @return [Hash] the resource, from the cache store when it has it
    # @raise [ApiError, ConnectionError]
    def resource(path)
      @cache.fetch(path) { call("GET", path) }
    end

    # @return [Hash] what the Backend API answers
    # @raise [ApiError, ConnectionError] also when that is no object
    # @see Backend#request
    def call(method, path, **options)
      answer = @backend.request(method, path, **options)
      answer.is_a?(Hash) ? answer : raise(UnreadableAnswer.new(status: 200))
    end

    # @return [Client] of its Backend API
    def client
      @client ||= Client.over(@backend)
    end

    # @return [String]
    def inspect
      "#<Clerk::Instance #{@core.frontend_api}>"
    end

    private

    # Milliseconds since the Unix epoch; nil means the system's clock, which the extension reads itself.
    def now = @clock&.call

    def observe(env)
      decision = Events.instrument("authenticate.clerk", path: env["PATH_INFO"]) do |payload|
        decide(env).tap do |decided|
          payload.update(Events.describe(decided))
          @log.say(:info, Events.line(payload)) if @debug
        end
      end
      refresh_keys(env)
      decision
    end

    def decide(env)
      decision = settle { |answers| @core.authenticate(env, answers, now) }
      say_all(decision)
      decision
    rescue StandardError => e
      undecided(e)
    end

    # Fails closed: whatever goes wrong on the way, nobody is signed in.
    def undecided(error)
      @log.say(:error, "A request could not be authenticated: #{error.class}")
      @log.report(error)
      @core.undecided
    end

    # Refreshes signing keys that are old, once the response is on its way where the server can tell, so that no
    # request waits for it.
    def refresh_keys(env)
      effect = @core.claim_refresh(now) or return
      if (finished = env["rack.response_finished"])
        finished << ->(*) { fetch_keys(effect) }
      elsif (after = env["rack.after_reply"])
        after << -> { fetch_keys(effect) }
      else
        fetch_keys(effect)
      end
    rescue StandardError => e
      # The old keys are good for a day.
      @log.say(:error, "The signing keys could not be refreshed: #{e.class}")
      @log.report(e)
    end

    # Calls the core until it has decided, performing each effect it asks for.
    def settle
      answers = nil
      MAX_ROUNDS.times do
        seen = @flight.landings
        step = yield answers
        return step unless step.is_a?(Effect)

        if step.keys?
          @flight.run(seen) { fetch_keys(step) }
        else
          (answers ||= []) << @backend.perform(step)
        end
      end
      raise InternalError, "the core asks without end"
    end

    def fetch_keys(effect)
      return if @keys_copy.load(effect) { |answer| @core.learn(answer, now).nil? }

      answer = @backend.perform(effect)
      reason, message = @core.learn(answer, now)
      return @keys_copy.store(answer) unless reason

      @log.say(:warn, "The signing keys could not be loaded: #{message} (reason=#{reason})")
    end

    # Its message may quote a URL with a password.
    def cache_failed(error)
      @log.say(:warn, "The cache store failed (#{error.class})")
      @log.report(error)
    end

    def say_all(decision)
      decision.notices.each do |severity, once, text|
        next if once && @said[text]

        @said[text] = true if once
        @log.say(severity, text)
      end
    end
  end
end
