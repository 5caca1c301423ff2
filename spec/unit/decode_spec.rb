# frozen_string_literal: true

require "json"
require "open3"
require "rbconfig"

# What an application gets of the Backend API's answers: resources, however much of an answer is as it should be.
RSpec.describe Clerk::Resource, ".decode" do
  let(:answer) do
    { "object" => "user", "id" => "user_1", "first_name" => "Ada", "banned" => false, "create_organizations_limit" => 3,
      "created_at" => 1_654_012_591_514, "last_sign_in_at" => nil, "public_metadata" => { "theme" => "dark" },
      "primary_email_address_id" => "idn_2", "primary_phone_number_id" => "idn_9",
      "email_addresses" => [
        { "id" => "idn_1", "email_address" => "a@example.com" },
        { "id" => "idn_2", "email_address" => "ada@example.com",
          "verification" => { "status" => "verified", "strategy" => "ticket", "expire_at" => 1_654_012_591_000 } }
      ],
      "organization_memberships" => [{ "id" => "orgmem_1", "role" => "org:admin",
                                       "organization" => { "id" => "org_1", "name" => "Engines" } }],
      "shoe_size" => 38, "seen_first_at" => 1_654_012_591_514 }
  end
  let(:user) { decode("User", answer) }

  # As an answer comes: JSON.
  def decode(type, value) = described_class.decode(type, JSON.parse(JSON.generate(value)))

  def restored(bytes) = Marshal.load(bytes) # rubocop:disable Security/MarshalLoad

  it "gives readers to the fields that Clerk's specification knows, and types to what is in them" do
    expect(user).to be_a(Clerk::User).and have_attributes(
      id: "user_1", first_name: "Ada", banned: false, create_organizations_limit: 3, last_name: nil,
      last_sign_in_at: nil, created_at: Time.at(1_654_012_591.514r), phone_numbers: [], loaded?: true,
      public_metadata: { "theme" => "dark" }
    )
    expect(user.primary_email_address)
      .to be_a(Clerk::EmailAddress).and have_attributes(email_address: "ada@example.com")
    expect(user.primary_email_address.verification)
      .to be_a(Clerk::Verification).and have_attributes(status: "verified", expire_at: Time.at(1_654_012_591))
    expect(user.primary_phone_number).to be_nil
    expect(user.organization_memberships.first)
      .to be_a(Clerk::Resource::OrganizationMembership).and have_attributes(role: "org:admin")
    expect(user.organization_memberships.first.organization)
      .to be_a(Clerk::Organization).and have_attributes(name: "Engines")
  end

  it "keeps every field that it does not know" do
    expect(user.to_h).to eq(answer)
    expect([user["shoe_size"], user[:shoe_size], user.fetch(:shoe_size)]).to all eq(38)
    expect(user["seen_first_at"]).to eq(user.created_at)
    expect([user.key?("shoe_size"), user.key?("hat_size"), user["hat_size"]]).to eq([true, false, nil])
    expect(user.dig("organization_memberships", 0, "organization", "name")).to eq("Engines")
    expect(user).not_to respond_to(:shoe_size)
  end

  it "reads milliseconds as a Time, whatever the field is called, and seconds as what they are; [] agrees" do
    at = Time.at(1_654_012_591.514r)
    { "CommerceSubscriptionItem" => "period_start", "CommerceSubscriptionNextPayment" => "date",
      "ApiKey" => "expiration", "BillingStatement" => "timestamp", "M2MToken" => "expiration", "User" => "created_at" }
      .each do |type, field|
      one = decode(type, field => 1_654_012_591_514)
      expect([one.public_send(field), one[field], one[field.to_sym], one.fetch(field)]).to eq([at] * 4), type
    end
    token = decode("TestingToken", "expires_at" => 1_713_880_800)
    expect([token.expires_at, token["expires_at"], token.dig(:expires_at)]).to all eq(1_713_880_800) # rubocop:disable Style/SingleArgumentDig
    expect(decode("CommerceCreditLedgerResponse", "created_at" => "2027-01-02T03:04:05Z"))
      .to have_attributes(created_at: "2027-01-02T03:04:05Z")
  end

  it "keeps values of enumerations that it does not know" do
    expect(decode("Session", { "id" => "sess_1", "status" => "hibernating" }).status).to eq("hibernating")
  end

  it "reads lists, maps and what may be one thing or another" do
    expect(decode("User[]", [answer, answer])).to eq([user, user])
    expect(decode("map<User>", { "a" => answer })).to eq("a" => user)
    expect(decode("time", 1000)).to eq(Time.at(1))
    expect(decode("string[]", %w[a b])).to eq(%w[a b])
    tokens = [{ "object" => "token", "jwt" => "x" }, { "object" => "cookies", "cookies" => [] }, { "jwt" => "x" }]
    expect(tokens.map { |one| decode("<Token|Cookies>", one).class })
      .to eq([described_class::Token, described_class::Cookies, described_class::Token])
  end

  describe "of an answer that is not as it should be" do
    odd = [nil, "", "x", 0, -1, 1.5, 1 << 80, true, [], [nil], [[]], ["x"], [1, { "id" => 1 }], {}, { "id" => nil },
           { "x" => [] }]

    it "keeps the value, and raises nothing, whatever is asked of whatever type" do
      types = described_class::Types::FIELDS
      types.each do |type, fields|
        odd.each do |value|
          one = decode(type, fields.transform_values { value })
          fields.each_key { |name| expect { one.public_send(name) }.not_to raise_error if one.respond_to?(name) }
          expect { [one[:x_at], one.dig(:id, 0, "x"), one.to_json, one.inspect, one.hash, one == one.dup] }
            .not_to raise_error
        end
      end
    end

    it "keeps a value where a resource should be" do
      [*types = %w[User User[] User? map<User> <Token|Cookies> Unknown <Unknown> Unknown[] time time[] whatever]]
        .product(odd.grep_v(Hash)).each do |type, value|
        expect { decode(type, value) }.not_to raise_error
      end
      expect(types.map { |type| decode(type, "text") }).to all eq("text")
      expect(decode("User[]", [answer, nil, 7])).to eq([user, nil, 7])
    end

    it "says so plainly: the raw value is there, under its name" do
      values = { "email_addresses" => { "a" => 1 }, "created_at" => "yesterday", "first_name" => 7 }
      one = decode("User", answer.merge(values))
      expect(one).to have_attributes(email_addresses: { "a" => 1 }, created_at: "yesterday", first_name: 7,
                                     full_name: "7", primary_email_address: nil)
      expect(decode("User", { "created_at" => 10**40 }).created_at).to eq(10**40)
    end
  end

  it "has no reader for a name that every object has" do
    names = %w[class hash method send object_id freeze display dup instance_eval initialize method_missing to_h]
    taken = names.reject { |name| described_class::Types.reader?(name) }
    expect(taken).to eq(names)
    expect(%w[2fa sso-connection Name a\nb].select { |name| described_class::Types.reader?(name) }).to eq([])
  end

  it "gives what cannot be changed, to the last" do
    expect(Ractor.shareable?(user)).to be(true)
    expect { user.public_metadata["theme"] << "er" }.to raise_error(FrozenError)
    expect(decode("User[]", [answer])).to be_frozen
  end

  it "may be read by other Ractors, what is within as well" do
    ractor = Ractor.new(user) do |one|
      [one.full_name, one.primary_email_address.to_s, one.organization_memberships.first.organization.name,
       one.created_at.to_i]
    end
    expect(ractor.respond_to?(:value) ? ractor.value : ractor.take)
      .to eq(["Ada", "ada@example.com", "Engines", 1_654_012_591])
  end

  it "goes through Marshal, also to a process that has made no call yet" do
    dumped = Marshal.dump([user, user.organization_memberships.first])
    expect(restored(dumped)).to eq([user, user.organization_memberships.first]).and all be_frozen
    script = 'require "clerk_rs_rack"; one, other = Marshal.load($stdin.binmode.read); ' \
             "print one.primary_email_address, other.role, other.organization.name"
    output, = Open3.capture2(RbConfig.ruby, "-Ilib", "-e", script, stdin_data: dumped)
    expect(output).to eq("ada@example.comorg:adminEngines")
  end

  # Reading a field is reading a Hash.
  it "makes no object for a text, a number or a flag" do
    one = user
    read = lambda do
      before = GC.stat(:total_allocated_objects)
      one.id
      one.first_name
      one.last_name
      one.banned
      one.create_organizations_limit
      GC.stat(:total_allocated_objects) - before
    end
    # Ruby itself makes some, once for each place in the code.
    read.call
    expect(read.call).to eq(0)
  end

  it "shows in JSON neither tokens nor the URLs that sign somebody in" do
    secrets = { "object" => "sign_in_token", "id" => "sit_1", "token" => "4711", "url" => "https://x.example/?t=4711",
                "status" => "pending", "nested" => [{ "client_secret" => "4711" }] }
    expect(JSON.generate(decode("SignInToken", secrets)))
      .to eq('{"object":"sign_in_token","id":"sit_1","status":"pending","nested":[{}]}')
    expect(decode("RedirectURL", { "object" => "redirect_url", "url" => "https://x.example" }).to_json)
      .to include("https://x.example")
  end

  it "is loaded before it is frozen or dumped, where it is lazy" do
    loads = 0
    lazy = -> { Clerk::User.new("user_1") { (loads += 1) && JSON.parse(JSON.generate(answer)) } }
    expect(restored(Marshal.dump(lazy.call)).first_name).to eq("Ada")
    expect(Ractor.shareable?(Ractor.make_shareable(lazy.call))).to be(true)
    expect(loads).to eq(2)
    missing = Clerk::User.new("user_2") { raise Clerk::NotFound.new(status: 404, errors: [{ "code" => "gone" }]) }
    expect(restored(Marshal.dump(missing))).to have_attributes(missing?: true, id: "user_2", first_name: nil)
  end

  it "is loaded with its types when it is first used, not with the gem" do
    script = <<~RUBY
      require "clerk_rs_rack"
      print $LOADED_FEATURES.grep(%r{clerk/(?:resource|user|session)\\.rb|/json\\.rb}),
            Clerk::User.method_defined?(:first_name), defined?(Clerk::Resource::Invitation)
    RUBY
    output, = Open3.capture2(RbConfig.ruby, "-Ilib", "-e", script)
    expect(output).to eq("[]trueconstant")
  end
end
