# frozen_string_literal: true

require "open3"
require "pathname"
require "rbconfig"
require "tempfile"

# The Backend API from Ruby. That every operation is one of Clerk's is shown in spec/integration/backend_api_spec.rb.
RSpec.describe Clerk::Client do
  subject(:client) { described_class.new(**api.options) }

  let(:api) { SpecApi.new { answer } }
  let(:answer) { { "id" => "user_1", "object" => "user", "first_name" => "Ada", "created_at" => 1_700_000_000_123 } }

  def refusal
    yield
    "nothing was refused"
  rescue ArgumentError => e
    e.message
  end

  it "gives resources, which have what Clerk says" do
    user = client.users.get("user_1")
    expect(user).to be_a(Clerk::User)
    expect(user).to have_attributes(id: "user_1", first_name: "Ada", created_at: Time.at(1_700_000_000.123r))
    expect(api.last.to_a.first(3)).to eq(["GET", "/v1/users/user_1", ""])
  end

  it "sends what is in the path by position and the rest by keyword" do
    client.organizations.memberships.update("org_1", "user_1", role: "org:admin")
    expect(api.last).to have_attributes(verb: "PATCH", path: "/v1/organizations/org_1/memberships/user_1",
                                        json: { "role" => "org:admin" })
  end

  it "has no way out of the path of an operation" do
    client.users.get("../../etc/passwd?x=1#y")
    expect(api.last.to_a.first(3)).to eq(["GET", "/v1/users/..%2F..%2Fetc%2Fpasswd%3Fx%3D1%23y", ""])
    client.users.get("ü %2e")
    expect(api.last.path).to eq("/v1/users/%C3%BC%20%252e")
    ["", ".", "..", nil, 7, :user, ["a"]].each do |odd|
      expect(refusal { client.users.get(odd) }).to start_with("users.get: user_id must be a String that names")
    end
    expect(api.calls.size).to eq(2)
  end

  describe "queries" do
    let(:answer) { [] }

    it "repeat the name of a list, write times as milliseconds and leave out what is nil" do
      client.users.list(email_address: %w[a@example.com b@example.com], banned: false, query: nil, limit: 5,
                        created_at_after: Time.at(1_700_000_000))
      expect(api.last.params).to eq([%w[email_address a@example.com], %w[email_address b@example.com],
                                     %w[banned false], %w[created_at_after 1700000000000], %w[limit 5]])
    end

    it "join a list with commas where the API wants that, and take true where it says \"true\"" do
      client.organizations.domains.list_all(enrollment_mode: %i[manual_invitation -enterprise_sso], verified: true)
      expect(api.last.params).to contain_exactly(["enrollment_mode", "manual_invitation,-enterprise_sso"],
                                                 %w[verified true])
    end
  end

  it "takes keywords whose names are Strings, as Rails' parameters have them" do
    answered = SpecApi.new { [] }
    users = described_class.new(**answered.options).users
    users.list(**{ "limit" => 5, "query" => nil })
    users.each(**{ "batch" => 7, "order_by" => "username" }).to_a
    expect(answered.calls.map(&:params)).to eq([[%w[limit 5]], [%w[limit 7], %w[order_by username]]])
    expect(refusal { users.each(**{ "limit" => 5 }) }).to eq("users.list: batch is the limit of each page")
    expect(refusal { users.list("\xFF" => 5) }).to start_with("users.list: unknown keyword")
  end

  describe "bodies" do
    it "are JSON, with nil as null, nested names as Symbols or Strings, and metadata as they are" do
      client.users.update("user_1", first_name: nil, username: :ada)
      expect(api.last).to have_attributes(type: "application/json", json: { "first_name" => nil, "username" => "ada" })
      client.users.update_metadata("user_1", public_metadata: { plan: { "seats" => [1, nil, 2.5] } })
      expect(api.last.json).to eq("public_metadata" => { "plan" => { "seats" => [1, nil, 2.5] } })
      client.enterprise_connections.create(name: "Okta", domains: ["example.com"], provider: "saml_okta",
                                           saml: { "idp_entity_id" => "x", login_hint: { mode: :off } })
      expect(api.last.json["saml"]).to eq("idp_entity_id" => "x", "login_hint" => { "mode" => "off" })
    end

    it "are an object even when nothing is given, where there must be one, and else nothing at all" do
      client.api_keys.revoke("ak_1")
      expect(api.last).to have_attributes(body: "{}", type: "application/json")
      client.users.ban("user_1")
      expect(api.last.body).to eq("")
    end

    it "are a list where the API takes one" do
      client.invitations.create_bulk([{ email_address: "a@example.com" }, { "email_address" => "b@example.com" }])
      expect(api.last.json).to eq([{ "email_address" => "a@example.com" }, { "email_address" => "b@example.com" }])
    end

    it "take times where the API takes dates, by whatever name, and texts as they are" do
      client.users.create(created_at: Time.utc(2012, 10, 20, 7, 15, 20.902r))
      expect(api.last.json).to eq("created_at" => "2012-10-20T07:15:20.902Z")
      day = Date.new(2027, 1, 2)
      { Time.utc(2027, 1, 2) => "2027-01-02T00:00:00.000Z", DateTime.new(2027, 1, 2, 3) => "2027-01-02T03:00:00.000Z",
        day => day.to_time.utc.strftime("%FT%T.000Z"), "2027-01-02T03:04:05Z" => "2027-01-02T03:04:05Z" }
        .each do |given, sent|
        client.billing.subscription_items.extend_free_trial("item_1", extend_to: given)
        expect(api.last.json).to eq("extend_to" => sent)
      end
      expect(refusal { client.billing.subscription_items.extend_free_trial("item_1", extend_to: 1_800_000_000) })
        .to eq("billing.subscription_items.extend_free_trial: extend_to must be a Time, a Date, or a String as RFC " \
               "3339 has it, not Integer")
    end

    it "take every number that is whole for an Integer, and send numbers as JSON has them" do
      require "active_support"
      require "active_support/core_ext/numeric/time"
      require "bigdecimal"
      client.sessions.create_token("sess_1", expires_in_seconds: 1.hour)
      expect(api.last.body).to eq('{"expires_in_seconds":3600}')
      [1.5.minutes, BigDecimal("90"), 90r, 90.0].each do |whole|
        client.sessions.create_token("sess_1", expires_in_seconds: whole)
        expect(api.last.body).to eq('{"expires_in_seconds":90}')
      end
      { 2.5 => "2.5", 5r / 2 => "2.5", BigDecimal("2.5") => "2.5", 2.5.seconds => "2.5", 1.day => "86400" }
        .each do |number, text|
        client.m2m.create_token(seconds_until_expiration: number)
        expect(api.last.body).to eq(%({"seconds_until_expiration":#{text}}))
        client.users.update_metadata("user_1", public_metadata: { of: [number] })
        expect(api.last.body).to eq(%({"public_metadata":{"of":[#{text}]}}))
      end
      client.users.update("user_1", create_organizations_limit: 3r)
      expect(api.last.body).to eq('{"create_organizations_limit":3}')
    end

    it "are UTF-8, whatever the texts in them were" do
      latin = "Zoë".encode(Encoding::ISO_8859_1)
      client.users.create(first_name: latin, public_metadata: { latin => [latin, latin.to_sym, "x".b] })
      expect(api.last.json).to eq("first_name" => "Zoë", "public_metadata" => { "Zoë" => %w[Zoë Zoë x] })
      client.users.list(query: latin)
      expect(api.last.params).to eq([%w[query Zoë]])
      client.users.get(latin)
      expect(api.last.path).to eq("/v1/users/Zo%C3%AB")
    end

    it "have texts for the times in metadata" do
      client.users.update_metadata("user_1", public_metadata: { at: Time.utc(2027), on: Date.new(2027, 1, 2) })
      expect(api.last.json["public_metadata"]).to eq("at" => "2027-01-01T00:00:00.000Z", "on" => "2027-01-02")
    end

    it "take a Set for a list, and Rails' parameters for a Hash once they are permitted" do
      require "set"
      require "active_support"
      require "active_support/rails"
      require "action_controller"
      client.users.create(email_address: Set["a@example.com"], public_metadata: { tags: Set[:a] })
      expect(api.last.json).to eq("email_address" => ["a@example.com"], "public_metadata" => { "tags" => ["a"] })
      given = ActionController::Parameters.new(meta: { plan: { seats: 3 } }, email_address: "a@example.com")
      client.invitations.create(**given.permit(:email_address, meta: {}).slice(:email_address).to_h,
                                public_metadata: given.permit(meta: {})[:meta])
      expect(api.last.json)
        .to eq("email_address" => "a@example.com", "public_metadata" => { "plan" => { "seats" => 3 } })
      client.invitations.create_bulk([given.permit(:email_address)])
      expect(api.last.json).to eq([{ "email_address" => "a@example.com" }])
      calls = api.calls.size
      expect([refusal { client.users.update_metadata("user_1", public_metadata: given[:meta]) },
              refusal { client.users.update_metadata("user_1", public_metadata: { x: given }) }])
        .to eq(["users.update_metadata: public_metadata must be a Hash, not ActionController::Parameters that are " \
                "not permitted", "users.update_metadata: public_metadata.x must be something that JSON has"])
      expect(api.calls.size).to eq(calls)
    end

    it "hold files: of a path, or whatever can be read" do
      file = Tempfile.create(["logo", ".png"]).tap { |one| one.write("PNG") && one.close }
      client.organizations.update_logo("org_1", file: Pathname(file.path), uploader_user_id: "user_1")
      expect(api.last).to have_attributes(verb: "PUT", type: %r{\Amultipart/form-data; boundary=},
                                          body: /name="uploader_user_id"\r.*name="file"; filename="logo.*\.png".*PNG/m)
      client.users.update_profile_image("user_1", file: StringIO.new("GIF"))
      expect(api.last.body).to include("GIF")
    ensure
      File.delete(file.path) if file
    end
  end

  describe "refuses before anything is sent, by an ArgumentError that names operation, parameter and what it takes:" do
    after { expect(api.calls).to eq([]) }

    it "an unknown keyword" do
      expect(refusal { client.users.ban_bulk(user_ids: ["user_1"], reason: "x") })
        .to eq("users.ban_bulk: unknown keyword reason; it takes user_ids")
      expect(refusal { client.users.ban("user_1", for: 1) }).to eq("users.ban: unknown keyword for; it takes none")
      expect(refusal { client.invitations.create_bulk([{ email: "x" }]) })
        .to match(/\Ainvitations.create_bulk: unknown key items\[0\].email; it takes email_address, public_metadata/)
    end

    it "a missing one" do
      expect(refusal { client.invitations.create }).to eq("invitations.create: missing keyword email_address, a String")
      expect(refusal { client.actor_tokens.create(user_id: "user_1", actor: { name: "x" }) })
        .to eq("actor_tokens.create: missing key actor.sub, a String")
    end

    it "a value of another type, and does not quote it" do
      refused = {
        "users.list: limit must be an Integer, not String" => -> { client.users.list(limit: "20") },
        "users.list: banned must be true or false, not Integer" => -> { client.users.list(banned: 1) },
        "users.list: email_address must be an Array (each a String), not String" =>
          -> { client.users.list(email_address: "ada@example.com") },
        "users.create: password must be a String or nil, not Integer" => -> { client.users.create(password: 4711) },
        "users.create: backup_codes[1] must be a String, not Integer" =>
          -> { client.users.create(backup_codes: ["x", 4711]) },
        "users.list: created_at_after must be a Time, or an Integer of milliseconds since the Unix epoch, not String" =>
          -> { client.users.list(created_at_after: "2027-01-02") },
        "users.update_metadata: public_metadata must be a Hash, not Array" =>
          -> { client.users.update_metadata("user_1", public_metadata: [1]) },
        "users.update_profile_image: file must be an IO, a Pathname or an uploaded file, not String" =>
          -> { client.users.update_profile_image("user_1", file: "/etc/passwd") }
      }
      expect(refused.map { |_, call| refusal(&call) }).to eq(refused.keys)
    end

    it "a number that is not what it should be, or none at all" do
      require "active_support"
      require "active_support/core_ext/numeric/time"
      require "bigdecimal"
      [1.5, 5r / 2, 0.5.seconds, BigDecimal("0.1"), Float::NAN, BigDecimal("Infinity"), Complex(1, 1)].each do |odd|
        expect(refusal { client.sessions.create_token("sess_1", expires_in_seconds: odd) })
          .to match(/\Asessions.create_token: expires_in_seconds must be an Integer or nil, not [A-Z]/), odd.inspect
      end
      [Float::NAN, -Float::INFINITY, BigDecimal("NaN")].each do |odd|
        expect(refusal { client.m2m.create_token(seconds_until_expiration: odd) })
          .to start_with("m2m.create_token: seconds_until_expiration must be a finite number or nil, not ")
      end
      expect(refusal { client.users.list(created_at_after: 1.hour) })
        .to eq("users.list: created_at_after must be a Time, or an Integer of milliseconds since the Unix epoch, " \
               "not ActiveSupport::Duration")
    end

    it "what JSON has not, wherever it is, without quoting it" do
      circle = {}.tap { |one| one["self"] = one }
      text = "text that is UTF-8 or can be made so"
      {
        { of: [1, Float::NAN] } => ".of[1] must be something that JSON has", { of: Object.new } => ".of must be some",
        { of: "4711\xFF" } => ".of must be #{text}", { of: "4711\xFF".b } => ".of must be #{text}",
        { of: { "4711\xFF" => 1 } } => ".of must be without keys that are not #{text}"
      }.each do |metadata, end_of_message|
        message = refusal { client.users.update_metadata("user_1", public_metadata: metadata) }
        expect(message).to start_with("users.update_metadata: public_metadata#{end_of_message}")
        expect(message).not_to include("4711")
      end
      expect(refusal { client.users.update_metadata("user_1", public_metadata: circle) })
        .to match(/\Ausers.update_metadata: public_metadata(?:\.self){90} must be less deeply nested\z/)
    end

    it "bytes that are no text, also in queries and paths" do
      expect([refusal { client.users.list(query: "4711\xFF") }, refusal { client.users.list(username: ["4711\xFF".b]) },
              refusal { client.users.update("user_1", username: "4711\xFF") }, refusal { client.users.get("4711\xFF") },
              refusal { client.users.get("..".encode(Encoding::UTF_16LE)) }])
        .to eq(["users.list: query must be text that is UTF-8 or can be made so",
                "users.list: username[0] must be text that is UTF-8 or can be made so",
                "users.update: username must be text that is UTF-8 or can be made so",
                "users.get: user_id must be a String that names something, not bytes that are no text",
                'users.get: user_id must be a String that names something, not ".."'])
      expect { client.users.get("4711\xFF".b) }.to raise_error(ArgumentError) { |error| expect(error.cause).to be_nil }
    end
  end

  it "passes on a value that Clerk may have added to those it knows" do
    client.users.replace_email_address("user_1", email_address: "a@example.com", identification_status: "quantum")
    expect(api.last.json).to include("identification_status" => "quantum")
  end

  it "says nothing of its key" do
    secret = api.options[:secret_key]
    shown = [client, client.users, client.organizations.memberships].flat_map do |one|
      [one.inspect, one.to_s, one.to_json, one.as_json.to_s]
    end
    expect(shown.join).not_to include(secret[-20..])
    expect(client.inspect).to eq("#<Clerk::Client #{api.options[:api_url]}>")
  end

  it "is an instance of its own: it needs a secret key, and nothing global is in it" do
    Clerk.configure { |clerk| clerk.secret_key = "sk_test_#{"g" * 40}" }
    expect { described_class.new }.to raise_error(Clerk::ConfigurationError, /\Asecret_key: is missing/)
    expect { described_class.new(secret_key: "x") }.to raise_error(Clerk::ConfigurationError, /\Asecret_key \(\*+\)/)
    expect { described_class.new(secret: "x") }.to raise_error(Clerk::ConfigurationError, /\Asecret: is no option/)
    others = Array.new(2) { SpecApi.new { {} } }
    others.each { |other| described_class.new(**other.options).users.get("user_1") }
    expect(others.map { |other| other.calls.size }).to eq([1, 1])
  end

  it "is Clerk.api for the global configuration, which may change" do
    other = SpecApi.new { {} }
    [api, other].each do |one|
      Clerk.configure { |clerk| clerk.assign(one.options) }
      Clerk.api.users.get("user_1")
      expect(Clerk.api).to be(Clerk.api)
    end
    expect([api.calls.size, other.calls.size]).to eq([1, 1])
  end

  # Ruby loads code in the main Ractor only, so there must have been a call there; Net::HTTP is for the main one, too.
  # A process of its own has read no other group's table yet.
  it "works in other Ractors after a call in the main one, with an `http:` of theirs, and with ActiveSupport too" do
    script = <<~RUBY
      require "clerk_rs_rack"
      require "active_support"
      require "active_support/notifications"
      def client
        http = ->(*) { [200, { "content-type" => "application/json" }, '{"id":"user_1"}'] }
        Clerk::Client.new(secret_key: "sk_test_" + "x" * 40, http:)
      end
      client.users.get("user_1")
      ractor = Ractor.new do
        [client.users.get("user_1").id, client.clients.get("client_1").id]
      end
      print ractor.respond_to?(:value) ? ractor.value : ractor.take
    RUBY
    output, = Open3.capture2(RbConfig.ruby, "-W0", "-Ilib", "-e", script)
    expect(output).to eq('["user_1", "user_1"]')
  end

  it "has its operations as methods" do
    expect(client.users.class.public_instance_methods(false)).to include(:list, :get, :update_metadata, :each)
    expect(client.users.method(:get).parameters).to eq([%i[req user_id], %i[keyrest parameters]])
  end
end
