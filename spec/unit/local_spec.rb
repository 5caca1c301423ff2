# frozen_string_literal: true

require "clerk/local"
require "net/http"
require "rack/lint"
require "rack/mock"

RSpec.describe Clerk::Local do
  subject(:local) { described_class.new(port: 4010, key:, clock: -> { time }) }

  # One key for the whole file: making one takes a tenth of a second.
  before(:context) { @key = OpenSSL::PKey::RSA.new(2048) }

  let(:key) { @key }
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

  describe "in production" do
    %w[RACK_ENV RAILS_ENV].each do |variable|
      it "refuses to exist when #{variable} says production, and says what to do" do
        allow(ENV).to receive(:[]).and_call_original
        allow(ENV).to receive(:[]).with(variable).and_return("production")
        %i[new start].each do |way|
          expect { described_class.public_send(way) }
            .to raise_error(described_class::ProductionError, /#{variable} is "production".*CLERK_SECRET_KEY/m)
        end
      end
    end
  end

  describe "options" do
    it "are what an application needs to use it, with keys of Clerk's form" do
      expect(local.options).to match(
        publishable_key: start_with("pk_test_"), secret_key: start_with("sk_test_"),
        api_url: "http://127.0.0.1:4010", proxy_url: "http://127.0.0.1:4010",
        sign_in_url: "http://127.0.0.1:4010/sign-in", sign_up_url: "http://127.0.0.1:4010/sign-up"
      )
      expect(local.options[:publishable_key].delete_prefix("pk_test_").unpack1("m0"))
        .to match(/\Alocal-\h+\.clerk\.accounts\.dev\$\z/)
    end

    it "are live keys for a production instance" do
      live = described_class.new(environment: :production, key:)
      expect(live.options).to include(publishable_key: start_with("pk_live_"), secret_key: start_with("sk_live_"))
      expect(live.options[:publishable_key].delete_prefix("pk_live_").unpack1("m0"))
        .to match(/\Aclerk\.local-\h+\.example\$\z/)
    end

    it "stay the same for the same name and secret key" do
      options = Array.new(2) { described_class.new(key:, name: "shop", secret_key: "sk_test_1").options }
      expect(options.uniq.size).to eq(1)
    end

    it "name the mistake" do
      expect { described_class.new(environment: :staging) }.to raise_error(ArgumentError, /environment.*:staging/)
      expect { described_class.new(name: "a.b") }.to raise_error(ArgumentError, /name.*"a.b"/)
      expect { described_class.new(secret_key: "sk_live_1") }.to raise_error(ArgumentError, /sk_test_/)
    end

    it "stay out of inspect, as every other secret" do
      session = local.sign_in(ada.id)
      secrets = [local.options[:secret_key], session.refresh_token, session.client.token]
      [local, session, session.client].each { |object| expect(object.inspect).not_to include(*secrets) }
      expect(local.inspect).to eq("#<Clerk::Local development http://127.0.0.1:4010>")
    end
  end

  describe "a session token" do
    it "has the form of Clerk's" do
      header, claims = decode(local.session_token)
      expect(header).to eq("alg" => "RS256", "cat" => "cl_B7d4PD111AAA", "kid" => local.key_id, "typ" => "JWT")
      expect(claims).to match(
        "azp" => "http://localhost:3000", "exp" => time + 60, "fea" => "u:dashboard", "fva" => [0, -1], "iat" => time,
        "iss" => local.issuer, "jti" => /\A\h{20}\z/, "nbf" => time - 10, "pla" => "u:free_user",
        "sid" => /\Asess_[0-9A-Za-z]{27}\z/, "sts" => "active", "sub" => ada.id, "v" => 2
      )
      expect(ada.id).to match(/\Auser_[0-9A-Za-z]{27}\z/)
      expect(local.issuer).to match(%r{\Ahttps://local-\h+\.clerk\.accounts\.dev\z})
    end

    it "is signed by the published key, and by the key in PEM" do
      token = local.session_token
      head, _, signature = token.rpartition(".")
      expect(signed?(token)).to be(true)
      expect(OpenSSL::PKey::RSA.new(local.public_key_pem).verify("SHA256", signature.tr("-_", "+/").unpack1("m"), head))
        .to be(true)
      expect(local.public_key_pem).to start_with("-----BEGIN PUBLIC KEY-----")
    end

    it "carries the active organization, its features and the permissions packed" do
      token = claims(local.session_token(user_id: ada.id, organization_id: "analytical-engines"))
      expect(token).to include("fea" => "u:dashboard,o:engines,o:punch_cards", "pla" => "o:pro,u:free_user")
      expect(token["o"]).to eq("id" => organization.id, "rol" => "admin", "slg" => "analytical-engines",
                               "per" => "manage,read", "fpm" => "0,3,2")
    end

    it "belongs to a session the Backend API knows" do
      sid = claims(local.session_token(user_id: grace.id))["sid"]
      expect(backend("GET", "/v1/sessions/#{sid}")).to match([200, include("user_id" => grace.id)])
    end

    it "can be made expired, early, altered and incomplete" do
      token = local.session_token(issued_at: time - 100, expires_in: 30, claims: { azp: nil, extra: 1 },
                                  header: { cat: nil, kid: "ins_other" })
      header, claims = decode(token)
      expect(header).to eq("alg" => "RS256", "kid" => "ins_other", "typ" => "JWT")
      expect(claims).to include("iat" => time - 100, "exp" => time - 70, "extra" => 1)
      expect(claims).not_to have_key("azp")
    end

    it "is refused for what does not exist or does not belong together" do
      session = local.sign_in(ada.id)
      [{ user_id: "user_none" }, { session_id: "sess_none" }, { organization_id: "none" },
       { user_id: alan.id, organization_id: organization.id }, { user_id: grace.id, session_id: session.id }]
        .each { |options| expect { local.session_token(**options) }.to raise_error(ArgumentError) }
    end
  end

  describe "other tokens" do
    it "from a template carry no session, and the template's claims" do
      local = described_class.new(key:, clock: -> { time }, templates: { "db" => { "role" => "admin" } })
      header, claims = decode(local.template_token("db", claims: { plus: true }))
      expect(header["cat"]).to eq("cl_B7d4PD222AAA")
      expect(claims.keys).to eq(%w[azp exp iat iss jti nbf plus role sub])
    end

    it "for a handshake carry its directives" do
      header, payload = decode(local.handshake_token(["__session=; Path=/"]))
      expect(header["cat"]).to eq("cl_B7d4PD111AAA")
      expect(payload).to eq("handshake" => ["__session=; Path=/"])
    end

    it "can be anything, signed" do
      token = local.sign({ alg: "none", kid: local.key_id }, { a: 1 })
      expect(decode(token)).to eq([{ "alg" => "none", "kid" => local.key_id }, { "a" => 1 }])
      expect(signed?(token)).to be(true)
    end
  end

  describe "permission packing" do
    def pack(**options) = described_class::PermissionPacking.pack(**options)

    it "gives the n-th mask to the n-th feature and the j-th bit to the j-th permission" do
      expect(pack(organization_features: %w[b], user_features: %w[a b],
                  permissions: %w[org:b:write org:c:read org:sys_domains:read]))
        .to eq("fea" => "u:a,ou:b,o:c", "per" => "read,write", "fpm" => "0,2,1")
    end

    it "says nothing when there is nothing to say" do
      expect(pack(permissions: %w[org:sys_memberships:read])).to eq({})
    end

    it "refuses what is no permission" do
      expect { pack(permissions: %w[read]) }.to raise_error(ArgumentError, /"read"/)
      expect { local.add_member(organization.id, alan.id, role: "x", permissions: ["org:a:b,c"]) }
        .to raise_error(ArgumentError)
    end
  end

  describe "rotating the key" do
    it "signs with the new one and keeps the old one until it is dropped" do
      old = local.session_token
      kid = local.rotate_key!
      new = local.session_token
      expect(decode(new).first["kid"]).to eq(kid)
      expect([old, new].map { |token| signed?(token) }).to eq([true, true])
      local.drop_old_keys!
      expect([old, new].map { |token| signed?(token) }).to eq([false, true])
    end

    it "shows in both key sets" do
      local.rotate_key!
      sets = [JSON.parse(get("/.well-known/jwks.json").body), backend("GET", "/v1/jwks").last]
      expect(sets).to all(eq(local.jwks))
      expect(sets.first["keys"]).to match([include("kty" => "RSA", "alg" => "RS256", "use" => "sig")] * 2)
    end
  end

  describe "a development handshake" do
    let(:session) { local.sign_in(ada.id) }
    let(:browser) { { __clerk_db_jwt: session.client.token } }

    it "sends the browser back with a nonce for directives that sign it in" do
      response = handshake(browser)
      expect(response.status).to eq(307)
      expect(response.headers["location"]).to match(%r{\Ahttp://127.0.0.1:9292/home\?tab=1&__clerk_handshake_nonce=[\w-]+\z})
      cookies = values(directives(query(response.headers["location"])["__clerk_handshake_nonce"]))
      expect(cookies.keys).to contain_exactly(
        "__session", "__session#{suffix}", "__client_uat", "__client_uat#{suffix}", "__refresh#{suffix}",
        "__clerk_db_jwt", "__clerk_db_jwt#{suffix}"
      )
      expect(cookies).to include("__client_uat" => time.to_s, "__clerk_db_jwt" => session.client.token)
      expect(claims(cookies["__session"])).to include("sub" => ada.id, "sid" => session.id, "sts" => "active",
                                                      "azp" => "http://127.0.0.1:9292")
      expect(cookies["__session#{suffix}"]).to eq(cookies["__session"])
    end

    it "sends a signed handshake token instead when no nonce is asked for" do
      location = get("/v1/client/handshake", redirect_url: home, **browser).headers["location"]
      token = query(location)["__clerk_handshake"]
      expect(signed?(token)).to be(true)
      expect(values(claims(token)["handshake"])["__session"]).not_to be_empty
    end

    it "gives the directives once, and not after five minutes" do
      nonces = Array.new(2) { query(handshake(browser).headers["location"])["__clerk_handshake_nonce"] }
      path = "/v1/clients/handshake_payload?nonce="
      expect(directives(nonces[0])).not_to be_empty
      expect(backend_error("GET", path + nonces[0])).to eq([404, "handshake_nonce_not_found"])
      allow(local.instance_variable_get(:@clock)).to receive(:call).and_return(time + 300)
      expect(backend_error("GET", path + nonces[1])).to eq([404, "handshake_nonce_not_found"])
      expect(backend_error("GET", "/v1/clients/handshake_payload")).to eq([404, "handshake_nonce_not_found"])
    end

    it "makes a browser that is missing or unknown known, signed out" do
      [{}, { __clerk_db_jwt: "dvb_forged" }, { __clerk_db_jwt: "" }].each do |params|
        lines = directives(query(handshake(params).headers["location"])["__clerk_handshake_nonce"])
        expect(values(lines)).to include("__session" => "", "__session#{suffix}" => "", "__client_uat" => "0",
                                         "__clerk_db_jwt" => /\Advb_\w{27}\z/)
        expect(lines).to include("__session=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; SameSite=Lax")
        expect(values(lines)["__clerk_db_jwt"]).not_to eq("dvb_forged")
      end
    end

    it "signs out who has been signed out" do
      local.sign_out(session.id)
      lines = directives(query(handshake(browser).headers["location"])["__clerk_handshake_nonce"])
      expect(values(lines)).to include("__session" => "", "__client_uat" => "0",
                                       "__clerk_db_jwt" => session.client.token)
    end

    it "activates an organization, the personal account, or nothing the user does not belong to" do
      active = lambda do |name|
        lines = directives(query(handshake(organization_id: name, **browser).headers["location"]).values.last)
        claims(values(lines)["__session"]).dig("o", "slg")
      end
      expect(active.call("analytical-engines")).to eq("analytical-engines")
      expect(active.call("nobody-s")).to eq("analytical-engines")
      expect(active.call("")).to be_nil
      expect(active.call(organization.id)).to eq("analytical-engines")
      browser[:__clerk_db_jwt] = local.sign_in(alan.id).client.token
      expect(active.call(organization.id)).to be_nil
    end

    it "marks cookies Secure for https only" do
      secure = lambda do |url|
        lines = directives(query(handshake(redirect_url: url, **browser).headers["location"]).values.last)
        lines.grep(/; Secure\z/).size
      end
      expect(secure.call("http://127.0.0.1:9292/")).to eq(0)
      expect(secure.call("https://app.example/")).to eq(7)
    end

    it "keeps the refresh token from scripts" do
      lines = directives(query(handshake(browser).headers["location"])["__clerk_handshake_nonce"])
      expect(lines.grep(/\A__refresh/)).to contain_exactly(include("; HttpOnly"))
    end

    it "goes back only to an absolute http or https URL" do
      ["", "/home", "//app.example/", "javascript:alert(1)", "ftp://app.example/", "http:///x", "http://", "é",
       "http://a b/", "http://app.example/\r\nx: y"].each do |url|
        response = handshake(redirect_url: url)
        expect([response.status, JSON.parse(response.body).dig("errors", 0, "code")])
          .to match([400, /\Aform_param_(missing|format_invalid)\z/]), url
      end
      expect(get("/v1/client/handshake").status).to eq(400)
    end

    it "replaces an answer that is already in the URL, and leaves the rest as it is" do
      location = handshake(redirect_url: "#{home}&a=%20b&__clerk_handshake_nonce=old&c").headers["location"]
      expect(location).to match(%r{/home\?tab=1&a=%20b&c&__clerk_handshake_nonce=(?!old)[\w-]+\z})
    end
  end

  describe "a production handshake" do
    subject(:local) { described_class.new(environment: :production, key:, clock: -> { time }) }

    let(:session) { local.sign_in(ada.id) }
    let(:browser) { { "HTTP_COOKIE" => "other=1; __client=#{session.client.token}" } }

    it "leaves the URL alone and answers in a cookie, which the directives end" do
      response = handshake({}, browser)
      expect([response.status, response.headers["location"]]).to eq([307, home])
      nonce = values(cookie_lines(response)).fetch("__clerk_handshake_nonce")
      lines = directives(nonce)
      expect(claims(values(lines)["__session"])).to include("sub" => ada.id)
      expect(values(lines)).to include("__client_uat" => time.to_s, "__clerk_handshake_nonce" => "")
      expect(values(lines)).not_to have_key("__clerk_db_jwt")
    end

    it "answers with a token in a cookie when no nonce is asked for, small enough for a browser" do
      local.sign_in(ada.id, organization_id: organization.id)
      line = cookie_lines(handshake({ format: "token", organization_id: organization.id }, browser))
             .find { |one| one.start_with?("__clerk_handshake=") }
      expect(signed?(values([line])["__clerk_handshake"])).to be(true)
      expect(line[/\A[^;]+/].bytesize).to be < 4096
    end

    it "signs out a browser without the cookie, whatever its query says" do
      nonce = values(cookie_lines(handshake(__clerk_db_jwt: session.client.token)))["__clerk_handshake_nonce"]
      expect(values(directives(nonce))).to include("__session" => "", "__client_uat" => "0")
    end
  end

  describe "signing in on a development instance" do
    it "lists who one can be, as a page that needs no script" do
      response = get("/sign-in", redirect_url: home)
      expect(response.headers["content-type"]).to eq("text/html; charset=utf-8")
      expect(response.body).to include("Ada Lovelace", "Grace Hopper", "Alan Turing", "admin of Analytical Engines")
      expect(response.body).not_to include("<script")
      expect(response.body.scan("<form").size).to eq(3)
      expect(get("/sign-up").body).to include("<h1>Sign up</h1>")
    end

    it "brings the browser back with its dev browser token, which then handshakes as the user" do
      response = post("/sign-in", user_id: grace.id, redirect_url: home)
      expect(response.status).to eq(303)
      expect(response.headers["location"]).to match(%r{\Ahttp://127.0.0.1:9292/home\?tab=1&__clerk_db_jwt=dvb_\w+\z})
      token = query(response.headers["location"])["__clerk_db_jwt"]
      lines = directives(query(handshake(__clerk_db_jwt: token).headers["location"])["__clerk_handshake_nonce"])
      expect(claims(values(lines)["__session"])["sub"]).to eq(grace.id)
    end

    it "keeps the browser the application knows, by parameter or by Local's own cookie" do
      first = post("/sign-in", user_id: ada.id, redirect_url: home)
      token = query(first.headers["location"])["__clerk_db_jwt"]
      expect(values(cookie_lines(first))).to eq("__clerk_local_dev_browser" => token)
      cookie = { "HTTP_COOKIE" => "__clerk_local_dev_browser=#{token}" }
      [post("/sign-in", { user_id: grace.id, redirect_url: home, __clerk_db_jwt: token }),
       post("/sign-in", { user_id: grace.id, redirect_url: home }, cookie)].each do |response|
        expect(query(response.headers["location"])["__clerk_db_jwt"]).to eq(token)
      end
      expect(get("/sign-in", { redirect_url: home, __clerk_db_jwt: token }).body)
        .to include(%(name="__clerk_db_jwt" value="#{token}"), "signed in as <strong>Grace Hopper</strong>")
    end

    it "can go straight into an organization" do
      response = post("/sign-in", user_id: ada.id, organization_id: organization.id, redirect_url: home)
      token = query(response.headers["location"])["__clerk_db_jwt"]
      lines = directives(query(handshake(__clerk_db_jwt: token).headers["location"])["__clerk_handshake_nonce"])
      expect(claims(values(lines)["__session"]).dig("o", "rol")).to eq("admin")
      expect(post("/sign-in", user_id: alan.id, organization_id: organization.id).status).to eq(404)
    end

    it "without a place to go back to says who is signed in" do
      response = post("/sign-in", user_id: ada.id)
      expect([response.status, response.headers["location"]]).to eq([303, "/sign-in"])
      cookie = { "HTTP_COOKIE" => cookie_lines(response).first[/\A[^;]+/] }
      expect(get("/sign-in", {}, cookie).body).to include("You are signed in as <strong>Ada Lovelace</strong>")
    end

    it "links right where it is mounted" do
      expect(get("/sign-in", {}, { script_name: "/clerk" }).body).to include(%(action="/clerk/sign-in"))
      expect(post("/sign-in", { user_id: ada.id },
                  { script_name: "/clerk" }).headers["location"]).to eq("/clerk/sign-in")
    end

    it "ends at /sign-out, after which the next handshake signs the application out" do
      token = local.sign_in(ada.id).client.token
      response = get("/sign-out", redirect_url: home, __clerk_db_jwt: token)
      expect(query(response.headers["location"])["__clerk_db_jwt"]).to eq(token)
      lines = directives(query(handshake(__clerk_db_jwt: token).headers["location"])["__clerk_handshake_nonce"])
      expect(values(lines)).to include("__session" => "", "__client_uat" => "0")
      expect(post("/sign-out").headers["location"]).to eq("/sign-in")
    end

    it "replaces the user a browser was signed in as" do
      first = local.sign_in(ada.id)
      second = local.sign_in(grace.id, dev_browser: first.client.token)
      expect([first.status, second.status]).to eq(%w[replaced active])
    end
  end

  describe "signing in on a production instance" do
    subject(:local) { described_class.new(environment: :production, key:, clock: -> { time }) }

    it "brings the browser back plainly, with a cookie that makes the application handshake" do
      response = post("/sign-in", user_id: ada.id, redirect_url: home)
      expect(response.headers["location"]).to eq(home)
      cookies = values(cookie_lines(response))
      expect(cookies).to match("__client" => String, "__client_uat" => time.to_s, "__client_uat#{suffix}" => time.to_s)
      again = handshake({}, "HTTP_COOKIE" => "__client=#{cookies["__client"]}")
      lines = directives(values(cookie_lines(again))["__clerk_handshake_nonce"])
      expect(claims(values(lines)["__session"])["sub"]).to eq(ada.id)
    end

    it "recognises the browser by its cookie alone" do
      token = local.sign_in(ada.id).client.token
      expect(get("/sign-in", { __clerk_db_jwt: token }).body).not_to include("signed in as")
      expect(get("/sign-in", {}, "HTTP_COOKIE" => "__client=#{token}").body).to include("signed in as")
    end

    it "signs out the same way" do
      cookie = { "HTTP_COOKIE" => "__client=#{local.sign_in(ada.id).client.token}" }
      response = get("/sign-out", { redirect_url: home }, cookie)
      expect(response.headers["location"]).to eq(home)
      expect(values(cookie_lines(response))).to include("__client_uat" => "0", "__client_uat#{suffix}" => "0")
    end
  end

  describe "the Backend API" do
    it "wants the secret key" do
      [{}, { "HTTP_AUTHORIZATION" => "Bearer sk_test_wrong" }, { "HTTP_AUTHORIZATION" => local.options[:secret_key] }]
        .each do |headers|
          response = get("/v1/users", {}, headers)
          expect(response.status).to eq(401)
          expect(response.headers["content-type"]).to eq("application/json")
          expect(JSON.parse(response.body)).to match(
            "errors" => [{ "message" => String, "long_message" => String, "code" => "clerk_key_invalid" }],
            "clerk_trace_id" => /\A\h{32}\z/
          )
        end
    end

    it "tells users as Clerk does" do
      status, user = backend("GET", "/v1/users/#{ada.id}")
      expect(status).to eq(200)
      expect(user).to include("object" => "user", "first_name" => "Ada", "username" => "ada", "banned" => false,
                              "public_metadata" => { "theme" => "dark" }, "private_metadata" => {},
                              "unsafe_metadata" => {}, "created_at" => time * 1000, "last_sign_in_at" => nil)
      email = user["email_addresses"].first
      expect(email).to include("email_address" => "ada@example.com", "id" => user["primary_email_address_id"])
    end

    it "lists users, page by page" do
      names = ->(query) { backend("GET", "/v1/users#{query}").last.map { |user| user["username"] } }
      expect(names.call("")).to eq(%w[ada grace alan])
      expect(names.call("?limit=1&offset=1")).to eq(%w[grace])
      expect(names.call("?offset=99")).to eq([])
      %w[limit=0 limit=x offset=-1 limit=99999999999999999999].each do |query|
        expect(backend_error("GET", "/v1/users?#{query}")).to eq([422, "form_param_value_invalid"])
      end
    end

    it "tells organizations by id and slug, and memberships" do
      %w[id slug].zip([organization.id, organization.slug]).each do |_, name|
        expect(backend("GET", "/v1/organizations/#{name}"))
          .to match([200, include("object" => "organization", "name" => "Analytical Engines", "members_count" => 2)])
      end
      expect(backend("GET", "/v1/users/#{grace.id}/organization_memberships")).to match(
        [200, { "total_count" => 1, "data" => [include(
          "object" => "organization_membership", "role" => "org:member",
          "permissions" => include("org:engines:read"), "organization" => include("id" => organization.id),
          "public_user_data" => include("user_id" => grace.id)
        )] }]
      )
    end

    it "tells sessions and revokes them" do
      session = local.sign_in(ada.id, organization_id: organization.id)
      expect(backend("GET", "/v1/sessions/#{session.id}").last).to include(
        "object" => "session", "status" => "active", "user_id" => ada.id, "client_id" => session.client.id,
        "last_active_organization_id" => organization.id, "expire_at" => (time + 604_800) * 1000
      )
      expect(backend("POST", "/v1/sessions/#{session.id}/revoke")).to match([200, include("status" => "revoked")])
      expect(backend_error("POST", "/v1/sessions/#{session.id}/tokens")).to eq([404, "resource_not_found"])
    end

    it "makes tokens, and tokens from templates, of a given lifetime" do
      session = local.sign_in(ada.id)
      status, answer = backend("POST", "/v1/sessions/#{session.id}/tokens")
      expect([status, answer["object"]]).to eq([200, "token"])
      expect(claims(answer["jwt"])).to include("sid" => session.id, "exp" => time + 60)
      _, answer = backend("POST", "/v1/sessions/#{session.id}/tokens/db", json: { expires_in_seconds: 600 })
      expect(decode(answer["jwt"])).to match([include("cat" => "cl_B7d4PD222AAA"), include("exp" => time + 600)])
      [10, "600", 1.5, 1 << 70].each do |seconds|
        expect(backend_error("POST", "/v1/sessions/#{session.id}/tokens", json: { expires_in_seconds: seconds }))
          .to eq([422, "form_param_value_invalid"])
      end
    end

    it "knows only the templates it was given, when it was given any" do
      strict = described_class.new(key:, templates: { db: {} })
      allow(self).to receive(:local).and_return(strict)
      id = strict.sign_in("ada").id
      expect(backend("POST", "/v1/sessions/#{id}/tokens/db").first).to eq(200)
      expect(backend_error("POST", "/v1/sessions/#{id}/tokens/other")).to eq([404, "resource_not_found"])
    end

    it "says 404 for what there is not, 405 for a wrong method" do
      %w[/v1/users/user_x /v1/sessions/sess_x /v1/organizations/org_x /v1/users/user_x/organization_memberships
         /v1/nothing /v1/users/%2e%2e /v1/].each do |path|
        expect(backend_error("GET", path)).to eq([404, "resource_not_found"]), path
      end
      expect(backend_error("DELETE", "/v1/users")).to eq([405, "method_not_allowed"])
    end

    it "forgets a deleted user with everything of theirs" do
      session = local.sign_in(ada.id)
      expect(local.delete_user(ada.id).username).to eq("ada")
      expect(backend_error("GET", "/v1/users/#{ada.id}")).to eq([404, "resource_not_found"])
      expect(session.status).to eq("removed")
      expect(backend("GET", "/v1/organizations/#{organization.id}").last["members_count"]).to eq(1)
      expect(local.delete_user(ada.id)).to be_nil
    end

    it "shows users and organizations that were added" do
      user = local.create_user(email_address: "new@example.com", first_name: "<b>", private_metadata: { "a" => 1 })
      team = local.create_organization(name: "Team", slug: "team", members: { user.id => { role: "lead" } })
      expect(backend("GET", "/v1/users/#{user.id}").last["private_metadata"]).to eq("a" => 1)
      expect(claims(local.session_token(user_id: user.id, organization_id: team.id))["o"])
        .to eq("id" => team.id, "rol" => "lead", "slg" => "team")
    end
  end

  describe "refreshing a session" do
    let(:session) { local.sign_in(ada.id) }
    let(:input) do
      { format: "cookie", expired_token: local.session_token(session_id: session.id, issued_at: time - 100),
        refresh_token: session.refresh_token, request_origin: "http://app.example:9292", request_headers: {} }
    end

    def refresh(**changes) = backend_error("POST", "/v1/sessions/#{session.id}/refresh", json: input.merge(changes))

    it "gives new cookies for the expired token and the refresh token" do
      status, answer = backend("POST", "/v1/sessions/#{session.id}/refresh", json: input)
      expect([status, answer["object"]]).to eq([200, "cookies"])
      expect(claims(values(answer["cookies"])["__session#{suffix}"]))
        .to include("sid" => session.id, "exp" => time + 60, "azp" => "http://app.example:9292")
    end

    it "gives a token alone when no cookies are asked for" do
      _, answer = backend("POST", "/v1/sessions/#{session.id}/refresh", json: input.merge(format: "token"))
      expect(claims(answer["jwt"])["sub"]).to eq(ada.id)
    end

    it "is refused with a reason" do
      other = local.sign_in(grace.id)
      expect(refresh(refresh_token: other.refresh_token)).to eq([401, "refresh_token_invalid"])
      forged = input[:expired_token].sub(/.{20}\z/, "A" * 20)
      [local.session_token(session_id: other.id), forged, "a.b.c", "x", "....", "W10.W10.W10"].each do |token|
        expect(refresh(expired_token: token)).to eq([401, "expired_token_invalid"]), token
      end
      expect(refresh(refresh_token: nil)).to eq([400, "form_param_missing"])
      expect(refresh(request_origin: ["x"])).to eq([400, "form_param_missing"])
      local.sign_out(session.id)
      expect(refresh).to eq([401, "session_not_active"])
    end
  end

  describe "cookies_for" do
    it "gives the cookies of a signed-in application without a handshake" do
      session = local.sign_in(ada.id)
      cookies = local.cookies_for(session.id)
      expect(cookies).to include("__client_uat" => time.to_s, "__clerk_db_jwt#{suffix}" => session.client.token)
      expect(claims(cookies["__session"])["sid"]).to eq(session.id)
    end
  end

  describe "hostile input" do
    it "is escaped on pages" do
      local.create_user(email_address: "x@example.com", first_name: %(<script>"'&))
      body = get("/sign-in", redirect_url: "http://a.example/?'", __clerk_db_jwt: %("><script>)).body
      expect(body).not_to match(/<script|\?'/)
      expect(body).to include("&lt;script&gt;&quot;&#39;&amp;", "http://a.example/?&#39;")
    end

    it "is answered with an error in JSON, never with an exception" do
      ["/sign-in?redirect_url=%", "/sign-in?a=%FF", "/sign-in?%ZZ=1", "/sign-in?a=#{"x" * 70_000}",
       "/sign-in?redirect_url=javascript:x", "/v1/client/handshake?redirect_url=%00", "/v1/client/handshake?=&&==",
       "/sign-out?redirect_url=http://%5B", "/v1/users/%FF", "/%FF", "/\xFF", "/x/../y", "//",
       "/sign-in/x"].each do |path|
        response = get(path)
        expect(response.status).to be_between(400, 404), path.inspect
        expect(JSON.parse(response.body)["errors"]).not_to be_empty
      end
    end

    it "in a posted body is answered likewise" do
      json = { "CONTENT_TYPE" => "application/json", "HTTP_AUTHORIZATION" => "Bearer #{local.options[:secret_key]}" }
      path = "/v1/sessions/#{local.sign_in(ada.id).id}/tokens"
      ["{", "[]", "null", "{}#{" " * 70_000}", "\xFF", "{\"a\":\"\xFF\"}", "[" * 5000, "x" * 70_000].each do |body|
        expect(request("POST", path, { input: body, **json }).status).to eq(400), body[0, 20]
      end
      form = { "CONTENT_TYPE" => "application/x-www-form-urlencoded" }
      { "user_id=%E0%A4%A" => 400, "user_id=\xFF" => 400, "user_id[]=1" => 404, "" => 404, "x" * 70_000 => 400,
        "user_id=%00" => 404 }.each do |body, status|
        expect(request("POST", "/sign-in", { input: body, **form }).status).to eq(status), body[0, 20]
      end
      expect(request("POST", "/sign-in",
                     { input: "user_id=#{ada.id}", "CONTENT_TYPE" => "text/plain" }).status).to eq(404)
    end

    it "in headers is ignored" do
      [{ "HTTP_COOKIE" => "\xFF=;;=;__clerk_local_dev_browser" }, { "HTTP_COOKIE" => "__clerk_local_dev_browser=\xFF" },
       { "HTTP_COOKIE" => "a=b; " * 1000 }, { "HTTP_AUTHORIZATION" => "\xFF" }].each do |headers|
        expect(get("/sign-in", {}, headers).status).to eq(200)
      end
      expect(get("/v1/users", {}, "HTTP_AUTHORIZATION" => "Bearer \xFF").status).to eq(401)
    end

    it "includes HEAD, which is answered without a body" do
      response = request("HEAD", "/sign-in")
      expect([response.status, response.body]).to eq([200, ""])
    end

    it "does not sign in a user the instance does not have" do
      expect(post("/sign-in", user_id: "user_x", redirect_url: home).status).to eq(404)
      expect(get("/sign-in", user_id: ada.id).body).not_to include("signed in as")
    end
  end

  describe "a session that has lasted a week" do
    it "has expired" do
      session = local.sign_in(ada.id)
      allow(local.instance_variable_get(:@clock)).to receive(:call).and_return(time + 604_800)
      expect([session.status, session.active?]).to eq(["expired", false])
      expect(backend("GET", "/v1/sessions/#{session.id}").last["status"]).to eq("expired")
    end
  end

  describe "Set-Cookie" do
    it "is an Array on Rack 3 and one String on Rack 2" do
      live = described_class.new(environment: :production, key:)
      env = Rack::MockRequest.env_for("/sign-in", method: "POST",
                                                  params: { user_id: live.users[0].id, redirect_url: home })
      allow(Rack).to receive(:release).and_return("3.2.0")
      expect(live.call(env.merge("rack.input" => env["rack.input"]))[1]["set-cookie"]).to be_an(Array)
      env["rack.input"].rewind
      allow(Rack).to receive(:release).and_return("2.2.22")
      expect(live.call(env)[1]["set-cookie"]).to include("\n")
    end
  end

  describe "start" do
    it "serves on loopback until the block ends, and a browser can sign in, hand shake and sign out" do
      url = described_class.start(key:) do |local|
        uri = URI(local.url)
        Net::HTTP.start(uri.host, uri.port) do |http|
          expect(http.get("/sign-in?redirect_url=http://127.0.0.1:9/").body).to include("Ada Lovelace")
          form = URI.encode_www_form(user_id: local.users.last.id, redirect_url: "http://127.0.0.1:9/app")
          back = http.post("/sign-in", form, "content-type" => "application/x-www-form-urlencoded")["location"]
          browser = query(back)["__clerk_db_jwt"]
          params = URI.encode_www_form(redirect_url: back, format: "nonce", __clerk_db_jwt: browser)
          nonce = query(http.get("/v1/client/handshake?#{params}")["location"])["__clerk_handshake_nonce"]
          payload = http.get("/v1/clients/handshake_payload?nonce=#{nonce}",
                             "authorization" => "Bearer #{local.options[:secret_key]}")
          token = values(JSON.parse(payload.body)["directives"])["__session"]
          expect(claims(token)["sub"]).to eq(local.users.last.id)
          expect(claims(token)["exp"]).to be_within(5).of(Time.now.to_i + 60)
          expect(http.get("/sign-out?__clerk_db_jwt=#{browser}").code).to eq("303")
        end
        local.url
      end
      expect(url).to match(%r{\Ahttp://127\.0\.0\.1:\d+\z})
      expect { Net::HTTP.get_response(URI(url)) }.to raise_error(SystemCallError)
    end

    it "stops on demand, also twice" do
      local = described_class.start(key:, host: "localhost")
      expect(local.url).to match(%r{\Ahttp://localhost:\d+\z})
      expect(Net::HTTP.get_response(URI("#{local.url}/.well-known/jwks.json")).code).to eq("200")
      2.times { local.stop }
      expect { Net::HTTP.get_response(URI(local.url)) }.to raise_error(SystemCallError)
    end

    it "listens nowhere but on loopback" do
      expect { described_class.start(key:, host: "0.0.0.0") }.to raise_error(ArgumentError, /loopback/)
    end

    it "answers many threads at once, each nonce once" do
      nonces = Array.new(20) { query(handshake.headers["location"])["__clerk_handshake_nonce"] }
      answers = Array.new(4) { Thread.new { nonces.map { |nonce| directives(nonce) } } }.flat_map(&:value)
      expect(answers.compact.size).to eq(20)
    end
  end
end
