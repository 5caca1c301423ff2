# frozen_string_literal: true

# What the stand-in instance answers as Clerk's Backend API.
RSpec.describe Clerk::Local do
  include_context "with Clerk::Local"

  describe "the Backend API" do
    it "wants the secret key" do
      [{}, { "HTTP_AUTHORIZATION" => "Bearer sk_test_wrong" }, { "HTTP_AUTHORIZATION" => local.options[:secret_key] }]
        .each do |headers|
          response = get("/v1/users", {}, headers)
          expect(response.status).to eq(401)
          expect(response.headers["content-type"]).to eq("application/json")
          expect(JSON.parse(response.body)).to match(
            "errors" => [{ "message" => String, "long_message" => String, "code" => "clerk_key_invalid" }],
            "clerk_trace_id" => /\A\h{32}\z/
          )
        end
    end

    it "tells users as Clerk does" do
      status, user = backend("GET", "/v1/users/#{ada.id}")
      expect(status).to eq(200)
      expect(user).to include("object" => "user", "first_name" => "Ada", "username" => "ada", "banned" => false,
                              "public_metadata" => { "theme" => "dark" }, "private_metadata" => {},
                              "unsafe_metadata" => {}, "created_at" => time * 1000, "last_sign_in_at" => nil)
      email = user["email_addresses"].first
      expect(email).to include("email_address" => "ada@example.com", "id" => user["primary_email_address_id"])
    end

    it "lists users, page by page" do
      names = ->(query) { backend("GET", "/v1/users#{query}").last.map { |user| user["username"] } }
      expect(names.call("")).to eq(%w[ada grace alan])
      expect(names.call("?limit=1&offset=1")).to eq(%w[grace])
      expect(names.call("?offset=99")).to eq([])
      %w[limit=0 limit=x offset=-1 limit=99999999999999999999].each do |query|
        expect(backend_error("GET", "/v1/users?#{query}")).to eq([422, "form_param_value_invalid"])
      end
    end

    it "tells organizations by id and slug, and memberships" do
      %w[id slug].zip([organization.id, organization.slug]).each do |_, name|
        expect(backend("GET", "/v1/organizations/#{name}"))
          .to match([200, include("object" => "organization", "name" => "Analytical Engines", "members_count" => 2)])
      end
      expect(backend("GET", "/v1/users/#{grace.id}/organization_memberships")).to match(
        [200, { "total_count" => 1, "data" => [include(
          "object" => "organization_membership", "role" => "org:member",
          "permissions" => include("org:engines:read"), "organization" => include("id" => organization.id),
          "public_user_data" => include("user_id" => grace.id)
        )] }]
      )
    end

    it "tells sessions and revokes them" do
      session = local.sign_in(ada.id, organization_id: organization.id)
      expect(backend("GET", "/v1/sessions/#{session.id}").last).to include(
        "object" => "session", "status" => "active", "user_id" => ada.id, "client_id" => session.client.id,
        "last_active_organization_id" => organization.id, "expire_at" => (time + 604_800) * 1000
      )
      expect(backend("POST", "/v1/sessions/#{session.id}/revoke")).to match([200, include("status" => "revoked")])
      expect(backend_error("POST", "/v1/sessions/#{session.id}/tokens")).to eq([404, "resource_not_found"])
    end

    it "makes tokens, and tokens from templates, of a given lifetime" do
      session = local.sign_in(ada.id)
      status, answer = backend("POST", "/v1/sessions/#{session.id}/tokens")
      expect([status, answer["object"]]).to eq([200, "token"])
      expect(claims(answer["jwt"])).to include("sid" => session.id, "exp" => time + 60)
      _, answer = backend("POST", "/v1/sessions/#{session.id}/tokens/db", json: { expires_in_seconds: 600 })
      expect(decode(answer["jwt"])).to match([include("cat" => "cl_B7d4PD222AAA"), include("exp" => time + 600)])
      [10, "600", 1.5, 1 << 70].each do |seconds|
        expect(backend_error("POST", "/v1/sessions/#{session.id}/tokens", json: { expires_in_seconds: seconds }))
          .to eq([422, "form_param_value_invalid"])
      end
    end

    it "knows only the templates it was given, when it was given any" do
      strict = described_class.new(key:, templates: { db: {} })
      allow(self).to receive(:local).and_return(strict)
      id = strict.sign_in("ada").id
      expect(backend("POST", "/v1/sessions/#{id}/tokens/db").first).to eq(200)
      expect(backend_error("POST", "/v1/sessions/#{id}/tokens/other")).to eq([404, "resource_not_found"])
    end

    it "says 404 for what there is not, 405 for a wrong method" do
      %w[/v1/users/user_x /v1/sessions/sess_x /v1/organizations/org_x /v1/users/user_x/organization_memberships
         /v1/nothing /v1/users/%2e%2e /v1/].each do |path|
        expect(backend_error("GET", path)).to eq([404, "resource_not_found"]), path
      end
      expect(backend_error("DELETE", "/v1/users")).to eq([405, "method_not_allowed"])
    end

    it "forgets a deleted user with everything of theirs" do
      session = local.sign_in(ada.id)
      expect(local.delete_user(ada.id).username).to eq("ada")
      expect(backend_error("GET", "/v1/users/#{ada.id}")).to eq([404, "resource_not_found"])
      expect(session.status).to eq("removed")
      expect(backend("GET", "/v1/organizations/#{organization.id}").last["members_count"]).to eq(1)
      expect(local.delete_user(ada.id)).to be_nil
    end

    it "shows users and organizations that were added" do
      user = local.create_user(email_address: "new@example.com", first_name: "<b>", private_metadata: { "a" => 1 })
      team = local.create_organization(name: "Team", slug: "team", members: { user.id => { role: "lead" } })
      expect(backend("GET", "/v1/users/#{user.id}").last["private_metadata"]).to eq("a" => 1)
      expect(claims(local.session_token(user_id: user.id, organization_id: team.id))["o"])
        .to eq("id" => team.id, "rol" => "lead", "slg" => "team")
    end
  end

  describe "refreshing a session" do
    let(:session) { local.sign_in(ada.id) }
    let(:input) do
      { format: "cookie", expired_token: local.session_token(session_id: session.id, issued_at: time - 100),
        refresh_token: session.refresh_token, request_origin: "http://app.example:9292", request_headers: {} }
    end

    def refresh(**changes) = backend_error("POST", "/v1/sessions/#{session.id}/refresh", json: input.merge(changes))

    it "gives new cookies for the expired token and the refresh token" do
      status, answer = backend("POST", "/v1/sessions/#{session.id}/refresh", json: input)
      expect([status, answer["object"]]).to eq([200, "cookies"])
      expect(claims(values(answer["cookies"])["__session#{suffix}"]))
        .to include("sid" => session.id, "exp" => time + 60, "azp" => "http://app.example:9292")
    end

    it "gives a token alone when no cookies are asked for" do
      _, answer = backend("POST", "/v1/sessions/#{session.id}/refresh", json: input.merge(format: "token"))
      expect(claims(answer["jwt"])["sub"]).to eq(ada.id)
    end

    it "is refused with a reason" do
      other = local.sign_in(grace.id)
      expect(refresh(refresh_token: other.refresh_token)).to eq([401, "refresh_token_invalid"])
      forged = input[:expired_token].sub(/.{20}\z/, "A" * 20)
      [local.session_token(session_id: other.id), forged, "a.b.c", "x", "....", "W10.W10.W10"].each do |token|
        expect(refresh(expired_token: token)).to eq([401, "expired_token_invalid"]), token
      end
      expect(refresh(refresh_token: nil)).to eq([400, "form_param_missing"])
      expect(refresh(request_origin: ["x"])).to eq([400, "form_param_missing"])
      local.sign_out(session.id)
      expect(refresh).to eq([401, "session_not_active"])
    end
  end
end
