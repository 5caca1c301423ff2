# frozen_string_literal: true

# What has gone wrong in a Ruby SDK for Clerk before, one example each, through the real middleware: none of it can
# happen here. S is for security, C for correctness.
RSpec.describe "A defect that is known from elsewhere" do
  let(:app) { clerk_app(**offline) }
  let(:fetch) { SpecRequests::FETCH.transform_keys(&:to_sym) }
  let(:cookies) { signed_in_cookies }

  def bearer(**token) = request(app, bearer: local.session_token(**token))

  def with_session(token) = cookies.merge(cookies.keys.grep(/\A__session/).to_h { |name| [name, token] })

  def signed_in?(token, with: app) = request(with, bearer: token).json["signed_in"]

  def auth_of(with: app, **options) = request(with, **options).auth

  # Everything that is redirected when a page is asked for.
  def expired
    with_session(local.session_token(issued_at: clock.now - 300)).except("__refresh#{local.cookie_suffix}")
  end

  describe "S1" do
    it "other classes of tokens do not sign in, neither in the header nor in a cookie" do
      [local.template_token("api"), local.machine_token(:m2m_token, jwt: true, subject: "mch_1"),
       local.machine_token(:oauth_token, jwt: true)].each do |token|
        expect(signed_in?(token)).to be(false)
        expect(visit(app, cookies: with_session(token)).json["signed_in"]).to be(false)
      end
    end
  end

  describe "S2" do
    it "a template's `handshake` claim sets no cookie" do
      token = local.template_token("evil", claims: { handshake: ["__session=evil; Path=/"] })
      expect(visit(app, "/?__clerk_handshake=#{token}").cookies.join).not_to include("evil;")
    end
  end

  describe "S3" do
    it "a token for another origin, issuer or audience is refused when these are configured" do
      strict = { authorized_parties: ["https://app.example"], audience: ["api"], issuer: [local.issuer] }
      app = clerk_app(**offline, **strict)
      good = { azp: "https://app.example", aud: "api" }
      expect(signed_in?(local.session_token(claims: good), with: app)).to be(true)
      evil = [{ azp: "https://evil.example" }, { azp: nil }, { aud: "other" }, { iss: "https://clerk.evil.example" }]
      evil.each do |bad|
        expect(signed_in?(local.session_token(claims: good.merge(bad)), with: app)).to be(false)
      end
    end
  end

  describe "S4" do
    it "a pending session is not signed in" do
      expect(signed_in?(local.session_token(claims: { sts: "pending" }))).to be(false)
    end
  end

  describe "S5" do
    it "a session without `fva` passes no reverification" do
      auth = auth_of(bearer: local.session_token(claims: { fva: nil }))
      expect(%i[strict_mfa strict moderate lax].map { |level| auth.has?(reverification: level) }).to all be(false)
    end
  end

  describe "S6" do
    it "a token of one instance is refused at another, in one process, whatever was fetched before" do
      first, second = Array.new(2) { |number| Clerk::Local.start(clock: clock.seconds, name: "instance-#{number}") }
      apps = [first, second].map { |local| clerk_app(**local.options, **on_the_clock) }
      tokens = [first, second].map(&:session_token)
      answers = apps.product(tokens).map { |app, token| signed_in?(token, with: app) }
      expect(answers).to eq([true, false, false, true])
    ensure
      [first, second].compact.each(&:stop)
    end
  end

  describe "S7" do
    it "a token without `exp`, or from the future, is refused" do
      expect(signed_in?(local.session_token(claims: { exp: nil }))).to be(false)
      early = local.session_token(issued_at: clock.now + 60, expires_in: 600, claims: { nbf: nil })
      expect(signed_in?(early)).to be(false)
    end
  end

  describe "S8" do
    it "a longer time-out does not make tokens live longer" do
      patient = clerk_app(**offline, read_timeout: 600, open_timeout: 600)
      expect(signed_in?(local.session_token(issued_at: clock.now - 70), with: patient)).to be(false)
    end
  end

  describe "S9" do
    it "whatever way a path is written, an excluded route is signed out, so nothing is opened by it" do
      app = clerk_app(**offline, excluded_routes: ["/health", "/assets/*"])
      ["/health", "/assets//../admin", "/assets/%2e%2e/admin"].each do |path|
        expect(request(app, path, cookies:).json["signed_in"]).to be(false)
      end
      expect(request(app, "//health", cookies:).json["signed_in"]).to be(true)
    end
  end

  describe "C1 and C2" do
    it "a script or a form with an expired token is answered, not redirected" do
      [fetch, { HTTP_ACCEPT: "text/html", HTTP_SEC_FETCH_DEST: "empty" }].each do |headers|
        expect(request(app, cookies: expired, **headers).status).to eq(200)
      end
      expect(visit(app, method: "POST", cookies: expired).status).to eq(200)
      expect(visit(app, cookies: expired).status).to eq(307)
    end
  end

  describe "C3" do
    it "in development the handshake does not stay in the URL" do
      answer = visit(app, "/a?b=1&__clerk_handshake=#{local.handshake_token(["__session=#{local.session_token}"])}")
      expect([answer.status, answer.location]).to eq([307, "http://app.example/a?b=1"])
    end
  end

  describe "C4 and C5" do
    it "in production a stale or foreign handshake does not stand in the way of a good session" do
      local = new_local(environment: :production)
      cookies = local.cookies_for(local.sign_in(local.users.first.id).id)
      app = clerk_app(**offline(local))
      expired = local.handshake_token(["__session=#{local.session_token(issued_at: clock.now - 600)}"])
      foreign = forge({ alg: "RS256", typ: "JWT" }, { handshake: [] }, key: SpecInstance::OTHER_KEY)
      ["garbage", foreign, expired].each do |stale|
        expect(visit(app, cookies: cookies.merge("__clerk_handshake" => stale)).json["signed_in"]).to be(true)
      end
    end
  end

  describe "C6" do
    it "cookies of a handshake keep every attribute, letter for letter" do
      directive = "__Session_AbC=x; Path=/; Domain=Example.com; Max-Age=60; Secure; HttpOnly; SameSite=None; " \
                  "Partitioned; Expires=Fri, 01 Jan 2100 23:59:59 GMT"
      expect(visit(app, "/?__clerk_handshake=#{local.handshake_token([directive])}").cookies).to eq([directive])
    end
  end

  describe "C7 and C8" do
    it "paths and queries that are no URL, and parameters that are there twice, are only requests" do
      ["/a|b", "/[", "/%"].each { |path| expect(request(app, PATH_INFO: path).status).to eq(200) }
      app = clerk_app(**offline(new_local(environment: :production)))
      ["q=%", "__clerk_handshake=1&__clerk_handshake=2", "__clerk_handshake[]=1"].each do |query|
        expect(request(app, QUERY_STRING: query).status).to eq(200)
      end
      expect(request(app, PATH_INFO: "/caf\xC3\xA9".b, QUERY_STRING: "\xFF".b).status).to eq(200)
    end
  end

  describe "C9" do
    it "another scheme in the Authorization header leaves the cookies alone" do
      ["Basic YTpi", "DPoP eyJ", "Digest x=y"].each do |authorization|
        expect(request(app, cookies:, HTTP_AUTHORIZATION: authorization).json["signed_in"]).to be(true)
      end
    end
  end

  describe "C10" do
    it "an Origin header signs nobody out" do
      ["null", "https://elsewhere.example"].each do |origin|
        expect(request(app, method: "POST", cookies:, HTTP_ORIGIN: origin).json["signed_in"]).to be(true)
      end
    end
  end

  describe "C11" do
    it "suffixed cookies alone sign in" do
      suffixed = cookies.select { |name, _| name.end_with?(local.cookie_suffix) }
      expect(visit(app, cookies: suffixed).json["signed_in"]).to be(true)
    end
  end

  describe "C12" do
    it "on an excluded route there is an object to ask" do
      app = clerk_app(**offline, excluded_routes: ["/health"])
      expect(request(app, "/health").auth).to have_attributes(signed_in?: false, user_id: nil, user: nil)
    end
  end

  describe "C13" do
    it "redirects end, and none of them is cached" do
      answers = (0..4).map { |count| visit(app, cookies: expired.merge("__clerk_redirect_count" => count.to_s)) }
      expect(answers.map(&:status)).to eq([307, 307, 307, 200, 200])
      expect(answers.first(3).map { |answer| answer["cache-control"] }).to all eq("no-store")
    end
  end

  describe "C14" do
    it "more bit masks than features, and more bits than permissions, mean nothing" do
      claims = { fea: "o:invoices", o: { id: "org_1", rol: "admin", slg: "a", per: "read", fpm: "3,255" } }
      expect(auth_of(bearer: local.session_token(claims:)).organization_permissions).to eq(["org:invoices:read"])
    end
  end

  describe "C15" do
    it "a missing or malformed key is an error at boot" do
      keys = offline.except(:jwt_key)
      [keys.except(:secret_key), keys.except(:publishable_key), keys.merge(publishable_key: "pk_test_")].each do |bad|
        expect { Clerk::Rack.new(->(_env) {}, **bad) }.to raise_error(Clerk::ConfigurationError, /_key/)
      end
    end
  end

  describe "C16" do
    it "the options of one middleware are not those of another" do
      strict = clerk_app(**offline, authorized_parties: ["https://other.example"])
      expect([app, strict].map { |with| signed_in?(local.session_token, with:) }).to eq([true, false])
      expect(Clerk.configuration.authorized_parties).to be_nil
    end
  end

  describe "C17" do
    it "the logger that is configured is the one that is used" do
      visit(app, cookies: expired.merge("__clerk_redirect_count" => "3"))
      expect(log.lines).to match([/redirect loop/])
    end
  end

  describe "C18" do
    it "the Backend API is told which version of it is meant" do
      backend = SpecBackend.start(local)
      signed_in?(local.session_token, with: clerk_app(**backend.options, **on_the_clock))
      expect(backend.requests.map { |env| env["HTTP_CLERK_API_VERSION"] }).to eq(["2026-05-12"])
    end
  end

  describe "C19" do
    it "there is always somewhere to sign in: without a configured page, the account portal" do
      auth = auth_of(with: clerk_app(**offline.except(:sign_in_url)))
      expect(auth.sign_in_url).to match(%r{\Ahttps://[^/]+\.accounts\.dev/sign-in\z})
    end
  end

  describe "C20" do
    it "a token that is not valid yet, or issued in the future, is worth a handshake" do
      { { nbf: clock.now + 60 } => "session-token-nbf",
        { iat: clock.now + 60, nbf: nil } => "session-token-iat-in-the-future" }.each do |claims, reason|
        answer = visit(app, cookies: with_session(local.session_token(claims:)))
        expect([answer.status, answer.reason]).to eq([307, reason])
      end
    end
  end
end
