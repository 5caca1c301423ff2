# frozen_string_literal: true

require "rack/test"
require "clerk/testing"

# To require it is to switch it on. Everybody else's examples go without.
Clerk.override(nil)

RSpec.describe Clerk::Testing do
  include Rack::Test::Methods
  include described_class

  before { Clerk::TestKit.install }

  # What the application saw of the last request.
  let(:seen) { [] }
  let(:app) { application }

  def auth = seen.last

  def application(...)
    inner = lambda { |env|
      seen << env["clerk"]
      [200, { "content-type" => "text/plain" }, [""]]
    }
    Clerk::Rack.new(inner, ...)
  end

  def visit_app(headers = {})
    get("/", {}, headers.transform_keys { |name| "HTTP_#{name.upcase}" })
    auth
  end

  it "needs no keys, and signs nobody in by itself" do
    expect(visit_app).to have_attributes(signed_in?: false, reason: "session-token-and-uat-missing")
    expect(last_response.status).to eq(200)
  end

  it "goes by the name of sign_in_as_clerk too, which names the user among the options" do
    sign_in_as_clerk(user_id: "user_ada", org: "acme", role: "org:admin")
    expect(visit_app).to have_attributes(user_id: "user_ada", organization_slug: "acme", organization_role: "org:admin")
    sign_out_clerk
    expect(visit_app.signed_in?).to be(false)
  end

  describe "clerk_sign_in" do
    it "signs a new user in through the real middleware" do
      signed_in = clerk_sign_in
      expect(visit_app).to have_attributes(signed_in?: true, user_id: signed_in.user_id,
                                           session_id: signed_in.session_id, session_status: "active")
      expect(signed_in.user_id).to match(/\Auser_\w{27}\z/)
    end

    it "answers for Clerk what the application asks about the user, the session and the organization" do
      clerk_sign_in "user_ada", first_name: "Ada", email_address: "ada@example.com", public_metadata: { theme: "dark" },
                                org: { slug: "engines", name: "Analytical Engines" }
      expect(visit_app.user).to have_attributes(first_name: "Ada", public_metadata: { "theme" => "dark" })
      expect(auth.user.primary_email_address.to_s).to eq("ada@example.com")
      expect(auth.session.user_id).to eq("user_ada")
      expect(auth.organization.name).to eq("Analytical Engines")
      token = auth.token(template: "supabase")
      expect(Clerk.verify_token(token, token_class: :jwt_template)["sub"]).to eq("user_ada")
    end

    it "knows a user again, and changes what is said of them" do
      clerk_sign_in "user_ada", first_name: "Ada", last_name: "Byron"
      clerk_sign_in "user_ada", last_name: "Lovelace"
      expect(visit_app.user.full_name).to eq("Ada Lovelace")
      expect(described_class.instance.users.size).to eq(1)
    end

    it "takes an object's word for who it is" do
      user = described_class.instance.create_user(username: "grace", first_name: "Grace")
      ways = [user, user.id, "grace", Struct.new(:clerk_id).new(user.id),
              Struct.new(:id, :clerk_user_id).new(1, user.id)]
      expect(ways.map { |way| clerk_sign_in(way).user_id }.uniq).to eq([user.id])
      { Struct.new(:clerk_id).new(nil) => /none of clerk_user_id, clerk_id, id/, "nobody" => /"nobody" is no id/,
        Object.new => /Object has none/, Struct.new(:id).new(7) => /none of/ }.each do |nobody, message|
        expect { clerk_sign_in nobody }.to raise_error(ArgumentError, message)
      end
    end

    it "replaces whoever was signed in, and clerk_sign_out leaves nobody" do
      clerk_sign_in "user_ada"
      clerk_sign_in "user_grace"
      expect(visit_app.user_id).to eq("user_grace")
      clerk_sign_out
      expect(visit_app).to be_signed_out
    end

    it "refuses what would make a test prove nothing" do
      { { fist_name: "Ada" } => /fist_name/, { status: "Pending" } => /status is active or pending/,
        { permissions: ["invoices"] } => /a permission looks like/ }.each do |options, message|
        expect { clerk_sign_in(**options) }.to raise_error(ArgumentError, message)
      end
      clerk_sign_in "user_ada"
      expect { clerk_sign_in "user_ada", fist_name: "Ada" }.to raise_error(ArgumentError, /fist_name/)
    end

    it "does not show the token" do
      signed_in = clerk_sign_in(org: true)
      expect(signed_in.inspect).to include(signed_in.user_id, signed_in.organization_id)
      expect(signed_in.inspect).not_to include(signed_in.token.split(".").last)
    end
  end

  describe "in an organization" do
    it "is a new one, one by id or by slug, or what an object says" do
      { true => {}, "acme" => { organization_slug: "acme" }, "org_acme" => { organization_id: "org_acme" },
        { id: "org_x", slug: "x", name: "X" } => { organization_id: "org_x", organization_slug: "x" },
        Struct.new(:clerk_organization_id).new("org_y") => { organization_id: "org_y" } }.each do |org, attributes|
        clerk_sign_in(org:)
        expect(visit_app).to have_attributes(organization_id: start_with("org_"), organization_role: "org:member",
                                             **attributes)
      end
    end

    it "has the role and the permissions that are asked for, also without an organization of a name" do
      clerk_sign_in role: "admin", permissions: ["org:invoices:read", "reports:write"]
      expect(visit_app.organization_permissions).to contain_exactly("org:invoices:read", "org:reports:write")
      expect(auth.has?(role: "org:admin", permission: "invoices:read")).to be(true)
      expect(auth.has?(permission: "org:invoices:write")).to be(false)
    end

    it "leaves a member what they are" do
      described_class.instance.create_user(id: "user_ada")
      described_class.instance.create_organization(slug: "acme", name: "Acme", members: {
                                                     "user_ada" => { role: "admin", permissions: ["org:a:read"] }
                                                   })
      clerk_sign_in "user_ada", org: "acme"
      expect(visit_app).to have_attributes(organization_role: "org:admin", organization_permissions: ["org:a:read"])
      clerk_sign_in "user_ada", org: "acme", permissions: ["org:b:read"]
      expect(visit_app).to have_attributes(organization_role: "org:admin", organization_permissions: ["org:b:read"])
      clerk_sign_in "user_ada", org: "acme", role: "member"
      expect(visit_app).to have_attributes(organization_role: "org:member", organization_permissions: ["org:b:read"])
    end

    it "pays for a plan, as does a user without one" do
      clerk_sign_in org: "acme", plan: "pro", features: %w[export]
      expect([visit_app.has?(plan: "org:pro", feature: "org:export"), auth.has?(plan: "user:pro")]).to eq([true, false])
      clerk_sign_in "user_ada", plan: "pro", features: "export"
      expect([visit_app.has?(plan: "user:pro", feature: "export"), auth.has?(plan: "org:pro")]).to eq([true, false])
    end
  end

  describe "what a session token says" do
    it "tells when the user proved who they are" do
      { 3 => [3, -1], [3, 4] => [3, 4], [-1, 0] => [-1, 0], nil => [0, -1] }.each do |reverified, ages|
        clerk_sign_in(reverified:)
        expect(visit_app.factor_verification_age).to eq(ages)
      end
      expect(clerk_auth(reverified: [9, 9]).has?(reverification: :strict_mfa)).to be(true)
      expect(clerk_auth(reverified: [9, 10]).has?(reverification: :strict_mfa)).to be(false)
    end

    it "tells of an actor, and of tasks to do" do
      clerk_sign_in actor: "user_support"
      expect(visit_app.actor).to eq("sub" => "user_support")
      clerk_sign_in actor: { sub: "user_support", iss: "https://support.example" }
      expect(visit_app.actor).to include("iss" => "https://support.example")
      clerk_sign_in status: "pending"
      expect(visit_app).to have_attributes(signed_in?: false, session_status: "pending")
    end

    it "has whatever claims the application added, and lacks those that are taken away" do
      clerk_sign_in claims: { metadata: { level: 3 }, "fva" => nil }
      expect(visit_app.session_claims["metadata"]).to eq("level" => 3)
      expect(auth.factor_verification_age).to be_nil
    end

    it "expires, when it is told to" do
      clerk_sign_in expires_in: 60
      now = Time.now
      { 0 => true, 64 => true, 66 => false }.each do |seconds, signed_in|
        allow(Time).to receive(:now).and_return(now + seconds)
        expect(visit_app.signed_in?).to be(signed_in)
      end
      expect(auth.reason).to start_with("session-token-expired")
    end
  end

  describe "an application for the real Clerk" do
    # It remembers another Ada.
    let(:cache) { Object.new.tap { |store| def store.fetch(*) = { "first_name" => "Adele" } } }
    # Everything that would have a test's tokens refused, or a test leave this machine.
    let(:stubborn) do
      { publishable_key: "pk_live_#{["clerk.shop.example$"].pack("m0")}", secret_key: "sk_live_shop",
        jwt_key: SpecInstance::OTHER_KEY.public_to_pem, issuer: "https://clerk.shop.example", proxy_url: "/__clerk",
        authorized_parties: ["https://shop.example"], audience: "shop", machine_secret_key: "ak_machine",
        is_satellite: true, domain: "shop.example", satellite_auto_sync: true, clock: -> { 0 },
        http: ->(*) { raise "the network" }, cache_store: cache }
    end

    before { Clerk.override(nil) }

    def expect_it_to_work
      clerk_sign_in "user_ada", first_name: "Ada"
      expect([visit_app.signed_in?, auth.user&.first_name, auth.reason]).to eq([true, "Ada", nil])
    end

    it "is taken over, also when it was made before" do
      app = application(**stubborn)
      define_singleton_method(:app) { app }
      Clerk::TestKit.install
      expect_it_to_work
      Clerk.override(nil)
      expect(visit_app).to be_signed_out
    end

    it "is taken over however it is configured, with the parties and the audience it wants" do
      Clerk.configure { |clerk| stubborn.each { |name, value| clerk.public_send(:"#{name}=", value) } }
      Clerk::TestKit.install
      expect_it_to_work
      expect(auth.session_claims).to include("azp" => "https://shop.example", "aud" => "shop")
      expect(visit_app(clerk_headers(claims: { azp: "https://evil.example" }))).to be_signed_out
      expect(visit_app(clerk_headers(:oauth_token, jwt: true))).to have_attributes(token_type: "session_token")
    end

    it "may have placeholders for keys" do
      Clerk::TestKit.install
      Clerk.configure { |clerk| clerk.secret_key = clerk.publishable_key = "dummy" }
      app = application { |_request| { secret_key: "other", publishable_key: "other" } }
      define_singleton_method(:app) { app }
      expect_it_to_work
    end

    it "still refuses what Clerk has not signed" do
      Clerk::TestKit.install
      other = Clerk::Local.new(environment: :production, name: "testing", key: SpecInstance::OTHER_KEY)
      [other.session_token, forge({ alg: "none" }, { sub: "user_ada", exp: 9_999_999_999 })].each do |token|
        expect(visit_app("Authorization" => "Bearer #{token}")).to be_signed_out
      end
    end
  end

  describe "machine tokens" do
    let(:app) { application(accepts_token: :any) }

    it "authenticate an application that accepts them" do
      expect(visit_app(clerk_headers(:api_key, subject: "user_ada", scopes: ["read"], claims: { "tier" => 1 })))
        .to have_attributes(token_type: "api_key", user_id: "user_ada", scopes: ["read"], claims: { "tier" => 1 })
      expect(auth.user.first_name).to eq("Test")
      expect(visit_app(clerk_headers(:api_key, subject: "org_acme")).organization.id).to eq("org_acme")
      expect(visit_app(clerk_headers(:m2m_token)).machine_id).to start_with("mch_")
      expect(visit_app(clerk_headers(:m2m_token, jwt: true, subject: "mch_1")).machine_id).to eq("mch_1")
      expect(visit_app(clerk_headers(:oauth_token, scopes: ["email"]))).to have_attributes(scopes: ["email"])
    end

    it "are refused when they are no longer good" do
      expect(visit_app(clerk_headers(:api_key, expires_in: -1)).reason).to eq("token-invalid")
      token = clerk_machine_token(:api_key)
      described_class.instance.revoke_machine_token(token)
      expect(visit_app("Authorization" => "Bearer #{token}")).to be_signed_out
      expect { clerk_machine_token(:api_token) }.to raise_error(ArgumentError, /no machine tokens of the kind/)
    end
  end

  describe "clerk_cookies, clerk_session_token and clerk_auth" do
    it "do for anybody what a browser does for itself" do
      header = clerk_cookies("user_ada").map { |pair| pair.join("=") }.join("; ")
      expect(visit_app("Cookie" => header).user_id).to eq("user_ada")
      expect(Clerk.verify_token(clerk_session_token("user_ada"))["sub"]).to eq("user_ada")
      expect(clerk_auth("user_ada", role: "admin").has?(role: "org:admin")).to be(true)
    end

    it "are what a test without a browser is sent to" do
      test = Object.new.extend(described_class)
      expect { test.clerk_sign_in }.to raise_error(ArgumentError, /clerk_headers.*clerk_cookies/)
      expect(described_class.instance.users).to eq([])
      expect(test.clerk_headers.keys).to eq(["Authorization"])
    end
  end

  describe "clerk_webhook" do
    let(:events) { [] }
    let(:app) { Clerk::Webhook::Endpoint.new { |hooks| hooks.any { |event| events << event } } }

    before { Clerk.configure { |clerk| clerk.logger = log } }

    def deliver(event) = post("/", event.body, event.env).status

    it "delivers an event about a user, which the application's endpoint believes" do
      ada = clerk_cookies("user_ada", first_name: "Ada") && described_class.instance.users.first
      expect(deliver(clerk_webhook("user.created", ada, id: "msg_1"))).to eq(204)
      expect(events.last).to have_attributes(type: "user.created", id: "msg_1",
                                             data: include("id" => "user_ada", "first_name" => "Ada"))
      expect(deliver(clerk_webhook("user.deleted", { id: "user_ada", deleted: true }))).to eq(204)
      expect(events.last.data).to eq("id" => "user_ada", "deleted" => true)
    end

    it "is refused late, under another secret, and when it was changed" do
      late = clerk_webhook("user.created", timestamp: Time.now - 301)
      foreign = clerk_webhook("user.created", secret: "whsec_#{["x" * 24].pack("m0")}")
      expect([late, foreign].map { |event| deliver(event) }).to eq([400, 400])
      event = clerk_webhook("user.created")
      expect(post("/", event.body.sub("created", "deleted"), event.env).status).to eq(400)
      expect(events).to eq([])
    end

    it "follows the clock of the test" do
      now = Time.now + 1000
      allow(Time).to receive(:now).and_return(now)
      expect(deliver(clerk_webhook("user.created"))).to eq(204)
      expect(events.last.timestamp.to_i).to eq(now.to_i)
    end
  end

  it "serves threads" do
    tokens = Array.new(8) { Thread.new { clerk_session_token("user_ada", org: "acme") } }.map(&:value)
    expect(tokens.map { |token| Clerk.verify_token(token).values_at("sub", "o") }.uniq.size).to eq(1)
    expect(described_class.instance.organizations.size).to eq(1)
  end

  it "forgets everybody when it is told to" do
    clerk_sign_in "user_ada"
    described_class.reset
    expect(described_class.instance.users).to eq([])
  end

  it "has no constant that could hide one of a test class" do
    expect(described_class.constants).to eq([])
  end
end
