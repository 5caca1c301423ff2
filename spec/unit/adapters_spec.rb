# frozen_string_literal: true

# What an application may put in the place of ours: how HTTP is performed, where log lines go.
RSpec.describe "An application's own" do
  let(:bearer) { local.session_token }

  def auth(**options) = Clerk.authenticate_request(environment(bearer:), **local.options, **on_the_clock, **options)

  describe "http" do
    it "performs every call, with the secret key and the version of the API" do
      calls = []
      http = lambda do |method, url, headers, body|
        calls << [method, url, headers.values_at("authorization", "clerk-api-version"), body]
        [200, {}, JSON.generate(local.jwks)]
      end
      expect(auth(http:).user_id).to eq(ada.id)
      key = local.options[:secret_key]
      expect(calls).to eq([["GET", "http://127.0.0.1:9/v1/jwks", ["Bearer #{key}", Clerk::Core::API_VERSION], nil]])
    end

    it "may answer anything or raise anything: nobody is signed in, and a resource is a Clerk::Error" do
      answers = [nil, [], [nil, nil, nil], ["200"], [200], [200, nil, nil], [500, nil, "x"], [200, {}, "\xFF"], 7]
      https = [*answers.map { |answer| ->(*) { answer } }, ->(*) { raise "secret inside" }, ->(*) { raise IOError }]
      https.each do |http|
        expect(auth(http:)).to be_signed_out
        known = auth(http:, jwt_key: local.public_key_pem)
        expect(error_of { known.user.first_name }).to be_a(Clerk::Error)
      end
      expect(log.text).not_to include("secret inside")
    end
  end

  describe "logger" do
    it "does not decide about a request when it fails" do
      broken = Object.new
      def broken.warn(*) = raise("disk full")
      expect(auth(logger: broken)).to have_attributes(signed_in?: false, reason: "unexpected-error")
    end
  end
end
