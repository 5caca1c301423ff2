# frozen_string_literal: true

begin
  require "grape"
rescue LoadError
  nil
end

# Grape needs no adapter: the middleware, and `error!` where somebody may not go on.
RSpec.describe "A Grape API" do
  before { skip("the gem grape is not installed") unless defined?(Grape) }

  let(:app) { application(**offline) }
  let(:admin) { local.session_token(organization_id: "analytical-engines") }
  let(:nobody) { local.session_token(organization_id: "") }

  def application(**options)
    made = Class.new(Grape::API) do
      format :json
      use Clerk::Rack, **options

      helpers do
        def clerk = env["clerk"]
      end

      get(:whoami) { { user: clerk.user_id } }

      namespace :account do
        before { error!({ error: "Sign in" }, 401, "www-authenticate" => "Bearer") unless clerk.signed_in? }

        get { { user: clerk.user_id, organization: clerk.organization_slug } }
        delete do
          error!({ error: "Admins only" }, 403) unless clerk.has?(role: "org:admin")
          status 204
          body false
        end
      end
    end
    Rack::Lint.new(made)
  end

  it "knows who makes a request" do
    expect(request(app, "/whoami", bearer: admin)).to have_attributes(status: 200, json: { "user" => ada.id })
    expect(request(app, "/whoami").json).to eq("user" => nil)
    expect(request(app, "/whoami", bearer: "x")["x-clerk-auth-reason"]).to eq("token-invalid")
  end

  it "refuses who is not signed in, or may not" do
    expect(request(app, "/account")).to have_attributes(status: 401, json: { "error" => "Sign in" })
    expect(request(app, "/account")["www-authenticate"]).to eq("Bearer")
    expect(request(app, "/account", bearer: admin).json).to include("organization" => "analytical-engines")
    expect(request(app, "/account", method: "DELETE", bearer: admin).status).to eq(204)
    expect(request(app, "/account", method: "DELETE", bearer: nobody).status).to eq(403)
  end

  it "can be guarded as a whole" do
    options = offline
    guarded = Class.new(Grape::API) do
      format :json
      use Clerk::Rack, **options, header_only: true
      use Clerk::Rack::RequireAuth, role: "org:admin"
      get(:any) { { any: 1 } }
    end
    expect(request(guarded, "/any", bearer: admin).json).to eq("any" => 1)
    expect(request(guarded, "/any", bearer: nobody).status).to eq(403)
    expect(request(guarded, "/any")).to have_attributes(status: 401, json: include("errors"))
  end
end
