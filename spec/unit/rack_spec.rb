# frozen_string_literal: true

# The middleware. Rack::Lint watches both sides of it in every example that does not say otherwise.
RSpec.describe Clerk::Rack do
  include_context "with the middleware"

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

    it "are fetched at once where the server cannot tell when a response is on its way, and serve if that fails" do
      expect(request(app, bearer: local.session_token).json).to include("signed_in" => true)
      expect(backend.calls).to eq(2)
      clock.advance(301)
      backend.fail_with(:server_error)
      expect(request(app, bearer: local.session_token).json).to include("signed_in" => true)
      expect(backend.calls).to eq(3)
    end

    it "sign nobody out when they cannot be refreshed, whatever the reason" do
      odd = [].freeze
      response = request(app, bearer: local.session_token, "rack.after_reply" => odd)
      expect(response.json).to include("signed_in" => true)
      expect(log.lines).to contain_exactly(/ERROR clerk: The signing keys could not be refreshed: FrozenError/)
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
