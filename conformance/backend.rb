# frozen_string_literal: true

require "clerk/local/server"
require_relative "directives"
require_relative "jwks"

module Conformance
  # Clerk's Backend API for both sides, on a loopback port. An answer depends on nothing but the request: the secret key
  # says which instance is asked and how it behaves, a nonce, refresh token or machine token names the answer. Part of
  # most answers is a digest of what was asked, so that both sides must have asked the same.
  class Backend
    # What the API may answer instead of what was asked for.
    FAILURES = {
      "400" => [400, { "errors" => [{ "code" => "bad_thing", "message" => "bad" }] }],
      "401" => [401, { "errors" => [{ "code" => "clerk_key_invalid", "message" => "no" }] }],
      "401odd" => [401, { "errors" => [{ "code" => "other", "message" => "no" }] }],
      "403" => [403, { "errors" => [{ "code" => "clerk_key_invalid", "message" => "no" }] }],
      "404" => [404, { "errors" => [{ "code" => "resource_not_found", "message" => "no" }] }],
      "404bare" => [404, {}],
      "422codes" => [422, { "errors" => [{ "code" => "first", "message" => "" }, { "code" => "second" }] }],
      "422codeless" => [422, { "errors" => [{ "message" => "" }] }],
      "422none" => [422, { "errors" => [] }],
      "422unexpected" => [422, { "errors" => [{ "code" => "unexpected_error", "message" => "" }] }],
      "422odd" => [422, { "errors" => [{ "code" => "a b\r\nX-Evil: 1", "message" => "" }] }],
      "422list" => [422, [1]],
      "429" => [429, { "errors" => [{ "code" => "too_many_requests", "message" => "" }] }],
      "500" => [500, { "errors" => [{ "code" => "internal_clerk_error", "message" => "" }] }],
      "500bare" => [500, nil],
      "html" => [200, "<h1>hello</h1>"],
      "502html" => [502, "<h1>bad gateway</h1>"],
      "empty" => [200, ""],
      "list" => [200, []],
      "object" => [200, {}],
      "null" => [200, nil],
      "204" => [204, ""]
    }.freeze

    # @return [String]
    attr_reader :url

    def initialize
      @directives = INSTANCES.transform_values { |instance| Directives.new(instance, Mint.new(instance)) }
      @server = Clerk::Local::Server.new(self, host: "127.0.0.1", port: 0)
      @url = "http://127.0.0.1:#{@server.port}"
    end

    # @return [void]
    # @raise [StandardError] what went wrong in here, since both sides would take it for an answer of the API
    def stop
      @server.stop
      raise @failure if @failure
    end

    # @param env [Hash] the Rack environment
    # @return [Array] a Rack response
    def call(env)
      body = env["rack.input"].read
      status, answer = answer(env, body.empty? ? {} : JSON.parse(body))
      text = answer.is_a?(String) ? answer : JSON.generate(answer)
      type = answer.is_a?(String) ? "text/html" : "application/json"
      [status, { "content-type" => type }, status == 204 ? [] : [text]]
    rescue StandardError => e
      @failure ||= e
      [599, {}, []]
    end

    private

    def answer(env, body)
      secret = env["HTTP_AUTHORIZATION"].to_s.delete_prefix("Bearer ")
      case [env["REQUEST_METHOD"], env["PATH_INFO"]]
      in ["GET", "/v1/jwks"] then FAILURES.fetch(secret[8..]) { [200, Jwks.named(secret[8..])] }
      in ["GET", "/v1/clients/handshake_payload"]
        name = Rack::Utils.parse_query(env["QUERY_STRING"])["nonce"]
        cookies(secret, name, env, body) { |list| { "directives" => list } }
      in ["POST", %r{\A/v1/sessions/[^/]+/refresh\z}]
        cookies(secret, body["refresh_token"], env, body) { |list| { "object" => "cookies", "cookies" => list } }
      in ["POST", %r{\A/(api_keys|m2m_tokens|oauth_applications/access_tokens)/verify\z}]
        machine(body.values.first, env, body)
      else [404, FAILURES["404"].last]
      end
    end

    def cookies(secret, name, env, body)
      FAILURES.fetch(name) do
        directives = @directives.fetch(secret.start_with?("sk_live_") ? "production" : "development")
        list = directives.list(name)
        list += ["__seen=#{digest(env, body)}"] unless list.empty?
        [200, yield(list)]
      end
    end

    def machine(token, env, body)
      prefix, name = token.split("_", 2)
      FAILURES.fetch(name) { [200, MachineAnswers.named(prefix, name, digest(env, body))] }
    end

    # Everything that a side told the API, whatever the order of headers and keys.
    def digest(env, body)
      asked = [env["REQUEST_METHOD"], env["PATH_INFO"], env["QUERY_STRING"], env["HTTP_AUTHORIZATION"],
               env["HTTP_CLERK_API_VERSION"], env["CONTENT_TYPE"], sorted(body)]
      Digest::SHA256.hexdigest(JSON.generate(asked))[0, 12]
    end

    def sorted(value)
      value.is_a?(Hash) ? value.sort.to_h.transform_values { |inner| sorted(inner) } : value
    end
  end
end
