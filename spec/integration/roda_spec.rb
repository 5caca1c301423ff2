# frozen_string_literal: true

begin
  require "roda"
rescue LoadError
  nil
end

# Roda needs no adapter: the middleware, and `r.halt` with the answer of a guard.
RSpec.describe "A Roda application" do
  before { skip("the gem roda is not installed") unless defined?(Roda) }

  let(:admin) { signed_in_cookies(local, organization_id: "analytical-engines") }
  let(:stranger) { { "__clerk_db_jwt" => "dvb_1" } }
  let(:app) do
    options = offline
    made = Class.new(Roda) do
      use Clerk::Rack, **options
      use SpecLint

      opts[:signed_in] = Clerk::Guard.new
      opts[:admin] = Clerk::Guard.new(role: "org:admin")

      route do |r|
        r.root { "Hello, #{clerk.user_id || "stranger"}" }
        r.on "account" do
          admit opts[:signed_in]
          r.get("team") { clerk.organization? ? "team" : r.halt(clerk.redirect_to_sign_up) }
          r.get { "for #{clerk.user_id}" }
          r.post { "done" }
        end
        r.on "admin" do
          admit opts[:admin]
          "admin"
        end
      end

      define_method(:clerk) { env["clerk"] }
      define_method(:admit) { |guard| guard.call(clerk)&.then { |refusal| request.halt(refusal) } }
    end
    Rack::Lint.new(made.app)
  end

  it "knows who makes a request" do
    expect(request(app, bearer: local.session_token)).to have_attributes(status: 200, body: "Hello, #{ada.id}")
    expect(request(app).body).to eq("Hello, stranger")
    expect(visit(app)).to have_attributes(status: 307, reason: "dev-browser-missing")
  end

  it "sends people to sign in and back, and nothing else" do
    response = visit(app, "/account", cookies: stranger)
    expect(response).to have_attributes(status: 302, query: include("redirect_url" => "http://app.example/account"))
    expect(request(app, "/account")).to have_attributes(status: 401, json: include("errors"))
    expect(visit(app, "/account", method: "POST", cookies: stranger).status).to eq(401)
    expect(visit(app, "/account", cookies: admin).body).to eq("for #{ada.id}")
    expect(visit(app, "/account", method: "POST", cookies: admin).body).to eq("done")
    expect(visit(app, "/account/team", cookies: signed_in_cookies).location).to start_with("#{local.url}/sign-up")
  end

  it "asks a whole branch of its routes for a role" do
    expect(request(app, "/admin", cookies: admin).body).to eq("admin")
    expect(request(app, "/admin", cookies: signed_in_cookies).status).to eq(403)
    expect(request(app, "/admin").status).to eq(401)
  end

  it "can be guarded as a whole" do
    options = offline
    guarded = Class.new(Roda) do
      use Clerk::Rack, **options
      use Clerk::Rack::RequireAuth, role: "org:admin"
      route { |_request| "admin" }
    end
    expect(request(guarded.app, "/any", cookies: admin).body).to eq("admin")
    expect(request(guarded.app, "/any", cookies: signed_in_cookies).status).to eq(403)
  end
end
