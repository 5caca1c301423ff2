# frozen_string_literal: true

require "active_support"
require "active_support/notifications"

# What an application can listen to, and the log line for a person.
RSpec.describe Clerk::Events do
  def heard(name)
    events = []
    subscriber = ActiveSupport::Notifications.subscribe(name) { |*arguments| events << arguments }
    yield
    events.map(&:last)
  ensure
    ActiveSupport::Notifications.unsubscribe(subscriber)
  end

  it "tells of each request how it was judged, and no secret" do
    token = local.session_token(user_id: "ada", organization_id: "analytical-engines")
    app = clerk_app(**offline)
    payloads = heard("authenticate.clerk") do
      request(app, "/a?token=x", bearer: token)
      visit(app, "/b")
    end
    expect(payloads).to match(
      [{ path: "/a", status: "signed-in", reason: nil, token_type: "session_token", user_id: ada.id,
         session_id: /\Asess_/, organization_id: organization.id, handshake: false },
       { path: "/b", status: "handshake", reason: "dev-browser-missing", token_type: "session_token", user_id: nil,
         session_id: nil, organization_id: nil, handshake: true }]
    )
    expect(payloads.to_s).not_to include(token)
  end

  it "tells of each call to the Backend API, without queries" do
    backend = SpecBackend.start(local)
    auth = request(clerk_app(**backend.options, **on_the_clock), bearer: local.session_token).auth
    payloads = heard("request.clerk") { auth.user.first_name }
    expect(payloads).to eq([{ method: "GET", path: "/v1/users/#{auth.user_id}", status: 200, retries: 0 }])
    backend.fail_with(:down)
    payloads = heard("request.clerk") { error_of { auth.session.status } }
    expect(payloads).to contain_exactly(include(method: "GET", exception: include(/Err|Error/)))
    expect(payloads.to_s).not_to include(backend.options[:secret_key])
  end

  it "leaves what a listener raises to the application: it decides about nobody" do
    app = clerk_app(**offline)
    listener = ActiveSupport::Notifications.subscribe("authenticate.clerk") { raise KeyError, "mine" }
    expect { visit(app, cookies: signed_in_cookies) }.to raise_error(StandardError, /mine/)
  ensure
    ActiveSupport::Notifications.unsubscribe(listener)
  end

  it "costs nothing while nobody listens" do
    expect(described_class.listeners?("authenticate.clerk")).to be_falsy
    expect(described_class.instrument("authenticate.clerk", { a: 1 }) { |payload| payload }).to eq(a: 1)
  end

  it "is a line in the log for each request where debug is on" do
    log.level = Logger::INFO
    app = clerk_app(**offline, debug: true)
    request(app, bearer: local.session_token(user_id: "ada", organization_id: "analytical-engines"))
    request(app, bearer: "x")
    expect(log.lines.grep(/signed/)).to match([/clerk: signed-in #{ada.id} #{organization.id}\n?\z/,
                                               /clerk: signed-out \(token-invalid\)\n?\z/])
  end

  it "tells the error reporter of what was handled" do
    reported = []
    reporter = Object.new
    reporter.define_singleton_method(:report) { |error, **context| reported << [error.class, context] }
    store = Object.new
    store.define_singleton_method(:fetch) { |*| raise IOError, "down" }
    backend = SpecBackend.start(local)
    options = { **backend.options, jwt_key: local.public_key_pem, **on_the_clock, cache_store: store,
                                   error_reporter: reporter }
    expect(request(clerk_app(**options), bearer: local.session_token).auth.user.first_name).to eq("Ada")
    expect(reported).to eq([[IOError, { handled: true, severity: :warning, source: "clerk" }]])
  end
end
