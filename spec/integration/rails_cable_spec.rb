# frozen_string_literal: true

# Action Cable behind Clerk: real WebSockets to a real Rails application, see spec/support/rails_cable_app.rb.
RSpec.describe Clerk::ActionCable do
  include_context "with a Rails application", "rails_cable_app.rb"

  let(:ada) { clerk.users.first }
  let(:cookies) { clerk.cookies_for(clerk.sign_in("ada").id) }
  let(:stranger) { { "__clerk_db_jwt" => "dvb_1" } }
  let(:unauthorized) { { "type" => "disconnect", "reason" => "unauthorized" } }

  def connect(cookies: {}, bearer: nil, path: "/cable", to: rails, origin: to.url, **headers)
    headers[:Cookie] = cookies.map { |pair| pair.join("=") }.join("; ") unless cookies.empty?
    headers[:Authorization] = "Bearer #{bearer}" if bearer
    SpecServer.track(SpecSocket.new(to.url, path:, Origin: origin, **headers))
  end

  # The cookies of a browser whose page slept: the token has run out, and ClerkJS has not renewed it yet.
  def asleep
    session = clerk.sign_in("ada")
    token = clerk.session_token(session_id: session.id, expires_in: -60)
    cookies = clerk.cookies_for(session.id).reject { |name, _| name.start_with?("__refresh") }
    cookies.to_h { |name, value| [name, name.start_with?("__session") ? token : value] }
  end

  def who(socket)
    socket.wait_for("welcome")
    socket.command("subscribe", "NotesChannel")
    socket.wait_for("confirm_subscription")
    socket.messages.filter_map { |message| message["message"] }.first
  end

  it "lets in who is signed in, and says who it is to every channel" do
    expect(who(connect(cookies:))).to eq("user" => ada.id, "more" => ada.id)
  end

  it "reads the header of a client that is no browser" do
    expect(who(connect(bearer: clerk.session_token))).to include("user" => ada.id)
  end

  it "rejects a stranger for good" do
    [stranger, {}, { **stranger, "__client_uat" => "0" }].each do |cookies|
      expect(connect(cookies:).wait_for_end.messages).to eq([unauthorized.merge("reconnect" => false)])
    end
    expect(rails.log).to include("Clerk: signed-out (session-token-and-uat-missing)")
  end

  it "rejects a token that somebody else has signed for good" do
    other = Clerk::Local.new(key: SpecInstance::OTHER_KEY, url: clerk.url)
    forged = cookies.to_h { |name, value| [name, name.start_with?("__session") ? other.session_token : value] }
    expect(connect(cookies: forged).wait_for_end.messages).to eq([unauthorized.merge("reconnect" => false)])
  end

  it "asks to come back who has a session whose token has run out, and lets them in then" do
    cookies = asleep
    expect(connect(cookies:).wait_for_end.messages).to eq([unauthorized.merge("reconnect" => true)])
    expect(who(connect(cookies: cookies.merge(self.cookies)))).to include("user" => ada.id)
  end

  it "renews the session at once where the browser may" do
    session = clerk.sign_in("ada")
    token = clerk.session_token(session_id: session.id, expires_in: -60)
    old = clerk.cookies_for(session.id).to_h { |name, value| [name, name.start_with?("__session") ? token : value] }
    expect(who(connect(cookies: old))).to include("user" => ada.id)
  end

  it "is never redirected, whatever the headers look like" do
    document = { Accept: "text/html", "Sec-Fetch-Dest": "document" }
    [{}, stranger, asleep].each do |cookies|
      socket = connect(cookies:, **document)
      expect(socket.wait_for_end.status).to eq("HTTP/1.1 101 Switching Protocols")
    end
    expect(who(connect(cookies:, **document))).to include("user" => ada.id)
  end

  it "leaves the origin to Action Cable, which refuses a foreign one" do
    socket = connect(cookies:, origin: "http://attacker.example").wait_for_end
    expect([socket.status, socket.messages]).to eq(["HTTP/1.1 404 Not Found", []])
    expect(who(connect(cookies:, origin: "http://friend.example"))).to include("user" => ada.id)
  end

  it "ends when the application says so" do
    socket = connect(cookies:)
    socket.wait_for("welcome")
    expect(rails.request("/disconnect?user=#{clerk.users.last.id}").code).to eq("204")
    expect(who(socket)).to include("user" => ada.id)
    expect(rails.request("/disconnect?user=#{ada.id}").code).to eq("204")
    expect(socket.wait_for_end.messages.map { |message| message["type"] }).not_to include("reject_subscription")
  end

  describe "in a connection of the application's own" do
    def token(user) = clerk.session_token(user_id: user, organization_id: "analytical-engines")

    it "demands what the connection demands, and identifies it by more" do
      expect(who(connect(path: "/staff", bearer: token("ada")))["more"].split(":"))
        .to contain_exactly(ada.id, clerk.organizations.first.id)
      messages = connect(path: "/staff", bearer: token("grace")).wait_for_end.messages
      expect(messages).to eq([unauthorized.merge("reconnect" => false)])
    end

    it "goes on after super" do
      expect(who(connect(path: "/mixed", cookies:))["more"].split(":")).to contain_exactly(ada.id, "Ada")
      expect(connect(path: "/mixed", cookies: stranger).wait_for_end.messages.first).to include(unauthorized)
    end
  end

  describe "of a cable server that stands alone" do
    it "authenticates by itself" do
      alone = SpecRails.new(clerk.options, { "SPEC_CABLE" => "standalone" }, app: "rails_cable_app.rb")
      raise alone.failure unless alone.facts

      expect(who(connect(cookies:, to: alone))).to include("user" => ada.id)
      expect(connect(cookies: asleep, to: alone).wait_for_end.messages.first).to include("reconnect" => true)
      expect(connect(cookies: stranger, to: alone).wait_for_end.messages.first).to include("reconnect" => false)
    ensure
      SpecServer.stop_all
      alone&.stop
    end
  end
end
