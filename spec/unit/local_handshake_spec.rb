# frozen_string_literal: true

# How a browser signs in on the stand-in instance, and how an application hears of it.
RSpec.describe Clerk::Local do
  include_context "with Clerk::Local"

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
end
