# frozen_string_literal: true

# The middleware. Rack::Lint watches both sides of it in every example that does not say otherwise.
RSpec.describe Clerk::Rack do
  let(:app) { clerk_app(**offline) }
  let(:cookies) { signed_in_cookies }
  # Those of a browser whose session token has expired meanwhile.
  let(:stale) { cookies.tap { clock.advance(120) } }

  # Without Lint, which puts objects of its own around responses.
  def bare(application, **options) = described_class.new(application, **offline, **options)

  # Those of a browser with a session token that is as the arguments say.
  def session_cookie(...)
    cookies.slice("__clerk_db_jwt", "__client_uat").merge("__session" => local.session_token(...))
  end

  it "is also called Clerk::Rack::Middleware" do
    expect(described_class::Middleware).to be(described_class)
  end

  describe "an anonymous request" do
    it "reaches the application, which finds env['clerk'], and the response says why nobody is signed in" do
      response = request(app)
      expect(response.json).to eq("signed_in" => false, "user" => nil, "status" => "signed-out",
                                  "reason" => "dev-browser-missing")
      expect(response.headers).to eq("content-type" => "application/json", "x-clerk-auth-status" => "signed-out",
                                     "x-clerk-auth-reason" => "dev-browser-missing")
      expect(response.cookies).to eq([])
    end

    it "says so in production too, where an ordinary visit needs no handshake" do
      live = clerk_app(**offline(new_local(environment: :production)))
      expect(visit(live)).to have_attributes(status: 200, reason: "session-token-and-uat-missing")
    end

    it "leaves the body that the application made alone" do
      body = %w[a b].each
      expect(bare(->(_env) { [200, {}, body] }).call(environment)[2]).to be(body)
    end

    it "logs nothing" do
      request(app)
      visit(app)
      expect(log.text).to eq("")
    end
  end

  describe "a signed-in request" do
    it "is one with the cookies of a session" do
      expect(visit(app, cookies:).json).to include("signed_in" => true, "user" => ada.id)
    end

    it "is one with a bearer token" do
      expect(request(app, bearer: local.session_token).json).to include("signed_in" => true, "user" => ada.id)
    end

    it "may be of any method, from any origin: what was signed in stays signed in" do
      %w[GET POST PUT PATCH DELETE OPTIONS].each do |method|
        expect(request(app, method:, cookies:, HTTP_ORIGIN: "null").json).to include("signed_in" => true)
      end
    end

    it "gets the application's response untouched: the very same object" do
      response = [200, { "x" => "y" }.freeze, ["body"].freeze].freeze
      got = bare(->(_env) { response }).call(environment(cookies:))
      expect(got).to be(response)
    end

    it "needs only the cookies of one form, old or new" do
      plain, suffixed = cookies.partition { |name, _| !name.end_with?(local.cookie_suffix) }.map(&:to_h)
      expect(visit(app, cookies: plain).json).to include("signed_in" => true)
      expect(visit(app, cookies: suffixed).json).to include("signed_in" => true)
    end

    it "is not disturbed by the cookies of another instance on the same domain" do
      other = Clerk::Local.new(key: SpecInstance::OTHER_KEY, clock: clock.seconds)
      both = cookies.merge(signed_in_cookies(other))
      expect(visit(app, cookies: both).json).to include("signed_in" => true, "user" => ada.id)
    end

    it "is one with cookies although somebody else's scheme uses the Authorization header" do
      ["Basic dXNlcjpwYXNz", "DPoP #{local.session_token}", "Digest x=y", "bearer x"].each do |header|
        expect(visit(app, cookies:, HTTP_AUTHORIZATION: header).json).to include("signed_in" => true), header
      end
    end
  end

  describe "a token of another class, signed with the instance's own key" do
    let(:others) do
      { template: local.template_token("db", claims: { sid: "sess_1" }),
        machine: local.session_token(claims: { sub: "mch_1" }),
        oauth: local.session_token(header: { typ: "at+jwt" }),
        machine_class: local.session_token(header: { cat: "cl_B7d4PD333AAA" }) }
    end

    it "signs nobody in, by header" do
      others.each do |name, token|
        expect(request(app, bearer: token)).to have_attributes(reason: "token-type-mismatch", status: 200), name.to_s
      end
    end

    it "signs nobody in, by cookie" do
      others.each do |name, token|
        got = visit(app, cookies: cookies.except("__session#{local.cookie_suffix}").merge("__session" => token))
        expect(got.json).to include("signed_in" => false, "reason" => "token-type-mismatch"), name.to_s
      end
    end

    it "sets no cookies, whatever its author has written into it" do
      evil = local.template_token("x", claims: { handshake: ["__session=evil; Path=/", "admin=1"] })
      response = visit(app, "/?__clerk_handshake=#{evil}", cookies:)
      expect(response.cookies.grep(/evil|admin/)).to eq([])
      live = new_local(environment: :production)
      evil = live.template_token("x", claims: { handshake: ["__session=evil; Path=/", "admin=1"] })
      response = visit(clerk_app(**offline(live)), cookies: signed_in_cookies(live).merge("__clerk_handshake" => evil))
      expect(response.json).to include("signed_in" => true)
      expect(response.cookies).to eq([])
    end
  end

  describe "a page visit whose session must be renewed" do
    let(:refresh) { ["__refresh#{local.cookie_suffix}"] }

    it "is redirected to Clerk without reaching the application" do
      called = false
      app = clerk_app(->(_env) { called = true }, **offline)
      response = visit(app, "/page?a=b", cookies: stale.except(*refresh))
      expect(response).to have_attributes(status: 307, body: "")
      expect(response.location).to start_with("#{local.options[:proxy_url]}/v1/client/handshake?")
      expect(response.query).to include("redirect_url" => "http://app.example/page?a=b", "format" => "nonce",
                                        "__clerk_hs_reason" => /\Asession-token-expired/)
      expect(response.headers).to include("cache-control" => "no-store", "x-clerk-auth-status" => "handshake")
      expect(called).to be(false)
    end

    it "is redirected for each of the reasons there are" do
      now = clock.now
      reasons = {
        {} => "dev-browser-missing",
        session_cookie.merge("__client_uat" => "0") => "session-token-but-no-client-uat",
        session_cookie.except("__session") => "client-uat-but-no-session-token",
        session_cookie.merge("__client_uat" => (now + 30).to_s) => "session-token-iat-before-client-uat",
        session_cookie(claims: { nbf: now + 60 }) => "session-token-nbf",
        session_cookie(issued_at: now + 60, claims: { nbf: now }) => "session-token-iat-in-the-future",
        session_cookie(issued_at: now - 100, claims: { sid: "" }).merge("__client_uat" => "1") =>
          "session-token-expired-refresh-non-eligible-no-refresh-cookie"
      }
      reasons.each do |cookies, reason|
        expect(visit(app, cookies:)).to have_attributes(status: 307, reason:)
      end
      expect(visit(app, "/?__clerk_db_jwt=dvb_1", cookies:))
        .to have_attributes(status: 307, reason: "dev-browser-sync")
    end

    it "is not redirected when it is no page visit: scripts and forms are told and decide themselves" do
      cookies = stale.except(*refresh)
      [{ HTTP_SEC_FETCH_DEST: "empty" }, { HTTP_SEC_FETCH_DEST: "empty", HTTP_ACCEPT: "text/html" },
       { method: "POST", HTTP_SEC_FETCH_DEST: "document" }, { method: "HEAD", HTTP_ACCEPT: "text/html" },
       { method: "OPTIONS" }, { HTTP_ACCEPT: "application/json", HTTP_X_REQUESTED_WITH: "XMLHttpRequest" },
       {}].each do |env|
        response = request(clerk_app(->(_env) { [204, {}, []] }, **offline), cookies:, **env)
        expect(response).to have_attributes(status: 204, location: nil, reason: /\Asession-token-expired/), env.to_s
      end
    end

    it "is not redirected for ever: the fourth time it reaches the application, and the log says what is wrong" do
      got = (0..3).map { |count| visit(app, cookies: { "__clerk_redirect_count" => count.to_s }) }
      expect(got.map(&:status)).to eq([307, 307, 307, 200])
      expect(got.first(3).map { |response| response.cookies.first[/\d/] }).to eq(%w[1 2 3])
      expect(got.last.reason).to eq("dev-browser-missing")
      expect(log.lines).to contain_exactly(/redirect loop.*probably not of the same instance/)
    end

    it "is not redirected to a host that it made up itself" do
      got = visit(clerk_app(**offline, trusted_hosts: ["app.example"]), HTTP_X_FORWARDED_HOST: "evil.example")
      expect(got.query["redirect_url"]).to eq("http://app.example/")
    end
  end

  describe "coming back from Clerk" do
    let(:directives) do
      ["__session=#{local.session_token}; Path=/; SameSite=Lax; Max-Age=315360000; Partitioned",
       "__client_uat#{local.cookie_suffix}=#{clock.now}; Path=/; Expires=Fri, 01 Jan 2044 10:20:30 GMT; HttpOnly"]
    end

    it "in development sets Clerk's cookies, to the letter, and takes the token out of the URL" do
      response = visit(app, "/page?a=b&__clerk_handshake=#{local.handshake_token(directives)}&c=d")
      expect(response).to have_attributes(status: 307, location: "http://app.example/page?a=b&c=d", cookies: directives)
      expect(response.headers).to include("cache-control" => "no-store")
    end

    it "in production sets them on the application's own response" do
      live = new_local(environment: :production)
      directives = ["__session=#{live.session_token}; Path=/; Partitioned", "__client_uat=#{clock.now}; Path=/"]
      response = visit(clerk_app(**offline(live)), cookies: { "__clerk_handshake" => live.handshake_token(directives) })
      expect(response).to have_attributes(status: 200, cookies: directives, location: nil)
      expect(response.json).to include("signed_in" => true)
    end

    it "in production goes on with the cookies there are when the token is stale, foreign or garbage" do
      live = new_local(environment: :production)
      header, claims = decode(live.handshake_token(["__session=evil"]))
      bad = ["garbage", "a.b.c", forge(header, claims, key: SpecInstance::OTHER_KEY),
             live.template_token("x", claims: { handshake: ["a=1"] }),
             live.handshake_token(["__session=#{live.session_token(issued_at: clock.now - 9999)}; Path=/"])]
      bad.each do |token|
        got = visit(clerk_app(**offline(live)), cookies: signed_in_cookies(live).merge("__clerk_handshake" => token))
        expect(got.json).to include("signed_in" => true)
        expect(got.cookies).to eq([])
      end
      expect(log.lines.size).to eq(bad.size)
      expect(log.text).not_to match(/eyJ|evil/)
    end

    it "in development explains on a page of its own that the keys were switched" do
      header, claims = decode(local.handshake_token(directives))
      forged = forge(header, claims, key: SpecInstance::OTHER_KEY)
      response = visit(app, "/?__clerk_handshake=#{forged}")
      expect(response.status).to eq(500)
      expect(response["content-type"]).to start_with("text/plain")
      expect(response.body).to match(/switched Clerk keys, clear the cookies/)
      expect(response.body).not_to include(forged[0, 20])
      expect(response.cookies).to eq([])
    end

    it "never sets a cookie that would be another header" do
      response = visit(app, "/?__clerk_handshake=#{local.handshake_token([*directives, "a=1\r\nX-Evil: 1", "b=1\n"])}")
      expect(response.cookies).to eq(directives)
    end

    it "does not go round in circles over a nonce that a cookie has kept" do
      response = visit(app, "/page", cookies: { "__clerk_handshake_nonce" => "left_over" })
      expect(response.location).not_to eq("http://app.example/page")
    end

    it "is forgiven a wrong clock in development, with a log line" do
      early = ["__session=#{local.session_token(issued_at: clock.now + 600)}; Path=/"]
      response = visit(app, "/?__clerk_handshake=#{local.handshake_token(early)}")
      expect(response).to have_attributes(status: 307, cookies: early)
      expect(log.text).to match(/Clock skew detected/)
    end
  end

  describe "an application's own cookies" do
    let(:live) { new_local(environment: :production) }
    let(:ours) { ["__session=#{live.session_token}; Path=/"] }
    let(:returning) { environment(cookies: { "__clerk_handshake" => live.handshake_token(ours) }) }
    let(:lists) { Rack.release.to_i >= 3 }

    def cookies_after(headers)
      status, headers, body = described_class.new(->(_env) { [200, headers, []] }, **offline(live)).call(returning)
      SpecRequests::Answer.new(status, headers, body, {}).cookies
    end

    it "stay, be it none, one or several" do
      expect(cookies_after({})).to eq(ours)
      expect(cookies_after("set-cookie" => "a=1")).to eq(["a=1", *ours])
      expect(cookies_after("set-cookie" => lists ? %w[a=1 b=2] : "a=1\nb=2")).to eq(["a=1", "b=2", *ours])
    end

    it "stay under whatever spelling of the header" do
      expect(cookies_after("Set-Cookie" => "a=1")).to eq(["a=1", *ours])
    end

    it "stay when the headers are frozen, and are not changed for the next response" do
      headers = { "set-cookie" => "a=1" }.freeze
      2.times { expect(cookies_after(headers)).to eq(["a=1", *ours]) }
      expect(headers).to eq("set-cookie" => "a=1")
    end

    it "are joined with Clerk's as this version of Rack wants it" do
      two = ["__session=#{live.session_token}; Path=/", "x=y"]
      env = environment(cookies: { "__clerk_handshake" => live.handshake_token(two) })
      _, headers, = described_class.new(->(_env) { [200, {}, []] }, **offline(live)).call(env)
      expect(headers.find { |name, _| name.casecmp?("set-cookie") }.last).to eq(lists ? two : two.join("\n"))
    end
  end

  describe "an expired session with a refresh token" do
    let(:backend) { SpecBackend.start(local) }
    let(:app) { clerk_app(**offline, api_url: backend.url, read_timeout: 0.15) }
    it "is renewed on the spot: no redirect, new cookies" do
      response = visit(app, cookies: stale)
      expect(response).to have_attributes(status: 200, location: nil)
      expect(response.json).to include("signed_in" => true, "user" => ada.id)
      expect(response.cookies.grep(/\A__session=eyJ/)).not_to be_empty
      expect(visit(app, cookies: SpecBrowser.cookies(response.cookies)).cookies).to eq([])
    end

    it "is renewed for a script, but not for a form" do
      expect(request(app, cookies: stale).json).to include("signed_in" => true)
      expect(request(app, method: "POST", cookies: stale))
        .to have_attributes(reason: "session-token-expired-refresh-non-eligible-non-get", cookies: [])
    end

    it "goes through Clerk's pages when it cannot be" do
      reasons = { down: "fetch-error", server_error: "spec_code", html: "unexpected-sdk-error",
                  bad_gateway: "unexpected-bapi-error" }
      reasons.each do |fault, reason|
        backend.fail_with(fault)
        expect(visit(app, cookies: stale))
          .to have_attributes(status: 307, reason: "session-token-expired-refresh-#{reason}")
      end
    end
  end

  describe "excluded_routes" do
    let(:backend) { SpecBackend.start(local) }
    let(:app) { clerk_app(**backend.options, **on_the_clock, excluded_routes: ["/health", "/assets/*", "/a/*/z"]) }

    it "are not authenticated, not redirected and not marked" do
      %w[/health /assets/ /assets/app/x.js /a/b/c/z].each do |path|
        response = visit(app, path, bearer: local.session_token)
        expect(response.json).to eq("signed_in" => false, "user" => nil, "status" => "signed-out",
                                    "reason" => "excluded-route"), path
        expect(response.headers.keys.grep(/clerk/)).to eq([])
      end
      expect(backend.calls).to eq(0)
    end

    it "still have an env['clerk'] that answers everything, for layouts they share" do
      auth = visit(app, "/health").auth
      expect(auth).to have_attributes(signed_in?: false, user: nil, session: nil, organization: nil,
                                      session_claims: nil)
      expect(auth.has?(role: :admin)).to be(false)
      expect(auth.sign_in_url).to eq(local.options[:sign_in_url])
    end

    it "are only those that are listed" do
      %w[/healthy /health/ /Health /assets /asset/x / //health].each do |path|
        expect(visit(app, path)).to have_attributes(status: 307), path
      end
    end

    it "cannot be used to be signed in elsewhere" do
      response = visit(app, "/assets/../admin", cookies:)
      expect(response.json).to include("signed_in" => false)
    end
  end

  describe "with options per request" do
    let(:other) { Clerk::Local.new(key: SpecInstance::OTHER_KEY, clock: clock.seconds, url: "http://127.0.0.1:9") }
    let(:backend) { SpecBackend.start(other) }
    let(:app) do
      clerk_app(**offline) do |request|
        backend.options.merge(jwt_key: nil) if request.host == "other.example"
      end
    end

    it "serves each request with its own instance" do
      other_token = other.session_token
      expect(request(app, bearer: local.session_token).json).to include("user" => ada.id)
      expect(request(app, bearer: other_token).json).to include("signed_in" => false)
      elsewhere = { HTTP_HOST: "other.example" }
      expect(request(app, bearer: other_token, **elsewhere).json).to include("user" => other.users.first.id)
      expect(request(app, bearer: local.session_token, **elsewhere).json).to include("signed_in" => false)
    end

    it "makes an instance once for the same options, so that its keys are fetched once" do
      5.times { request(app, bearer: other.session_token, HTTP_HOST: "other.example") }
      expect(backend.calls).to eq(1)
    end

    it "keeps a bounded number of them, the newest" do
      fetched = []
      http = ->(_method, url, *) { fetched << url and [200, {}, JSON.generate(local.jwks)] }
      app = clerk_app(**offline) { |request| { jwt_key: nil, http:, api_url: "https://api.example#{request.path}" } }
      ask = ->(number) { request(app, "/#{number}", bearer: local.session_token) }
      100.times(&ask)
      expect { ask.call(99) }.not_to(change(fetched, :size))
      expect { ask.call(0) }.to change(fetched, :size).from(100).to(101)
    end

    it "shares the keys when only something else differs" do
      backend = SpecBackend.start(local)
      app = clerk_app(**backend.options, **on_the_clock) { |request| { sign_in_url: "/#{request.host}" } }
      %w[a.example b.example c.example].each do |host|
        expect(request(app, bearer: local.session_token, HTTP_HOST: host).json).to include("signed_in" => true)
      end
      expect(backend.calls).to eq(1)
    end

    it "names the option when the block gives a wrong one" do
      app = clerk_app(**offline) { { clock_skew: -1 } }
      expect { request(app) }.to raise_error(Clerk::ConfigurationError, /clock_skew/)
    end
  end

  describe "twice in one application" do
    it "with the same configuration authenticates once" do
      Clerk.configure { |config| config.assign(offline) }
      seen = []
      inner = described_class.new(->(env) { seen << env["clerk"] and [200, {}, []] })
      between = ->(env) { seen << env["clerk"] and inner.call(env) }
      Rack::Lint.new(described_class.new(between)).call(environment(cookies:))
      expect(seen.size).to eq(2)
      expect(seen.first).to be(seen.last)
    end

    it "with different instances shares nothing, neither keys nor options" do
      other = Clerk::Local.new(key: SpecInstance::OTHER_KEY, clock: clock.seconds, url: "http://127.0.0.1:9")
      backends = [local, other].map { |instance| SpecBackend.start(instance) }
      apps = backends.map { |backend| clerk_app(**backend.options, **on_the_clock) }
      answers = apps.product([local, other]).map do |app, instance|
        request(app, bearer: instance.session_token).json["signed_in"]
      end
      expect(answers).to eq([true, false, false, true])
      expect(Clerk.configuration.secret_key).to be_nil
    end

    it "with other options, the inner one has the last word inside" do
      inner = described_class.new(SpecLint.new(SpecRequests::WHO), **offline, excluded_routes: ["/open*"])
      outer = described_class.new(inner, **offline)
      env = environment("/open", cookies:)
      expect(SpecRequests::Answer.new(*outer.call(env), env).json).to include("reason" => "excluded-route")
    end
  end

  describe "log lines" do
    it "appear once where once is enough" do
      3.times { visit(app, cookies: session_cookie(claims: { azp: nil })) }
      expect(log.lines).to contain_exactly(/\AWARN clerk: .*no authorized party/)
    end

    it "change nothing about the response they come with" do
      response = [200, {}.freeze, []].freeze
      got = bare(->(_env) { response }).call(environment(cookies: session_cookie(claims: { azp: nil })))
      expect(got).to eq(response)
    end

    it "go to the standard error when the application has no logger" do
      app = clerk_app(**offline, logger: nil)
      expect { visit(app, cookies: { "__clerk_redirect_count" => "3" }) }.to output(/ERROR.*redirect loop/).to_stderr
    end
  end

  describe "a pending session" do
    let(:pending) { session_cookie(claims: { sts: "pending" }) }

    it "is nobody for the application, and for the response a session" do
      response = visit(app, cookies: pending)
      expect(response.json).to eq("signed_in" => false, "user" => nil, "status" => "signed-in", "reason" => nil)
      expect(response.headers.keys.grep(/clerk/)).to eq([])
    end

    it "counts where the application says so" do
      app = clerk_app(**offline, treat_pending_as_signed_out: false)
      expect(visit(app, cookies: pending).json).to include("signed_in" => true)
    end
  end

  describe "signing keys that have grown old" do
    let(:backend) { SpecBackend.start(local) }
    let(:events) { [] }
    let(:app) do
      clerk_app(->(env) { events << :app and SpecRequests::WHO.call(env) }, **backend.options, **on_the_clock)
    end

    before do
      request(app, bearer: local.session_token)
      clock.advance(301)
      events.clear
    end

    %w[rack.response_finished rack.after_reply].each do |hook|
      it "serve on, and are fetched anew after the response (#{hook})" do
        callbacks = []
        response = request(app, bearer: local.session_token, hook => callbacks)
        expect(response.json).to include("signed_in" => true)
        expect([callbacks.size, backend.calls]).to eq([1, 1])
        callbacks.each { |callback| hook.end_with?("finished") ? callback.call({}, 200, {}, nil) : callback.call }
        expect(backend.calls).to eq(2)
      end
    end

    it "are fetched once the application has answered where the server cannot tell" do
      backend_calls = nil
      app = clerk_app(->(_env) { (backend_calls = backend.calls) && [200, {}, []] }, **backend.options, **on_the_clock)
      request(app, bearer: local.session_token)
      before = backend.calls
      clock.advance(301)
      request(app, bearer: local.session_token)
      expect([backend_calls, backend.calls]).to eq([before, before + 1])
    end

    it "are asked for once, not by every request meanwhile" do
      callbacks = Array.new(5) do
        [].tap { |list| request(app, bearer: local.session_token, "rack.after_reply" => list) }
      end
      expect(callbacks.flatten.size).to eq(1)
    end
  end

  describe "when something goes wrong" do
    it "in the application, the exception is the application's" do
      app = clerk_app(->(_env) { raise KeyError, "mine" }, **offline)
      expect { request(app, cookies:) }.to raise_error(KeyError, "mine")
    end

    it "in the gem, nobody is signed in and the log has a line without a secret" do
      calls = 0
      breaks = lambda do
        (calls += 1) == 1 ? raise("secret #{local.options[:secret_key]}") : clock.milliseconds.call
      end
      app = clerk_app(**offline, clock: breaks)
      response = request(app, bearer: local.session_token)
      expect(response).to have_attributes(status: 200, reason: "unexpected-error")
      expect(log.lines).to eq(["ERROR clerk: A request could not be authenticated: RuntimeError"])
    end
  end
end
