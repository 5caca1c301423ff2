# frozen_string_literal: true

module Clerk
  # What a request must bring to pass. Read and checked once, when the application boots; {Rack::RequireAuth}, the
  # filters of Rails controllers and the conditions of Sinatra routes all ask it.
  #
  # @example
  #   guard = Clerk::Guard.new(role: "org:admin", reverification: :strict)
  #   guard.call(env["clerk"])       # => nil, or the response for one who may not pass
  class Guard
    # What {Auth#has?} can be asked besides reverification.
    RIGHTS = %i[role permission feature plan].freeze
    # Every demand.
    DEMANDS = [*RIGHTS, :reverification, :organization, :accepts_token].freeze

    # Without a demand, being signed in is enough.
    #
    # @param demands [Hash] all must hold
    # @option demands [String, Symbol] :role as {Auth#has?} takes it, like `:permission`, `:feature` and `:plan`
    # @option demands [Symbol, Hash] :reverification likewise
    # @option demands [Boolean] :organization whether an organization must be active
    # @option demands [Symbol, String, Array] :accepts_token the kinds of tokens that pass, as in {Configuration}; by
    #   default session tokens, or the one kind that the middleware accepts
    # @raise [ArgumentError] naming the demand that cannot be made; nil is none, because a variable that happens to be
    #   unset must not open a door
    def initialize(**demands)
      demands.each { |name, value| check(name, value) }
      rights = demands.slice(*RIGHTS)
      @organization = demands[:organization]
      @accepts_token = token_types(demands[:accepts_token]) if demands.key?(:accepts_token)
      @rights = Authorization.new(rights) unless rights.empty?
      @reverification = Authorization.new(demands.slice(:reverification)) if demands.key?(:reverification)
    end

    # @param auth [Auth]
    # @return [Array(Integer, Hash, Array), nil] nil when the request may pass; else the Rack response it gets: a person
    #   who visits a page is sent to sign in and back, everybody else gets 401, or 403 when signed in
    def call(auth)
      if !accepts?(auth) then Denial.unauthenticated(auth, redirect: session_wanted?(auth))
      elsif @organization && !auth.organization? then Denial.without_organization(auth)
      elsif @rights && !auth.satisfies?(@rights) then Denial.forbidden(auth)
      elsif @reverification && !auth.satisfies?(@reverification) then Denial.unverified(auth, @reverification)
      end
    end

    # @param auth [Auth]
    # @return [Boolean] whether the request may pass
    def pass?(auth)
      call(auth).nil?
    end

    private

    def check(name, value)
      raise ArgumentError, "#{name}: is no demand; there are #{DEMANDS.join(", ")}" unless DEMANDS.include?(name)
      raise ArgumentError, "#{name}: is nil; leave it out to demand nothing" if value.nil?
      return unless name == :organization && ![true, false].include?(value)

      raise ArgumentError, "organization: must be true or false, not #{value.inspect}"
    end

    def accepts?(auth)
      auth.signed_in? && takes?(auth, auth.token_type)
    end

    # Signing in on a page yields a session, in a cookie.
    def session_wanted?(auth)
      auth.cookies_count? && takes?(auth, "session_token")
    end

    def takes?(auth, token_type)
      return token_type == auth.expected_token unless @accepts_token

      @accepts_token == :any || @accepts_token.include?(token_type)
    end

    # Reads the option as the middleware does.
    def token_types(accepted)
      Configuration.new(accepts_token: accepted).check
      names = Array(accepted).map(&:to_s)
      names == ["any"] ? :any : names.freeze
    rescue ConfigurationError => e
      raise ArgumentError, e.message
    end
  end
end
