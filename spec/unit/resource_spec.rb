# frozen_string_literal: true

require "json"

# Users, sessions and organizations as an application meets them beside the happy path.
RSpec.describe Clerk::Resource do
  let(:backend) { SpecBackend.start(local) }
  let(:session) { local.sign_in("ada", organization_id: "analytical-engines") }
  let(:token) { local.session_token(session_id: session.id) }
  let(:auth) do
    request(clerk_app(**backend.options, jwt_key: local.public_key_pem, **on_the_clock), bearer: token).auth
  end

  describe "of a user who was deleted a moment ago" do
    before do
      token
      local.delete_user(ada.id)
    end

    it "says so, and why, and every field is nil, so that the page still renders" do
      expect(auth.user).to have_attributes(missing?: true, reason: "resource_not_found", id: ada.id, first_name: nil,
                                           full_name: nil, email_addresses: [], primary_email_address: nil, to_h: {},
                                           created_at: nil, inspect: "#<Clerk::User #{ada.id} (missing)>")
      expect(auth.signed_in?).to be(true)
    end

    it "asks once" do
      3.times { auth.user.first_name }
      expect(backend.calls).to eq(1)
    end

    it "is null in JSON" do
      expect(JSON.generate(user: auth.user)).to eq('{"user":null}')
    end
  end

  it "is not missing when it is there, and has no reason" do
    expect(auth.user).to have_attributes(missing?: false, empty?: false, reason: nil)
  end

  it "does not take the word of anybody but Clerk for a missing user" do
    app = ->(_env) { [404, { "content-type" => "text/html" }, ["<h1>Not Found</h1>"]] }
    options = local.options.merge(jwt_key: local.public_key_pem, api_url: SpecServer.start(app).url, **on_the_clock)
    user = request(clerk_app(**options), bearer: token).auth.user
    expect { user.missing? }.to raise_error(Clerk::NotFound)
  end

  it "does not take an outage for a missing user" do
    auth
    backend.fail_with(:down)
    expect { auth.user.missing? }.to raise_error(Clerk::ConnectionError)
    expect { auth.user.first_name }.to raise_error(Clerk::ConnectionError)
    backend.fail_with(nil)
    expect(auth.user.first_name).to eq("Ada")
  end

  # What the Backend API says of such a user.
  it "reads what a user is known by" do
    verified = { "object" => "verification_oauth", "status" => "verified", "expire_at" => 1_900_000_000_000 }
    answer = { "id" => ada.id, "phone_numbers" => [{ "id" => "idn_1", "phone_number" => "+4930901820" }],
               "web3_wallets" => [{ "id" => "idn_2", "web3_wallet" => "0xada", "verification" => nil }],
               "external_accounts" => [{ "id" => "idn_3", "provider" => "oauth_github", "verification" => verified }],
               "saml_accounts" => [{ "id" => "idn_4", "active" => true, "last_authenticated_at" => 1500 }],
               "passkeys" => [{ "id" => "idn_5", "name" => "YubiKey" }] }
    user = Clerk::User.new(ada.id, answer)
    expect(user.phone_numbers.map { |number| [number.id, number.phone_number, number.to_s] })
      .to eq([%w[idn_1 +4930901820 +4930901820]])
    expect(user.web3_wallets.first).to have_attributes(web3_wallet: "0xada", verification: nil)
    expect(user.external_accounts.first)
      .to have_attributes(provider: "oauth_github",
                          verification: have_attributes(status: "verified", expire_at: Time.at(1_900_000_000)))
    expect(user.saml_accounts.first).to have_attributes(active: true, last_authenticated_at: Time.at(1.5r))
    expect(user.passkeys.first.name).to eq("YubiKey")
    expect([user.enterprise_accounts, user.email_addresses]).to eq([[], []])
    expect(user.external_accounts.dig(0, "verification", "status")).to eq("verified")
  end

  it "tells verifications apart, which have no id" do
    one, other = %w[verified expired].map { |status| Clerk::Verification.new(nil, { "status" => status }) }
    expect([one == one.dup, one.eql?(other), [one, one.dup, other].uniq.size]).to eq([true, false, 2])
  end

  it "has its readers for every thread that has one, also while another makes the first of its kind" do
    kind = Class.new(Clerk::Resource) { const_set(:FIELDS, { "first" => "string", "last" => "string" }.freeze) }
    maker = Thread.current
    last = nil
    kind.define_singleton_method(:method_added) do |_name|
      last ||= Thread.new { new(nil, { "last" => "Lovelace" }).last }.value if Thread.current == maker
    end
    kind.new(nil, { "first" => "Ada" })
    expect(last).to eq("Lovelace")
  end

  it "becomes JSON for its user: without the private metadata" do
    local.create_user(id: "user_p", email_address: "p@example.com", private_metadata: { "pin" => "4711" },
                      public_metadata: { "theme" => "dark" })
    token = local.session_token(user_id: "user_p")
    user = request(clerk_app(**backend.options, jwt_key: local.public_key_pem, **on_the_clock), bearer: token).auth.user
    expect(JSON.parse(JSON.generate(user))).to include("id" => "user_p", "public_metadata" => { "theme" => "dark" })
    expect([user.to_json, JSON.generate([user]), user.as_json.to_s].join).not_to include("4711")
    expect(user.private_metadata).to eq("pin" => "4711")
  end

  it "reads the claims of the session's token without a call, as clerk-sdk-ruby's session did" do
    expect(auth.session["sub"]).to eq(ada.id)
    expect(auth.session[:sid]).to eq(session.id)
    expect(backend.calls).to eq(0)
  end

  it "does not take a claim for a field" do
    token = local.session_token(session_id: session.id, claims: { status: "revoked", user_id: "user_evil" })
    auth = request(clerk_app(**backend.options, jwt_key: local.public_key_pem, **on_the_clock), bearer: token).auth
    expect(auth.session).to have_attributes(status: "active", user_id: ada.id)
  end
end
