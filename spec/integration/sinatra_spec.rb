# frozen_string_literal: true

require "clerk/sinatra"

RSpec.describe "A Sinatra application" do
  let(:admin) { signed_in_cookies(local, organization_id: "analytical-engines") }
  let(:member) { local.cookies_for(local.sign_in("grace", organization_id: "analytical-engines").id) }
  # Of a browser that Clerk knows, on which nobody is signed in.
  let(:stranger) { { "__clerk_db_jwt" => "dvb_1" } }
  let(:fetch) { SpecRequests::FETCH.transform_keys(&:to_sym) }

  # An application with the block's routes.
  def application(options = offline, &)
    made = Class.new(Sinatra::Base) do
      set :environment, :test
      set :host_authorization, { permitted_hosts: [] }
      register Sinatra::Clerk
      set :clerk, options
      use SpecLint
    end
    made.tap { |app| app.class_eval(&) }
  end

  def served(...) = Rack::Lint.new(application(...).new)

  describe "knows in its routes, filters and views" do
    let(:app) do
      backend = SpecBackend.start(local)
      served(backend.options.merge(on_the_clock)) do
        before("/filtered") { halt 200, "filtered for #{clerk_user_id}" }
        get("/") { "Hello, #{clerk_user_id || "stranger"}" }
        get("/view") { erb "<%= [clerk_user, clerk_organization, clerk_session].map { _1&.id }.join(' ') %>" }
        get("/loaded") { [clerk_user.first_name, clerk_organization.name, clerk_session.status].join(", ") }
        get("/asked") { [clerk_user_signed_in?, clerk.has?(role: :admin), clerk.reverified?].join(" ") }
        get("/pages") { [clerk_sign_in_url(return_url: "/back"), clerk_sign_up_url].join(" ") }
      end
    end

    it "who makes a request" do
      expect(request(app, bearer: local.session_token)).to have_attributes(status: 200, body: "Hello, #{ada.id}")
      expect(visit(app, cookies: admin).body).to eq("Hello, #{ada.id}")
      expect(request(app, "/filtered", cookies: admin).body).to eq("filtered for #{ada.id}")
      expect(request(app).body).to eq("Hello, stranger")
    end

    it "what Clerk knows about them, and what they may do" do
      expect(request(app, "/view", cookies: admin).body).to match(/\A#{ada.id} #{organization.id} sess_\w+\z/)
      expect(request(app, "/view").body.strip).to eq("")
      expect(request(app, "/loaded", cookies: admin).body).to eq("Ada, Analytical Engines, active")
      expect(request(app, "/asked", cookies: admin).body).to eq("true true true")
      expect(request(app, "/asked").body).to eq("false false false")
    end

    it "where strangers go" do
      sign_in, sign_up = request(app, "/pages").body.split.map { |url| URI(url) }
      expect([sign_in.path, URI.decode_www_form(sign_in.query).to_h]).to eq(
        ["/sign-in", { "redirect_url" => "http://app.example/back" }]
      )
      expect(sign_up.path).to eq("/sign-up")
    end

    it "nothing before a visit that must go through Clerk first" do
      expect(visit(app)).to have_attributes(status: 307, reason: "dev-browser-missing")
    end

    it "all of it on a real Puma" do
      url = SpecServer.start(app).url
      response = Net::HTTP.get_response(URI(url), "Authorization" => "Bearer #{local.session_token}")
      expect([response.code, response.body]).to eq(["200", "Hello, #{ada.id}"])
    end
  end

  describe "demands by a condition" do
    let(:app) do
      served do
        enable :sessions
        set :session_secret, "spec" * 16
        get("/page", auth: true) { "for #{clerk_user_id}" }
        post("/page", auth: true) { "done" }
        get("/admin", auth: { role: "org:admin" }) { "admin" }
        get("/engines", has: { permission: "org:engines:manage" }) { "engines" }
        get("/team", auth: { organization: true }) { clerk.organization_slug }
        get("/transfer", reverify: true) { "transferred" }
        get("/lately", reverify: { level: :first_factor, after_minutes: 3 }) { "lately" }
        get("/all", auth: true, has: { role: :admin }, reverify: :lax) { "all" }
        get("/free", auth: false, reverify: false) { "free" }
        before("/area/*", auth: true) { nil }
        get("/area/one") { "one" }
      end
    end

    it "that people are signed in: they are sent to sign in, and back" do
      response = visit(app, "/page?tab=1", cookies: stranger)
      expect(response).to have_attributes(status: 302, body: "")
      expect(response.location).to start_with("#{local.options[:sign_in_url]}?")
      expect(response.query).to include("redirect_url" => "http://app.example/page?tab=1")
      expect(visit(app, "/page", cookies: admin)).to have_attributes(status: 200, body: "for #{ada.id}")
    end

    it "and scripts, API clients and forms that are not get 401, never a redirect" do
      [fetch, { HTTP_ACCEPT: "application/json" }, { HTTP_X_REQUESTED_WITH: "XMLHttpRequest" },
       { bearer: "x" }].each do |client|
        response = request(app, "/page", cookies: stranger, **client)
        expect(response).to have_attributes(status: 401, location: nil)
        expect(response["content-type"]).to eq("application/json")
        expect(response["www-authenticate"]).to start_with('Bearer realm="clerk"')
        expect(response.json.dig("errors", 0, "code")).to eq("unauthenticated")
      end
      form = visit(app, "/page", method: "POST", cookies: stranger)
      expect(form).to have_attributes(status: 401, location: nil, body: include("Sign in"))
      expect(visit(app, "/page", method: "POST", cookies: admin)).to have_attributes(status: 200, body: "done")
    end

    it "a role, a permission or an organization: who has none gets 403" do
      %w[/admin /engines].each do |path|
        expect(visit(app, path, cookies: admin).status).to eq(200)
        expect(request(app, path, cookies: member, **fetch)).to have_attributes(status: 403, location: nil)
        expect(request(app, path, cookies: member, **fetch).json.dig("errors", 0, "code")).to eq("forbidden")
        expect(visit(app, path, cookies: stranger).status).to eq(302)
      end
      expect(visit(app, "/team", cookies: member).body).to eq("analytical-engines")
      expect(request(app, "/team", cookies: signed_in_cookies).json.dig("errors", 0, "code"))
        .to eq("organization_required")
    end

    it "a fresh proof, for which ClerkJS can ask" do
      stale = local.session_token(claims: { "fva" => [11, 11] })
      expect(request(app, "/transfer", bearer: local.session_token).body).to eq("transferred")
      response = request(app, "/transfer", bearer: stale)
      expect(response.status).to eq(403)
      expect(response.json).to eq(
        "clerk_error" => { "type" => "forbidden", "reason" => "reverification-error",
                           "metadata" => { "reverification" => "strict" } }
      )
      expect(request(app, "/lately", bearer: stale).json.dig("clerk_error", "metadata", "reverification"))
        .to eq("level" => "first_factor", "afterMinutes" => 3)
      expect(request(app, "/transfer").status).to eq(401)
    end

    it "everything it names, or nothing where it says false" do
      expect(request(app, "/all", cookies: admin).body).to eq("all")
      expect(request(app, "/all", cookies: member).status).to eq(403)
      expect(request(app, "/all").status).to eq(401)
      expect(request(app, "/free").body).to eq("free")
    end

    it "of a filter too, before any route is looked for" do
      expect(visit(app, "/area/one", cookies: stranger).status).to eq(302)
      expect(request(app, "/area/nowhere").status).to eq(401)
      expect(request(app, "/area/one", cookies: admin).body).to eq("one")
    end

    it "and answers HEAD like GET" do
      expect(request(app, "/page", method: "HEAD", cookies: stranger)).to have_attributes(status: 401, body: "")
      expect(request(app, "/page", method: "HEAD", cookies: admin).status).to eq(200)
    end
  end

  it "is asked by the conditions in their order: those that choose a route come first" do
    app = served do
      get("/", provides: :html, auth: true) { "for people" }
      get("/", provides: :json) { "{}" }
    end
    expect(request(app, HTTP_ACCEPT: "application/json")).to have_attributes(status: 200, body: "{}")
    expect(visit(app, cookies: stranger).status).to eq(302)
  end

  it "may answer those who may not in its own words" do
    app = served do
      error(401, 403) { clerk.page? ? "Please sign in" : response.body }
      get("/page", auth: { role: "org:admin" }) { "page" }
      post("/page", auth: true) { "done" }
    end
    expect(visit(app, "/page", method: "POST")).to have_attributes(status: 401, body: "Please sign in")
    expect(visit(app, "/page", cookies: member)).to have_attributes(status: 403, body: "Please sign in")
    expect(request(app, "/page").json).to include("errors")
  end

  {
    { auth: nil } => /auth: must be true, false or demands/,
    { auth: {} } => /auth: must be true, false or demands/,
    { auth: "org:admin" } => /auth: must be true/,
    { auth: %i[role admin] } => /auth: must be true/,
    { auth: { role: nil } } => /auth: role is nil/,
    { auth: { roles: "org:admin" } } => /auth: roles: is no demand; there are role/,
    { auth: { accepts_token: :cookie } } => /auth: accepts_token/,
    { has: true } => /has: must be demands/,
    { has: { permission: "" } } => /has: permission must be a text/,
    { reverify: nil } => /reverify: must be true, false/,
    { reverify: :strictest } => /reverify: reverification must be :strict_mfa/,
    { reverify: { level: :third_factor, after_minutes: 1 } } => /reverify: reverification must be/
  }.each do |condition, message|
    it "does not boot with a route that demands #{condition}" do
      expect { application { get("/", **condition) { "never" } } }.to raise_error(ArgumentError, message)
    end
  end

  describe "written for clerk-sdk-ruby" do
    let(:app) do
      served do
        before("/protected*") { require_reverification! }
        get("/protected") { { message: clerk.user? ? "Valid session" : "Not logged in" }.to_json }
        get("/admin", auth: true) { clerk.user.id }
        get "/mild" do
          require_reverification!(Clerk::StepUp::Preset::LAX) { |preset| halt 403, preset.to_json }
          "ok"
        end
        get("/asks") { render_reverification! }
        get("/session") { require_clerk_session! || "session" }
        get("/own") { require_clerk!(role: "org:admin") || "own" }
      end
    end

    it "goes on working" do
      expect(request(app, "/protected", cookies: admin).json).to eq("message" => "Valid session")
      expect(request(app, "/admin", cookies: admin).body).to eq(ada.id)
      expect(request(app, "/mild", cookies: admin).body).to eq("ok")
      old = local.session_token(claims: { "fva" => [1441, 1441] })
      expect(request(app, "/protected", bearer: old).json.dig("clerk_error", "metadata", "reverification"))
        .to eq("level" => "second_factor", "afterMinutes" => 10)
      expect(request(app, "/mild", bearer: old))
        .to have_attributes(status: 403, json: { "after_minutes" => 1440, "level" => "second_factor" })
      expect(request(app, "/asks", cookies: admin)).to have_attributes(status: 403, json: include("clerk_error"))
    end

    it "never redirects to nowhere, as it did without a URL of a sign-in page" do
      expect(request(app, "/admin")).to have_attributes(status: 401, location: nil)
      expect(visit(app, "/admin", cookies: stranger).location).to start_with("#{local.url}/sign-in")
      expect(visit(app, "/protected", cookies: stranger).status).to eq(302)
    end

    it "has filters with the names that Rails controllers have" do
      expect(request(app, "/session", cookies: member).body).to eq("session")
      expect(request(app, "/session").status).to eq(401)
      expect(request(app, "/own", cookies: member).status).to eq(403)
      expect(request(app, "/own", cookies: admin).body).to eq("own")
    end
  end
end
