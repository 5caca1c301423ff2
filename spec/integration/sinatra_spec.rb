# frozen_string_literal: true

require "sinatra/base"

RSpec.describe "A Sinatra application" do
  let(:app) { application(**offline) }

  def application(**options)
    made = Class.new(Sinatra::Base) do
      set :environment, :test
      set :host_authorization, { permitted_hosts: [] }
      use Clerk::Rack, **options
      use SpecLint

      helpers { def clerk = env["clerk"] }

      before("/secret") { halt(*clerk.redirect_to_sign_in) unless clerk.signed_in? }

      get("/") { "Hello, #{clerk.user_id || "stranger"}" }
      get("/secret") { "for #{clerk.user_id}" }
      post("/") { clerk.has?(role: :admin) ? "done" : halt(403) }
    end
    Rack::Lint.new(made.new)
  end

  it "knows who makes a request" do
    expect(request(app, bearer: local.session_token)).to have_attributes(status: 200, body: "Hello, #{ada.id}")
    expect(visit(app, cookies: signed_in_cookies).body).to eq("Hello, #{ada.id}")
    expect(request(app).body).to eq("Hello, stranger")
  end

  it "can ask what they may do" do
    admin = signed_in_cookies(local, organization_id: "analytical-engines")
    expect(request(app, method: "POST", cookies: admin)).to have_attributes(status: 200, body: "done")
    expect(request(app, method: "POST", cookies: signed_in_cookies).status).to eq(403)
  end

  it "sends people to sign in and back" do
    visitor = { "__clerk_db_jwt" => "dvb_1" }
    response = visit(app, "/secret", cookies: visitor)
    expect(response).to have_attributes(status: 302, body: "")
    expect(response.query).to include("redirect_url" => "http://app.example/secret", "__clerk_db_jwt" => "dvb_1")
    expect(visit(app, "/secret", cookies: signed_in_cookies)).to have_attributes(status: 200, body: "for #{ada.id}")
  end

  it "is not reached by a visit that must go through Clerk first" do
    expect(visit(app)).to have_attributes(status: 307, reason: "dev-browser-missing")
  end

  it "answers on a real Puma" do
    url = SpecServer.start(app).url
    response = Net::HTTP.get_response(URI(url), "Authorization" => "Bearer #{local.session_token}")
    expect([response.code, response.body]).to eq(["200", "Hello, #{ada.id}"])
  end
end
