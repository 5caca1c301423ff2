# frozen_string_literal: true

# What a request must bring to pass, and what it gets when it may not. Rack::RequireAuth, Rails' filters and Sinatra's
# conditions all answer as this does.
RSpec.describe Clerk::Guard do
  let(:page) { SpecRequests::DOCUMENT.transform_keys(&:to_sym) }
  let(:browser) { { cookies: { "__clerk_db_jwt" => "dvb_1" } } }

  # The answer of an application that guards everything.
  def answer(demands = {}, options = {}, path: "/page?a=1", **env)
    guard = described_class.new(**demands)
    app = clerk_app(->(rack) { guard.call(rack["clerk"]) || [200, {}, ["welcome"]] }, **offline, **options)
    request(app, path, **env)
  end

  def by_ada(demands = {}, options = {}, claims: {}, **env)
    token = local.session_token(user_id: "ada", organization_id: "analytical-engines", claims:)
    answer(demands, options, bearer: token, **env)
  end

  describe "for a stranger" do
    it "sends whoever visits a page to sign in, and back to it" do
      response = answer(**page, **browser)
      expect(response.status).to eq(302)
      expect(response.location).to start_with(local.options[:sign_in_url])
      expect(response.query["redirect_url"]).to eq("http://app.example/page?a=1")
    end

    it "answers scripts and other programs with 401, JSON and a challenge, and lets nobody cache it" do
      [{ HTTP_ACCEPT: "application/json" }, { HTTP_ACCEPT: "*/*", HTTP_SEC_FETCH_DEST: "empty" },
       { HTTP_ACCEPT: "text/html", HTTP_SEC_FETCH_DEST: "empty" }, {},
       { HTTP_ACCEPT: "text/vnd.turbo-stream.html, text/html" }].each do |env|
        response = answer(**env, **browser)
        expect(response.status).to eq(401), env.inspect
        expect(response.headers).to include("www-authenticate" => 'Bearer realm="clerk"', "cache-control" => "no-store",
                                            "content-type" => "application/json")
        expect(response.json).to eq("errors" => [{ "code" => "unauthenticated", "message" => "Sign in to continue." }])
      end
    end

    it "never redirects what carries something: a form gets a page that says what to do" do
      %w[POST PUT PATCH DELETE].each do |method|
        response = answer(method:, **page, **browser)
        expect(response.status).to eq(401), method
        expect(response["content-type"]).to start_with("text/html")
        expect(response.body).to include("Sign in to continue.")
        expect(CGI.unescapeHTML(response.body)).to include(%(href="#{local.options[:sign_in_url]}?))
        expect(response.location).to be_nil
      end
    end

    it "answers HEAD without a body, and with the headers of GET" do
      [page, {}].each do |env|
        response = answer(method: "HEAD", **env, **browser)
        expect(response).to have_attributes(status: 401, body: "", location: nil)
        expect(response["www-authenticate"]).to start_with("Bearer")
      end
    end

    it "never redirects a WebSocket" do
      response = answer(**page, **browser, HTTP_UPGRADE: "websocket", HTTP_CONNECTION: "Upgrade")
      expect(response).to have_attributes(status: 401, location: nil)
    end

    it "says so when a token was there and is no good (RFC 6750)" do
      challenge = ->(token) { answer(bearer: token)["www-authenticate"] }
      expect(challenge.call("x")).to eq('Bearer realm="clerk", error="invalid_token"')
      expect(challenge.call(local.session_token(expires_in: -60, issued_at: clock.now - 120)))
        .to eq('Bearer realm="clerk", error="invalid_token"')
    end

    it "has nowhere to send anybody when the request has no host to go by" do
      expect(answer(HTTP_HOST: "1.2.3.256", **page, **browser).status).to eq(401)
    end
  end

  describe "for somebody who is signed in" do
    it "lets them pass when nothing else is demanded" do
      expect(by_ada).to have_attributes(status: 200, body: "welcome")
    end

    it "demands rights in the active organization, all of them" do
      [{ role: "org:admin" }, { permission: "org:engines:read" }, { plan: "org:pro" }, { feature: "engines" },
       { role: :admin, permission: "engines:read", organization: true }]
        .each { |demands| expect(by_ada(demands).status).to eq(200), demands.inspect }
      [{ role: "org:boss" }, { role: :admin, plan: :gold }].each do |demands|
        response = by_ada(demands)
        expect(response.status).to eq(403)
        expect(response["www-authenticate"]).to eq('Bearer realm="clerk", error="insufficient_scope"')
        expect(response.json.dig("errors", 0, "code")).to eq("forbidden")
      end
    end

    it "shows a person a page, whom it does not redirect either: signing in again would not help" do
      response = by_ada({ role: :boss }, **page)
      expect(response).to have_attributes(status: 403, location: nil)
      expect(response["content-type"]).to start_with("text/html")
      expect(response.body).to include("You may not do this.")
    end

    it "demands an active organization" do
      alone = local.session_token(user_id: "ada", organization_id: "")
      expect(by_ada({ organization: true }).status).to eq(200)
      response = answer({ organization: true }, bearer: alone)
      expect([response.status, response.json.dig("errors", 0, "code")]).to eq([403, "organization_required"])
    end

    it "demands a fresh proof of who they are, in the form by which ClerkJS asks for it and tries again" do
      expect(by_ada({ reverification: :strict }, claims: { fva: [1, 1] }).status).to eq(200)
      hint = lambda do |reverification, ages|
        response = by_ada({ reverification: }, claims: { fva: ages }, **page)
        expect(response.status).to eq(403)
        response.json.fetch("clerk_error")
      end
      expect(hint.call(:strict, [11, 11])).to eq("type" => "forbidden", "reason" => "reverification-error",
                                                 "metadata" => { "reverification" => "strict" })
      expect(hint.call({ level: :second_factor, after_minutes: 3 }, [5, 5])["metadata"])
        .to eq("reverification" => { "level" => "second_factor", "afterMinutes" => 3 })
      expect(hint.call(:lax, nil)["reason"]).to eq("reverification-error")
    end

    it "asks for no proof of somebody who may not pass anyway" do
      expect(by_ada({ role: :boss, reverification: :strict }, claims: { fva: [99, 99] }).json).to include("errors")
    end
  end

  describe "for a session with tasks to do first" do
    it "sends them to the tasks" do
      response = answer(bearer: local.session_token(claims: { sts: "pending" }), **page)
      expect(response.location).to start_with("#{local.options[:sign_in_url]}/tasks?")
    end
  end

  describe "for machine tokens" do
    let(:machine) { local.machine_token(:m2m_token, jwt: true) }

    it "takes a session only, where the application accepts several kinds: a key is not all of its user" do
      expect(answer({}, { accepts_token: :any }, bearer: machine).status).to eq(401)
      expect(answer({}, { accepts_token: %i[session_token m2m_token] }, bearer: machine).status).to eq(401)
      expect(by_ada({}, { accepts_token: :any }).status).to eq(200)
    end

    it "takes what it is told to" do
      accepting = { accepts_token: %i[m2m_token api_key] }
      expect(answer(accepting, { accepts_token: :any }, bearer: machine).status).to eq(200)
      expect(by_ada(accepting, { accepts_token: :any }).status).to eq(401)
      expect(answer({ accepts_token: :any }, { accepts_token: :any }, bearer: machine).status).to eq(200)
    end

    it "takes the only kind that the application accepts" do
      expect(answer({}, { accepts_token: :m2m_token }, bearer: machine).status).to eq(200)
      expect(answer({}, { accepts_token: [:m2m_token] }, bearer: machine).status).to eq(200)
    end

    it "sends nobody to sign in where a session would not help" do
      person = { **page, **browser }
      expect(answer({}, { accepts_token: :m2m_token }, **person)).to have_attributes(status: 401, location: nil)
      expect(answer({}, { header_only: true }, **person)).to have_attributes(status: 401, location: nil)
      expect(answer({}, { header_only: true }, **person).body).not_to include("<a ")
      only_keys = { accepts_token: :api_key }
      expect(answer(only_keys, { accepts_token: :any }, **person)).to have_attributes(status: 401, location: nil)
    end

    it "gives them no rights of a session" do
      demands = { accepts_token: :any, role: "org:admin" }
      expect(answer(demands, { accepts_token: :any }, bearer: machine).status).to eq(403)
    end
  end

  describe "at boot" do
    it "names the demand that cannot be made" do
      { { roles: "x" } => /roles: is no demand; there are role, permission/, { role: 1 } => /role must be a text/,
        { reverification: :always } => /reverification must be :strict_mfa/, { role: "" } => /role/,
        { role: nil } => /role: is nil/, { reverification: nil } => /reverification: is nil/,
        { role: "org:" } => /role: "org:" names none/, { permission: "x:" } => /names none/,
        { feature: "a\0b" } => /names none/, { organization: "acme" } => /organization: must be true or false/,
        { accepts_token: :cookie } => /accepts_token.*must be :session_token/ }.each do |demands, message|
        expect { described_class.new(**demands) }.to raise_error(ArgumentError, message)
      end
    end
  end

  it "can be asked without an answer" do
    app = clerk_app(->(env) { [200, {}, [described_class.new.pass?(env["clerk"]).to_s]] }, **offline)
    expect([request(app, bearer: local.session_token).body, request(app).body]).to eq(%w[true false])
  end
end
