# frozen_string_literal: true

# Specs of a Rack application with RSpec and Rack::Test, as its own spec folder would hold them. The application has no
# keys at all, as on a CI server, so the kit comes first.

require "bundler/setup" if ENV["BUNDLE_GEMFILE"]
require "clerk/testing"
require "clerk/rack"
require "json"
require "rack"
require "rack/test"
require "rspec/autorun"
require "socket"

# Everything below works offline.
SOCKETS = [] # rubocop:disable Style/MutableConstant
WATCH = Module.new do
  def new(...) = (SOCKETS << self) && super
  def open(...) = (SOCKETS << self) && super
end
[Socket, TCPSocket, UDPSocket, UNIXSocket].each { |type| type.singleton_class.prepend(WATCH) }

NOTES = Rack::Builder.new do
  use Clerk::Rack, authorized_parties: ["https://notes.example"], accepts_token: :any, excluded_routes: ["/health"]
  run lambda { |env|
    clerk = env["clerk"]
    body = { user: clerk&.user_id, name: clerk&.user&.first_name, organization: clerk&.organization&.name,
             type: clerk&.token_type, subject: clerk&.subject, scopes: clerk&.scopes }
    [clerk&.signed_in? ? 200 : 401, { "content-type" => "application/json" }, [JSON.generate(body.compact)]]
  }
end.to_app

# A module of helpers, as applications have them.
module NotesHelpers
  include Clerk::Testing
  include Rack::Test::Methods

  def app = NOTES

  def answer(path = "/") = JSON.parse(get(path).body)
end

RSpec.configure do |config|
  config.include NotesHelpers
  config.order = :random
  config.after { expect(SOCKETS).to eq([]) }
  config.before(:suite) { Clerk::Testing.instance.create_user(id: "user_everybody_knows", first_name: "Zoe") }
end

RSpec.describe "The notes" do
  it "are closed to strangers" do
    get "/"
    expect(last_response.status).to eq(401)
    get "/health"
    expect(last_request.env["clerk"]).to be_nil.or be_signed_out
  end

  it "know who is signed in, and forget who signs out" do
    clerk_sign_in "user_ada", first_name: "Ada", org: { name: "Engines", slug: "engines" }
    expect(answer).to include("user" => "user_ada", "name" => "Ada", "organization" => "Engines")
    clerk_sign_in "user_grace"
    expect(answer).to include("user" => "user_grace")
    clerk_sign_out
    expect(get("/").status).to eq(401)
  end

  it "are read by machines" do
    clerk_headers(:api_key, subject: "user_ada", scopes: ["notes:read"]).each { |name, value| header(name, value) }
    expect(answer).to include("type" => "api_key", "subject" => "user_ada", "scopes" => ["notes:read"])
    header "Authorization", "Bearer #{clerk_machine_token(:m2m_token, jwt: true)}"
    expect(answer).to include("type" => "m2m_token", "subject" => start_with("mch_"))
    header "Authorization", "Bearer #{clerk_machine_token(:oauth_token, subject: "user_ada", scopes: ["email"])}"
    expect(answer).to include("type" => "oauth_token", "user" => "user_ada", "scopes" => ["email"])
    header "Authorization", "Bearer #{clerk_machine_token(:api_key, expires_in: -1)}"
    expect(get("/").status).to eq(401)
  end

  it "have readers with browsers of their own" do
    clerk_sign_in "user_ada"
    with_session(:other) do
      expect(get("/").status).to eq(401)
      clerk_sign_in "user_grace"
      expect(answer).to include("user" => "user_grace")
    end
    expect(answer).to include("user" => "user_ada")
  end

  %w[one another].each do |turn|
    it "are written by users of #{turn} example, and by those who were there before" do
      expect(Clerk::Testing.instance.users.map(&:id)).to eq(["user_everybody_knows"])
      clerk_sign_in "user_everybody_knows", last_name: turn
      expect(answer).to include("name" => "Zoe")
      clerk_sign_in
      Clerk::Testing.instance.create_user(id: "user_new")
    end
  end

  describe "with a hook that signs in" do
    before { clerk_sign_in "user_ada" }

    it("lets in") { expect(get("/").status).to eq(200) }
  end
end
