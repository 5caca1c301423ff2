# frozen_string_literal: true

RSpec.describe Clerk, ".authenticate_request" do
  def authenticate(env = environment(**SpecRequests::DOCUMENT.transform_keys(&:to_sym)), **options)
    described_class.authenticate_request(env, **offline, **options)
  end

  it "tells who makes a request, given its environment" do
    auth = authenticate(environment(bearer: local.session_token))
    expect(auth).to be_a(Clerk::Auth).and have_attributes(signed_in?: true, user_id: ada.id, response: nil, headers: {})
  end

  it "takes request objects too" do
    env = environment(cookies: signed_in_cookies)
    expect(authenticate(Rack::Request.new(env)).user_id).to eq(ada.id)
    expect(authenticate(Struct.new(:env).new(env)).user_id).to eq(ada.id)
  end

  it "needs no options where the gem is configured" do
    described_class.configure { |config| config.assign(offline) }
    expect(described_class.authenticate_request(environment(bearer: local.session_token)).user_id).to eq(ada.id)
  end

  it "leaves the environment as it is" do
    env = environment(bearer: local.session_token)
    expect { authenticate(env) }.not_to(change { env.dup })
    expect(authenticate(env.freeze).user_id).to eq(ada.id)
  end

  it "gives the response and the headers that a page visit must get when it needs a handshake" do
    auth = authenticate
    expect(auth).to have_attributes(signed_in?: false, status: "handshake", reason: "dev-browser-missing")
    status, headers, body = auth.response
    expect([status, body]).to eq([307, []])
    expect(headers).to include("location" => %r{\Ahttp://127\.0\.0\.1:9/v1/client/handshake\?},
                               "cache-control" => "no-store")
    expect(auth.set_cookies).to eq(["__clerk_redirect_count=1; SameSite=Lax; HttpOnly; Max-Age=2"])
  end

  it "gives no response but headers to whom no redirect would help" do
    auth = authenticate(environment)
    expect(auth.response).to be_nil
    expect(auth.headers).to eq("x-clerk-auth-status" => "signed-out", "x-clerk-auth-reason" => "dev-browser-missing")
  end

  it "remembers the keys of an instance from call to call" do
    backend = SpecBackend.start(local)
    options = backend.options.merge(on_the_clock)
    3.times do
      env = environment(bearer: local.session_token)
      expect(described_class.authenticate_request(env, **options)).to be_signed_in
    end
    expect(backend.calls).to eq(1)
  end

  it "says what it wants when it is called wrongly" do
    [nil, "GET /", [], 1].each do |wrong|
      expect { authenticate(wrong) }.to raise_error(ArgumentError, /a Rack environment or a request is needed/)
    end
    expect { authenticate(Struct.new(:env).new(nil)) }.to raise_error(ArgumentError, /not NilClass/)
    expect { authenticate(environment, unknown: 1) }.to raise_error(Clerk::ConfigurationError, /unknown/)
  end

  it "makes do with an environment that has nothing in it" do
    expect(authenticate({})).to have_attributes(signed_in?: false, response: nil, url: nil, sign_in_url: nil)
  end
end
