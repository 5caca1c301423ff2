# frozen_string_literal: true

require "net/http"
require "rack/lint"
require "rack/mock"

# A stand-in instance called as a Rack app, behind Rack::Lint, on a clock that stands still.
RSpec.shared_context "with Clerk::Local" do
  subject(:local) { described_class.new(port: 4010, key:, clock: -> { time }) }

  let(:key) { SpecInstance::KEY }
  let(:time) { 1_900_000_000 }
  let(:ada) { local.users.find { |user| user.username == "ada" } }
  let(:grace) { local.users.find { |user| user.username == "grace" } }
  let(:alan) { local.users.find { |user| user.username == "alan" } }
  let(:organization) { local.organizations.first }
  let(:suffix) { local.cookie_suffix }
  let(:home) { "http://127.0.0.1:9292/home?tab=1" }

  # Headers are named as in the Rack environment.
  def request(verb, path, headers = {})
    path, _, query = path.partition("?")
    env = Rack::MockRequest.env_for("/", method: verb, **headers.slice(:input, :params, :script_name))
    env.update("PATH_INFO" => path.b, "QUERY_STRING" => [query, env["QUERY_STRING"]].reject(&:empty?).join("&").b)
    env.update(headers.select { |name, _| name.is_a?(String) }.transform_values(&:b))
    status, headers, body = Rack::Lint.new(local).call(env)
    Rack::MockResponse.new(status, headers, body)
  ensure
    body.close if body.respond_to?(:close)
  end

  def get(path, params = {}, headers = {})
    path += "?#{URI.encode_www_form(params)}" unless params.empty?
    request("GET", path, headers)
  end

  def post(path, params = {}, headers = {}) = request("POST", path, params:, **headers)

  def backend(verb, path, json: nil, secret: local.options[:secret_key])
    headers = { "HTTP_AUTHORIZATION" => "Bearer #{secret}" }
    headers.update("CONTENT_TYPE" => "application/json", input: JSON.generate(json)) if json
    response = request(verb, path, headers)
    [response.status, JSON.parse(response.body)]
  end

  def backend_error(...)
    status, body = backend(...)
    [status, body.dig("errors", 0, "code")]
  end

  def cookie_lines(response) = Array(response.headers["set-cookie"]).flat_map { |line| line.split("\n") }

  def values(directives) = directives.to_h { |line| line[/\A[^;]*/].split("=", 2) }

  def query(location) = URI.decode_www_form(URI(location).query.to_s).to_h

  def decode(token) = token.split(".").first(2).map { |part| JSON.parse(part.tr("-_", "+/").unpack1("m")) }

  def claims(token) = decode(token).last

  # Verified with nothing of Local's but the published key set.
  def signed?(token, jwks: local.jwks)
    head, body, signature = token.split(".")
    jwk = jwks.fetch("keys").find { |candidate| candidate["kid"] == decode(token).first["kid"] } or return false
    numbers = %w[n e].map { |name| OpenSSL::BN.new(jwk[name].tr("-_", "+/").unpack1("m"), 2) }
    rsa = OpenSSL::PKey::RSA.new(OpenSSL::ASN1::Sequence(numbers.map { |one| OpenSSL::ASN1::Integer(one) }).to_der)
    rsa.verify("SHA256", signature.tr("-_", "+/").unpack1("m"), "#{head}.#{body}")
  end

  def handshake(params = {}, headers = {})
    get("/v1/client/handshake", { redirect_url: home, format: "nonce", **params }, headers)
  end

  def directives(nonce) = backend("GET", "/v1/clients/handshake_payload?nonce=#{nonce}").last["directives"]
end
