# frozen_string_literal: true

require "clerk"
require "rack"

module Clerk
  # The Rack middleware. It authenticates each request and sets `env["clerk"]` ({Auth}), redirects through Clerk's
  # handshake when a session must be renewed, and adds the cookies that this yields. A signed-in request's response
  # passes through untouched.
  #
  # @example config.ru
  #   use Clerk::Rack
  #   use Clerk::Rack, excluded_routes: ["/health", "/assets/*"]
  #   use Clerk::Rack do |request|
  #     { secret_key: …, publishable_key: … } if request.host == "other.example.com"
  #   end
  class Rack
    # The same thing, under the name that says what it is.
    Middleware = self # rubocop:disable Naming/ConstantName

    autoload :RequireAuth, "clerk/rack/require_auth"
    autoload :Reverification, "clerk/rack/reverification"

    # How many configurations made from the block's answers are kept.
    MAX_INSTANCES = 64
    private_constant :MAX_INSTANCES

    # @param app [#call]
    # @param more [Hash] the same as `options`, as one Hash
    # @param options [Hash] any option of {Configuration}, over the global configuration
    # @yieldparam request [::Rack::Request] each request
    # @yieldreturn [Hash, nil] options for this request, over the middleware's
    # @raise [ConfigurationError] for a wrong or missing option
    def initialize(app, more = {}, **options, &block)
      @app = app
      options = more.merge(options)
      @configuration = Clerk.configuration
      @options = options
      @options_for = block
      @shared = options.empty? && block.nil?
      @mutex = Mutex.new
      renew
    end

    # @param env [Hash] the Rack environment
    # @return [Array(Integer, Hash, #each)]
    def call(env)
      # Another one has been here with the same configuration: the application's config.ru and the Railtie, say.
      return @app.call(env) if @shared && env.key?("clerk")

      instance = @overrides.equal?(Clerk.overrides) ? @instance : renew
      instance = instance_for(env, instance) if @options_for
      decision = instance.authenticate(env)
      auth = env["clerk"] = Auth.new(decision, env, instance)
      course = decision.course
      return auth.response if course == :stop

      # A router behind it may find that a request must not pass, and throws the answer ({Routes#authenticate}).
      response = catch(:clerk) { @app.call(env) }
      return response if course == :pass
      return ResponseHeaders.add(response, decision) if course == :cookies

      status, headers, body = response
      [status, decision.headers_over(headers), body]
    end

    # @return [String] without an option of the block
    def inspect
      "#<Clerk::Rack #{@instance.core.frontend_api}>"
    end

    private

    # Options are taken once, when the middleware is made; only clerk/testing comes later.
    def renew
      overrides = Clerk.overrides
      instance = @options.empty? && Clerk.configuration.equal?(@configuration) ? Clerk.instance : build
      @mutex.synchronize do
        @instances = {}
        @instance = instance
        @overrides = overrides
        instance
      end
    end

    def build = Instance.build(@configuration.with(@options), :requests)

    def instance_for(env, base)
      options = @options_for.call(::Rack::Request.new(env))
      return base if options.nil? || options.empty?

      @mutex.synchronize do
        @instances[options] ||= begin
          @instances.shift if @instances.size >= MAX_INSTANCES
          base.with(options)
        end
      end
    end
  end
end
