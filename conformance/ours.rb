# frozen_string_literal: true

require "clerk_rs_rack"
require "clerk/connections"
require "logger"

module Conformance
  # The gem: each case through its middleware, made for that case, over real HTTP.
  class Ours
    # The fields of `env["clerk"]` by the reference's names.
    FIELDS = {
      "tokenType" => :token_type, "userId" => :user_id, "sessionId" => :session_id,
      "sessionStatus" => :session_status,
      "orgId" => :organization_id, "orgRole" => :organization_role, "orgSlug" => :organization_slug,
      "orgPermissions" => :organization_permissions, "actor" => :actor,
      "factorVerificationAge" => :factor_verification_age, "sessionClaims" => :session_claims, "id" => :token_id,
      "subject" => :subject, "scopes" => :scopes, "name" => :token_name, "clientId" => :client_id,
      "machineId" => :machine_id
    }.freeze
    private_constant :FIELDS

    # @return [Array] method, path and answer of the calls to the Backend API in the last case
    attr_reader :calls

    # @param api_url [String] of the {Backend}
    def initialize(api_url)
      @api_url = api_url
      # A pool of connections is for one host.
      pools = Hash.new { |all, host| all[host] = Clerk::Connections.new(open_timeout: 2, read_timeout: 5) }
      @http = lambda do |method, url, headers, body|
        answer = pools[url[%r{\A\w+://[^/]+}]].call(method, url, headers, body)
        @calls << [method, url.delete_prefix(@api_url), answer]
        answer
      end
      @logger = Logger.new(IO::NULL)
    end

    # @param kase [Case]
    # @return [Hash{String => Object}] what became of it, in the form of the reference
    def call(kase)
      @calls = []
      options = kase.options(@api_url).merge(clock: -> { kase.now }, http: @http, logger: @logger)
      middleware = Clerk::Rack.new(APP, **options)
      first = serve(kase, middleware)
      calls = @calls
      # Whether a token's signature has been checked before must make no difference.
      again = serve(kase, middleware)
      forgetful = serve(kase, Clerk::Rack.new(APP, **options, token_cache_size: 0))
      @calls = calls
      first.merge("seen before" => again == first, "without a memory" => forgetful == first)
    rescue StandardError => e
      { "raised" => e.full_message(highlight: false) }
    end

    private

    APP = lambda do |env|
      env["reached"] = true
      [200, {}, []]
    end
    private_constant :APP

    def serve(kase, middleware)
      @calls = []
      env = kase.visit.env
      status, headers, = middleware.call(env)
      outcome(kase, status, headers, env["clerk"]).merge("reached" => env.key?("reached"))
    end

    def outcome(kase, status, headers, auth)
      headers = headers.transform_keys(&:downcase)
      { "http" => status, "status" => auth.status, "reason" => auth.reason, "message" => auth.message,
        "location" => headers["location"], "setCookies" => Array(headers["set-cookie"]).flat_map do |one|
                                                             one.split("\n")
                                                           end,
        "headers" => headers, "auth" => auth_object(kase, auth), "token" => auth.token }
    end

    def auth_object(kase, auth)
      fields = FIELDS.transform_values { |name| auth.public_send(name) }
      fields["claims"] = auth.claims if auth.subject
      # Through JSON, as the reference's came.
      JSON.parse(JSON.generate(fields.merge("has" => questions(kase, auth))))
    end

    def questions(_kase, auth)
      Case::QUESTIONS.map do |question|
        auth.has?(**question.transform_values do |value|
                      value == question[:reverification] ? value.to_sym : value
                    end)
      end
    end
  end
end
