# frozen_string_literal: true

require "clerk/auth/compatibility"
require "clerk/auth/pages"

module Clerk
  # What `env["clerk"]` is: who makes this request. It is always there, costs nothing until asked, and shows no secret.
  #
  # Everything from the claims is at hand; {#user}, {#session} and {#organization} call the Backend API when something
  # beyond the claims is read, once.
  class Auth
    include Compatibility
    include Opaque
    include Pages

    # @param decision [Decision]
    # @param env [Hash] the Rack environment
    # @param instance [Instance]
    # @api private
    def initialize(decision, env, instance)
      @decision = decision
      @env = env
      @instance = instance
    end

    # @return [Boolean] whether there is a session that counts
    def signed_in?
      @decision.signed_in?
    end

    # @return [Boolean]
    def signed_out?
      !signed_in?
    end

    # @return [Boolean] whether a user makes this request, in a session; a machine is none, be its token a user's
    def user?
      !session_id.nil? && !user_id.nil?
    end

    # @return [Boolean] whether an organization is active
    def organization?
      !organization_id.to_s.empty?
    end

    # @return [String] `signed-in`, `signed-out`, or `handshake` when the browser must visit Clerk first
    def status
      @decision.status
    end

    # @return [String, nil] why the request is not signed in
    def reason
      @decision.reason
    end

    # @return [Boolean] whether being signed out may pass by itself within moments: the browser has a session whose
    #   token ClerkJS renews, or Clerk could not be reached. A WebSocket should then try again
    def transient?
      @decision.transient?
    end

    # @return [String, nil] one more sentence for a developer
    def message
      @decision.message
    end

    # @return [String, nil] `session_token`, `api_key`, `m2m_token` or `oauth_token`; nil when the request has a token
    #   of a kind that is not accepted
    def token_type
      @decision.token_type
    end

    # @return [String, nil] the user's id (`sub`)
    def user_id
      @user_id ||= @decision.user_id
    end

    # @return [String, nil] the session's id (`sid`)
    def session_id
      @session_id ||= @decision.session_id
    end

    # @return [String, nil] `active`, or `pending` while the user has tasks to do; then the request counts as signed out
    def session_status
      @decision.session_status
    end

    # @return [Hash{String => Object}, nil] all claims of the session token, frozen
    def session_claims
      @session_claims ||= @decision.claims
    end

    # @return [Hash{String => Object}, nil] who impersonates the user (`act`)
    def actor
      @decision.actor
    end

    # @return [Array(Integer, Integer), nil] minutes since the first and the second factor was verified, -1 for one that
    #   is not enrolled (`fva`)
    def factor_verification_age
      @decision.factor_ages
    end

    # @return [String, nil] the id of the active organization
    def organization_id
      @decision.organization_id
    end

    # @return [String, nil]
    def organization_slug
      @decision.organization_slug
    end

    # @return [String, nil] the user's role in the active organization, such as `org:admin`
    def organization_role
      @decision.organization_role
    end

    # @return [Array<String>, nil] the user's permissions there, such as `org:invoices:read`
    def organization_permissions
      @decision.organization_permissions
    end

    # @return [String, nil] whom a machine token stands for: a user, an organization or a machine
    def subject
      @decision.subject
    end

    # @return [Array<String>, nil] what a machine token may do
    def scopes
      @decision.scopes
    end

    # @return [String, nil] the machine of an M2M token
    def machine_id
      subject if token_type == "m2m_token"
    end

    # @return [String, nil] the client of an OAuth token
    def client_id
      @decision.client_id
    end

    # @return [String, nil] the id of a machine token
    def token_id
      @decision.token_id
    end

    # @return [String, nil] the name of an API key
    def token_name
      @decision.token_name
    end

    # @return [Hash{String => Object}, nil] the claims that its maker gave an API key or an M2M token
    def claims
      @decision.machine_claims || session_claims
    end

    # Whether the session may do something. Everything asked must hold; asking nothing is false.
    #
    # @param role [String, Symbol, nil] in the active organization, `org:admin` or `admin`
    # @param permission [String, Symbol, nil] in the active organization, `org:invoices:read` or `invoices:read`
    # @param feature [String, Symbol, nil] of the organization's or the user's plan; `org:…` and `user:…` say whose
    # @param plan [String, Symbol, nil] likewise
    # @param reverification [Symbol, Hash, nil] `:strict_mfa`, `:strict`, `:moderate`, `:lax`, or
    #   `{ level: :first_factor | :second_factor | :multi_factor, after_minutes: Integer }`
    # @return [Boolean]
    # @raise [ArgumentError] for a question that cannot be asked
    # @see https://clerk.com/docs/guides/secure/authorization-checks
    def has?(role: nil, permission: nil, feature: nil, plan: nil, reverification: nil)
      @decision.has?({ role:, permission:, feature:, plan:, reverification: })
    end

    # @param reverification [Symbol, Hash] as {#has?} takes it
    # @return [Boolean] whether the user proved lately enough who they are
    def reverified?(reverification = :strict)
      has?(reverification:)
    end

    # @return [Boolean] whether a session in a cookie authenticates
    # @api private
    def cookies_count?
      !@instance.configuration.header_only
    end

    # @param authorization [Authorization]
    # @return [Boolean]
    # @api private
    def satisfies?(authorization)
      authorization.satisfied_by?(@decision)
    end

    # @return [String] the kind of token that a guard expects which names none
    # @api private
    def expected_token
      @instance.core.expected_token
    end

    # @return [Boolean] whether a token was there and is no good
    # @api private
    def token_refused?
      @decision.token_refused?
    end

    # @return [User, nil] lazy; one that Clerk no longer knows is {Resource#missing?}
    def user
      @user ||= resource(User, "users", user_id)
    end

    # @return [Session, nil] lazy; also reads the claims of the token, without a call: `session["sub"]`, and the active
    #   organization as its first version wrote it: `session["org_role"]`
    def session
      @session ||= resource(Session, "sessions", session_id, known: session_claims_with_organization)
    end

    # @return [Organization, nil] the active organization, lazy
    def organization
      @organization ||= resource(Organization, "organizations", organization_id)
    end

    # @param template [String, Symbol, nil] the name of a JWT template; nil: the session token of this request
    # @param expires_in [Integer, nil] seconds; nil: as configured in Clerk
    # @return [String, nil] a token for another service; nil when signed out
    # @raise [ApiError, ConnectionError] when one has to be minted and cannot
    def token(template: nil, expires_in: nil)
      return @decision.token unless template || expires_in
      return unless session_id

      path = "/v1/sessions/#{escape(session_id)}/tokens#{"/#{escape(template)}" if template}"
      @instance.call("POST", path, body: { expires_in_seconds: expires_in }.compact)["jwt"]
    end

    # @return [Hash{String => String}] what the response must carry besides {#set_cookies}, frozen; the middleware sees
    #   to it
    def headers
      @decision.headers
    end

    # @return [Array<String>] `Set-Cookie` values that the response must carry; the middleware sees to it
    def set_cookies
      @decision.set_cookies
    end

    # @return [Array(Integer, Hash, Array), nil] the Rack response to give instead of the application's: the handshake's
    #   redirect, or in development a page that says what is wrong with the keys
    def response
      if @decision.location
        ResponseHeaders.add([307, {}, []], @decision)
      elsif @decision.problem
        text = "#{@decision.problem}\n"
        ResponseHeaders.add([500, { "content-type" => "text/plain; charset=utf-8" }, [text]], @decision)
      end
    end

    # @return [String] who and why, without a token
    def inspect
      who = user_id || subject
      "#<Clerk::Auth #{status}#{" #{who}" if who}#{" (#{reason})" if reason}>"
    end

    private

    def resource(type, collection, id, known: nil)
      return unless id

      type.new(id, known:) { @instance.resource("/v1/#{collection}/#{escape(id)}") }
    end

    def escape(text)
      URI.encode_www_form_component(text.to_s)
    end
  end
end
