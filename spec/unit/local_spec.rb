# frozen_string_literal: true

# The stand-in instance: who it refuses to be, what it signs, and what it makes of nonsense.
RSpec.describe Clerk::Local do
  include_context "with Clerk::Local"

  describe "in production" do
    %w[RACK_ENV RAILS_ENV APP_ENV].each do |variable|
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
        sign_in_url: "http://127.0.0.1:4010/sign-in", sign_up_url: "http://127.0.0.1:4010/sign-up",
        sign_out_url: "http://127.0.0.1:4010/sign-out"
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
