# frozen_string_literal: true

# An application that was written for clerk-sdk-ruby goes on working with this gem.
RSpec.describe Clerk::Auth::Compatibility do
  let(:backend) { SpecBackend.start(local) }
  let(:session) { local.sign_in("ada", organization_id: "analytical-engines") }

  let(:auth) { auth_with }

  def auth_with(claims: {})
    token = local.session_token(session_id: session.id, claims:)
    request(clerk_app(**backend.options, jwt_key: local.public_key_pem, **on_the_clock), bearer: token).auth
  end

  let(:nobody) { request(clerk_app(**offline)).auth }

  it "knows the names of version 4 and later" do
    expect(auth).to have_attributes(user?: true, organization?: true, user_id: ada.id, organization_id: organization.id,
                                    organization_role: "org:admin", session_token: auth.token)
    expect(nobody).to have_attributes(user?: false, organization?: false, user: nil, organization: nil, session: nil)
    expect(auth.user.first_name).to eq("Ada")
    expect(auth.session["sub"]).to eq(ada.id)
  end

  it "takes a machine for no user, be its token a user's" do
    token = local.machine_token(:api_key, subject: ada.id)
    options = { **backend.options, accepts_token: :any, **on_the_clock }
    machine = request(clerk_app(**options), bearer: token).auth
    expect(machine).to have_attributes(signed_in?: true, user?: false, user_id: ada.id, token_type: "api_key")
  end

  it "knows the names of versions 2 and 3" do
    expect(auth).to have_attributes(org_id: organization.id, org_role: "org:admin",
                                    org_permissions: include("org:engines:read"),
                                    session_claims: include("sub" => ada.id))
    expect(auth.org.name).to eq("Analytical Engines")
    expect(auth.user["first_name"]).to eq("Ada")
    expect(auth.verify_session).to have_attributes(id: session.id, status: "active")
    expect(nobody).to have_attributes(org: nil, org_id: nil, verify_session: nil)
  end

  it "asks for a reverification as they did, but takes a session that does not say for a stale one" do
    fresh = auth_with(claims: { fva: [0, 0] })
    stale = auth_with(claims: { fva: [30, 30] })
    silent = auth_with(claims: { fva: nil })
    strict = Clerk::StepUp::Preset::STRICT
    expect([fresh, stale, silent, nobody].map(&:user_reverified?)).to eq([true, false, false, false])
    expect(stale.user_reverified?(Clerk::StepUp::Preset::MODERATE)).to be(true)
    expect(stale.is_user_reverified?(Clerk::StepUp::PRESETS[:lax])).to be(true)
    expect(stale.user_needs_reverification?(strict)).to be(true)
    asked = []
    [fresh, stale].each { |one| one.user_require_reverification!(strict) { |wanted| asked << wanted } }
    expect(asked).to eq([strict])
    status, headers, body = stale.user_reverification_rack_response(strict)
    expect([status, headers["content-type"]]).to eq([403, "application/json"])
    expect(JSON.parse(body.join)).to eq(JSON.parse(JSON.generate(Clerk::StepUp::Reverification.error_payload(strict))))
  end

  it "has no page to sign out on when none is configured" do
    expect(request(clerk_app(**offline.except(:sign_out_url))).auth.sign_out_url).to be_nil
  end

  it "has the pages that they read from the environment" do
    ENV["CLERK_SIGN_OUT_URL"] = "/bye"
    ENV["CLERK_USER_PROFILE_URL"] = "https://accounts.example/me"
    Clerk.configure { |clerk| clerk.assign(offline.except(:sign_out_url)) }
    expect(request(clerk_app).auth).to have_attributes(sign_out_url: "http://app.example/bye",
                                                       user_profile_url: "https://accounts.example/me")
  end

  # As the README of version 5 shows it; what makes a token of the second version puts all of this under `o`.
  it "has the claims of the active organization in its session, and asks Clerk for none of them" do
    expect(auth.session.slice("sub", "sid", "org_id", "org_slug", "org_role", "org_permissions"))
      .to eq("sub" => ada.id, "sid" => session.id, "org_id" => organization.id, "org_slug" => "analytical-engines",
             "org_role" => "org:admin", "org_permissions" => auth.organization_permissions)
    expect([auth.session.fetch("sid"), auth.session.dig("fva", 0), auth.session.empty?]).to eq([session.id, 0, false])
    expect(backend.calls).to eq(0)
    alone = auth_with(claims: { o: nil }).session
    expect(alone.fetch("org_id", nil)).to be_nil
  end

  it "reads users as the Hashes that they were" do
    expect(auth.user.dig("email_addresses", 0, "email_address")).to eq("ada@example.com")
    expect([auth.user.fetch("first_name"), auth.user.fetch(:nothing, 1), auth.user.fetch("nothing", &:upcase)])
      .to eq(["Ada", 1, "NOTHING"])
    expect { auth.user.fetch("nothing") }.to raise_error(KeyError)
    expect(%w[last_name locale nothing].map { |name| auth.user.key?(name) }).to eq([true, true, false])
    expect(auth.user.slice("id", "username", "nothing")).to eq("id" => ada.id, "username" => "ada")
    expect(auth.user.dig("locale", "language")).to be_nil
  end

  it "rescues its errors by the names that they had" do
    auth
    backend.fail_with(:server_error)
    [Clerk::Errors::Fatal, Clerk::Errors::Base, Clerk::FatalError].each do |type|
      expect { auth.user.first_name }.to raise_error(type) { |error| expect(error.status).to eq(500) }
    end
    backend.fail_with(:unauthorized)
    expect { auth.user.first_name }.to raise_error(Clerk::AuthenticationError)
    backend.fail_with(nil)
    expect { auth_with(claims: { sid: "sess_unknown" }).verify_session }.to raise_error(Clerk::Errors::Authentication)
  end

  it "has the middleware of version 2 under its name" do
    expect(Clerk::RackMiddlewareV2).to be(Clerk::Rack::Middleware)
  end

  it "reads the environment variables of versions 2 and 3" do
    old = { "CLERK_API_KEY" => " sk_test_old ", "CLERK_API_BASE" => "https://api.clerk.dev/v1/" }
    expect(Clerk::Configuration.from_env(old))
      .to have_attributes(secret_key: "sk_test_old", api_key: "sk_test_old", api_url: "https://api.clerk.dev",
                          base_url: "https://api.clerk.dev/v1/")
    new = { "CLERK_SECRET_KEY" => "sk_test_new", "CLERK_API_URL" => "https://api.clerk.com" }
    expect(Clerk::Configuration.from_env(old.merge(new)))
      .to have_attributes(secret_key: "sk_test_new", api_url: "https://api.clerk.com")
    expect(Clerk::Configuration.from_env({})).to have_attributes(api_key: nil, base_url: nil)
  end

  it "takes their options" do
    Clerk.configure do |config|
      config.api_key = local.options[:secret_key]
      config.publishable_key = local.options[:publishable_key]
      config.base_url = "https://api.clerk.dev/v1/"
      config.middleware_cache_store ||= {}
      config.update("debug" => true)
    end
    expect(Clerk.configure).to have_attributes(secret_key: local.options[:secret_key], debug: true, cache_store: {},
                                               api_url: "https://api.clerk.dev")
    app = Clerk::Rack::Middleware.new(SpecRequests::WHO, { excluded_routes: ["/health"] })
    expect(request(app, "/health").json).to include("reason" => "excluded-route")
  end
end
