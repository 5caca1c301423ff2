# frozen_string_literal: true

require "json"
require "open3"
require "yaml"

# Whatever holds secrets shows none, in whatever way an error tracker or a slip of a developer prints it.
RSpec.describe Clerk::Opaque do
  let(:backend) { SpecBackend.start(local) }
  let(:options) { backend.options.merge(jwt_key: local.public_key_pem, **on_the_clock) }
  let(:token) { local.session_token(user_id: "ada") }
  let(:auth) { request(clerk_app(**options), bearer: token).auth }
  let(:instance) { auth.instance_variable_get(:@instance) }
  let(:things) { [auth, instance, instance.configuration, instance.backend, Clerk::Configuration.new(**options)] }

  def printed(thing)
    [thing.inspect, thing.to_s, thing.to_json, JSON.generate([thing]), thing.as_json.to_s, [thing].to_yaml].join("\n")
  end

  it "is so for what an application can lay hands on, as text, JSON and YAML" do
    auth.user.first_name
    things.each do |thing|
      expect(printed(thing)).not_to include(options[:secret_key]), thing.class.name
      expect(printed(thing)).not_to include(token), thing.class.name
      expect(JSON.parse(thing.to_json)).to eq(thing.inspect)
    end
  end

  it "is so for Marshal, which refuses what would be written in the clear" do
    client = Clerk::Client.new(**options.slice(:secret_key, :api_url))
    [*things, client, client.users].each do |thing|
      expect { Marshal.dump(thing) }.to raise_error(TypeError, /cannot be dumped: it holds secrets/), thing.class.name
    end
  end

  it "is so with ActiveSupport, which else writes down every instance variable" do
    script = <<~RUBY
      require "logger"
      require "active_support"
      require "active_support/json"
      require "clerk_rs_rack"
      Clerk.configure { |clerk| clerk.secret_key = "#{options[:secret_key]}"; clerk.publishable_key = "#{options[:publishable_key]}" }
      auth = Clerk.authenticate_request({ "HTTP_AUTHORIZATION" => "Bearer #{token}", "REQUEST_METHOD" => "GET" })
      puts({ configuration: Clerk.configuration, auth:, instance: Clerk.instance, backend: Clerk.instance.backend }.to_json)
    RUBY
    output, = Open3.capture2(RbConfig.ruby, "-W0", "-I", "lib", stdin_data: script)
    expect(JSON.parse(output).values).to all(start_with("#<Clerk::"))
    expect(output).not_to include(options[:secret_key])
  end

  it "is so for users: JSON has nothing private of theirs, however deep, and YAML no more than who it is" do
    local.create_user(id: "user_p", email_address: "p@example.com", private_metadata: { "pin" => "4711" })
    attributes = { "id" => "user_p", "private_metadata" => { "pin" => "4711" }, "first_name" => "P",
                   "phone_numbers" => [{ "phone_number" => "+1", "backup_codes" => ["4711"] }],
                   "organization_memberships" => [{ "organization" => { "private_metadata" => { "a" => "4711" } } }],
                   "email_addresses" => [{ "verification" => { "nonce" => "4711", "status" => "verified" } }] }
    user = Clerk::User.new("user_p", attributes)
    expect([user.to_json, JSON.generate(user:), user.as_json.to_s, user.to_yaml,
            user.inspect].join).not_to include("4711")
    expect(user.as_json).to include("first_name" => "P", "phone_numbers" => [{ "phone_number" => "+1" }])
    expect(user.to_h.dig("phone_numbers", 0, "backup_codes")).to eq(["4711"])
  end

  it "is so for every field of the Backend API that sounds like a secret" do
    names = Clerk::API.types.flat_map { |_, fields| fields.keys.map { |name| name.delete_suffix("!") } }.uniq
    secret = names.grep(/secret|token\z|api_key|password\z|jwt\z|private/)
    expect(secret).to include("secret", "access_token", "api_key")
    expect(secret - Clerk::Resource::SECRETS).to eq([])
  end

  it "cannot be changed for the next request by the one before" do
    expect(auth.user.to_h).to be_frozen
    expect(auth.user.public_metadata).to be_frozen
  end
end
