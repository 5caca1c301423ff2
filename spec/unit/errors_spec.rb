# frozen_string_literal: true

# What an application gets when Clerk's Backend API does not do as it should, while it asks for a user, say.
RSpec.describe Clerk::Error do
  let(:backend) { SpecBackend.start(local) }
  let(:options) { backend.options.merge(jwt_key: local.public_key_pem, **on_the_clock) }
  let(:auth) { new_auth }
  # Every fault but JSON that could be a user.
  let(:faults) { SpecBackend::ALL - %i[no_keys other_json] }

  def new_auth = Clerk.authenticate_request(environment(bearer: local.session_token), **options)

  def failure(fault)
    backend.elsewhere ||= backend.url
    backend.fail_with(fault)
    error_of { new_auth.user.first_name }
  end

  it "is the root of everything the gem raises" do
    expect([Clerk::ConfigurationError, Clerk::MiddlewareMissing, Clerk::InternalError, Clerk::TokenError,
            Clerk::WebhookError,
            Clerk::ConnectionError, Clerk::ApiError]).to all be < described_class
    expect([Clerk::Unauthorized, Clerk::NotFound, Clerk::RateLimited]).to all be < Clerk::ApiError
    expect(described_class.superclass).to be(StandardError)
  end

  it "carries what the API said: status, code, all errors, the trace id for Clerk's support" do
    expect(failure(:server_error)).to be_a(Clerk::ApiError).and have_attributes(
      status: 500, code: "spec_code", trace_id: "trace_spec", retry_after: nil,
      errors: [include("code" => "spec_code", "message" => "short")],
      message: "Clerk's Backend API answered 500 spec_code: A sentence for people."
    )
  end

  it "says how long to wait when there were too many calls" do
    expect(failure(:rate_limited)).to be_a(Clerk::RateLimited).and have_attributes(status: 429, retry_after: 7)
  end

  it "tells a wrong secret key apart" do
    expect(failure(:unauthorized))
      .to be_a(Clerk::Unauthorized).and have_attributes(status: 401, code: "clerk_key_invalid")
  end

  it "tells apart what does not exist" do
    auth
    local.sign_out(auth.session_id)
    local.delete_user(ada.id)
    expect(error_of { auth.token(template: "hasura") })
      .to be_a(Clerk::NotFound).and have_attributes(status: 404, code: "resource_not_found", trace_id: /\A\h{32}\z/)
  end

  it "is an ApiError too when the answer is not Clerk's: HTML, cut short, empty" do
    { html: 200, truncated: 200, empty: 200, bad_gateway: 502 }.each do |fault, status|
      expect(failure(fault)).to be_an(Clerk::ApiError).and(
        have_attributes(status:, code: nil, errors: [],
                        message: "Clerk's Backend API answered #{status}: the answer is not in Clerk's form")
      ), fault.to_s
    end
  end

  it "is an ApiError too when the answer is JSON of another form" do
    expect(failure(:other_json)).to be_an(Clerk::ApiError)
  end

  it "is a ConnectionError when there is no answer" do
    %i[down slow cut].each do |fault|
      error = failure(fault)
      expect(error).to be_a(Clerk::ConnectionError), fault.to_s
      expect(error.message).to match(/\AClerk's Backend API cannot be reached \(\S+\)\z/)
      expect(error.cause).to be_a(StandardError)
    end
  end

  it "comes after the timeout, not later" do
    auth
    backend.fail_with(:slow)
    start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
    error_of { auth.user.first_name }
    expect(Process.clock_gettime(Process::CLOCK_MONOTONIC) - start).to be_between(0.15, 0.25)
    expect(backend.calls).to eq(1)
  end

  it "never follows a redirect, which would take the secret key along" do
    other = SpecBackend.start(local)
    backend.elsewhere = other.url
    expect(failure(:redirect)).to be_an(Clerk::ApiError).and have_attributes(status: 302)
    expect(other.calls).to eq(0)
  end

  it "is over with the fault: the next attempt succeeds" do
    faults.each do |fault|
      failure(fault)
      backend.recover
      expect(new_auth.user.first_name).to eq("Ada")
    end
  end

  it "holds no secret" do
    texts = faults.map do |fault|
      error = failure(fault)
      "#{error.full_message} #{error.inspect} #{error.cause&.full_message}"
    end
    expect(texts.grep(/#{Regexp.escape(options[:secret_key][8..])}|eyJ/)).to eq([])
  end

  describe Clerk::TokenError do
    it "has a reason for programs and a sentence for people" do
      error = error_of { Clerk.verify_token("x", jwt_key: local.public_key_pem) }
      expect(error).to have_attributes(reason: "token-invalid", message: /\AA JWT has three parts/)
    end
  end

  describe "an application's own way to the network (http:)" do
    let(:requests) { [] }
    let(:http) do
      lambda do |*request|
        requests << request
        [200, { "content-type" => "application/json" }, JSON.generate(local.jwks)]
      end
    end

    it "is used instead of Net::HTTP" do
      options = local.options.slice(:secret_key).merge(http:, **on_the_clock)
      expect(Clerk.verify_token(local.session_token, **options)["sub"]).to eq(ada.id)
      expect(requests).to match([["GET", "https://api.clerk.com/v1/jwks", include("authorization" => /\ABearer sk_/),
                                  nil]])
    end

    it "may raise whatever it likes, which is no connection" do
      options = local.options.merge(jwt_key: local.public_key_pem, **on_the_clock,
                                    http: ->(*) { raise IOError, "secret #{local.options[:secret_key]}" })
      auth = Clerk.authenticate_request(environment(bearer: local.session_token), **options)
      expect { auth.user.first_name }.to raise_error(Clerk::ConnectionError, /\(IOError\)/)
    end
  end
end
