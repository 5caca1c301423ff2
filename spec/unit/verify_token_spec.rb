# frozen_string_literal: true

require "json"

RSpec.describe Clerk, ".verify_token" do
  let(:pem) { local.public_key_pem }

  def verify(token, now: clock.now, **options)
    described_class.verify_token(token, jwt_key: pem, now:, **options)
  end

  def reason(...)
    verify(...)
    :accepted
  rescue Clerk::TokenError => e
    e.reason
  end

  it "gives the claims of a good token, without the network" do
    session = local.sign_in("ada", organization_id: "analytical-engines")
    claims = verify(local.session_token(session_id: session.id))
    expect(claims).to include("sub" => ada.id, "sid" => session.id, "iss" => local.issuer, "v" => 2)
    expect(claims["o"]).to include("id" => organization.id, "rol" => "admin")
  end

  it "gives claims that are frozen all the way down, so that nobody makes an admin of a guest" do
    claims = verify(local.session_token(claims: { deep: [{ "a" => ["b"] }] }))
    expect([claims, claims["deep"], claims["deep"][0], claims["deep"][0]["a"][0], claims.keys[0]]).to all be_frozen
  end

  describe "a token that a real Clerk instance issued in 2022" do
    let(:issued) { JSON.parse(File.read(File.expand_path("../fixtures/clerk-issued-2022.json", __dir__))) }
    let(:valid_at) { issued.fetch("valid_at") }
    let(:pem) do
      numbers = issued.fetch("jwk").values_at("n", "e").map do |number|
        OpenSSL::ASN1::Integer(OpenSSL::BN.new(number.tr("-_", "+/").unpack1("m"), 2))
      end
      OpenSSL::PKey::RSA.new(OpenSSL::ASN1::Sequence(numbers).to_der).public_to_pem
    end

    it "verifies at its time" do
      expect(verify(issued["token"], now: valid_at)["sub"]).to eq("user_2GIpXOEpVyJw51rkZn9Kmnc6Sxr")
      expect(verify(issued["token"], now: Time.at(valid_at))["sid"]).to start_with("sess_")
    end

    it "has expired by now, and its companions fail for reasons of their own" do
      expect(reason(issued["token"], now: nil)).to eq("token-expired")
      expect(reason(issued["expired_token"], now: valid_at)).to eq("token-expired")
      expect(reason(issued["invalid_signature_token"], now: valid_at)).to eq("token-invalid-signature")
    end
  end

  describe "refuses a token, by the reason that Clerk's SDKs give," do
    let(:session_header) { decode(local.session_token).first }
    let(:claims) { decode(local.session_token).last }

    def session_token(...) = local.session_token(...)

    it "that is no JWT" do
      ["", "x", "a.b", "a.b.c", "....", "a.b.c.d", "\xFF\xFE", "\0", "bnVsbA.bnVsbA.AA",
       "eyJ.eyJ.eyJ", "#{session_token} ", session_token.tr("A-Z", "a-z"),
       forge(session_header, "[1]", key: SpecInstance::KEY)].each do |text|
        expect(reason(text)).to eq("token-invalid"), text.inspect
      end
    end

    it "whose signature is somebody else's" do
      expect(reason(forge(session_header, claims, key: SpecInstance::OTHER_KEY))).to eq("token-invalid-signature")
      expect(reason(session_token.sub(/\.[^.]+\z/, "."))).to eq("token-invalid-signature")
      head, _, tail = session_token.split(".")
      promoted = base64url(JSON.generate(claims.merge("sub" => "user_admin")))
      expect(reason([head, promoted, tail].join("."))).to eq("token-invalid-signature")
    end

    it "that is not signed, or signed by HMAC with the public key" do
      expect(reason(forge(session_header.merge("alg" => "none"), claims))).to eq("token-invalid-algorithm")
      [pem, pem.strip].each do |shared|
        expect(reason(forge(session_header.merge("alg" => "HS256"), claims, key: shared)))
          .to eq("token-invalid-algorithm")
      end
      expect(reason(session_token(header: { alg: "RS512" }))).to eq("token-verification-failed")
      expect(reason(session_token(header: { alg: nil }))).to eq("token-invalid-algorithm")
    end

    it "of another type" do
      [1, "none", ""].each { |typ| expect(reason(session_token(header: { typ: }))).to eq("token-invalid") }
    end

    it "of another class of the same instance, which the same key has signed" do
      expect(reason(local.template_token("db", claims: { sid: "sess_1" }))).to eq("token-type-mismatch")
      expect(reason(session_token(header: { cat: "cl_B7d4PD333AAA" }))).to eq("token-type-mismatch")
      expect(reason(session_token(header: { cat: "cl_unknown" }))).to eq("token-type-mismatch")
      expect(reason(session_token(header: { typ: "at+jwt" }))).to eq("token-type-mismatch")
      expect(reason(session_token(claims: { sub: "mch_1" }))).to eq("token-type-mismatch")
    end

    it "at the wrong time" do
      now = clock.now
      expect(reason(session_token(issued_at: now - 100))).to eq("token-expired")
      expect(reason(session_token(claims: { nbf: now + 60 }))).to eq("token-not-active-yet")
      expect(reason(session_token(issued_at: now + 60, claims: { nbf: now }))).to eq("token-iat-in-the-future")
    end

    it "without the times it must have, or with times of the wrong type" do
      [{ exp: nil }, { exp: "never" }, { exp: [] }, { nbf: "x" }, { iat: true }, { exp: {} }].each do |claims|
        expect(reason(session_token(claims:))).to eq("token-verification-failed"), claims.inspect
      end
      null = session_token.then { |token| decode(token).last.merge("nbf" => nil) }
      expect(reason(local.sign(session_header, null))).to eq("token-verification-failed")
    end

    it "without a subject" do
      [{ sub: nil }, { sub: 1 }, { sub: [] }].each do |claims|
        expect(reason(session_token(claims:))).to eq("token-verification-failed")
      end
    end

    it "for another application on a sibling domain" do
      token = session_token(claims: { azp: "https://sibling.example.com" })
      parties = { authorized_parties: ["https://www.example.com"] }
      expect(reason(token, **parties)).to eq("token-invalid-authorized-parties")
      expect(reason(session_token(claims: { azp: nil }), **parties)).to eq("token-invalid-authorized-parties")
      expect(reason(session_token(claims: { azp: nil }), **parties, missing_azp: :allow)).to eq(:accepted)
      expect(reason(token, authorized_parties: %w[https://a.example https://sibling.example.com])).to eq(:accepted)
      expect(reason(token)).to eq(:accepted)
    end

    it "of another instance" do
      key = local.options[:publishable_key]
      expect(reason(session_token(claims: { iss: "https://clerk.evil.example" }), publishable_key: key))
        .to eq("token-invalid-issuer")
      expect(reason(session_token, issuer: "https://clerk.other.example")).to eq("token-invalid-issuer")
      expect(reason(session_token, issuer: ["https://clerk.other.example", local.issuer])).to eq(:accepted)
      expect(reason(session_token, publishable_key: key)).to eq(:accepted)
    end

    it "for another audience" do
      expect(reason(session_token(claims: { aud: "b" }), audience: "a")).to eq("token-verification-failed")
      expect(reason(session_token(claims: { aud: %w[b a] }), audience: ["a"])).to eq(:accepted)
      expect(reason(session_token(claims: { aud: { a: 1 } }), audience: "a")).to eq("token-verification-failed")
      expect(reason(session_token, audience: "a")).to eq(:accepted)
    end
  end

  it "says in one sentence what is wrong, and quotes nothing of the token" do
    token = local.session_token(issued_at: clock.now - 100)
    error = error_of { verify(token) }
    expect(error.message).to match(/\AThe token is expired: \d+ \(now \d+\)\.\z/)
    token.split(".").each { |part| expect(error.full_message).not_to include(part[0, 12]) }
  end

  it "forgives five seconds of clock skew, or as many as configured" do
    token = local.session_token(expires_in: 60)
    expect(reason(token, now: clock.now + 64)).to eq(:accepted)
    expect(reason(token, now: clock.now + 65)).to eq("token-expired")
    expect(reason(token, now: clock.now + 60, clock_skew: 0)).to eq("token-expired")
    expect(reason(token, now: clock.now + 59.5, clock_skew: 0)).to eq(:accepted)
    expect(reason(token, now: clock.now + 100, clock_skew: 60)).to eq(:accepted)
  end

  it "judges by the present when it is not told a time" do
    present = Clerk::Local.new(key: SpecInstance::KEY)
    expect(described_class.verify_token(present.session_token, jwt_key: pem)["sub"]).to eq(present.users.first.id)
  end

  it "accepts a token of a JWT template where one is asked for, and then no session token" do
    template = local.template_token("db", claims: { role: "reader" })
    expect(verify(template, token_class: :jwt_template)).to include("role" => "reader", "sub" => ada.id)
    expect(reason(local.session_token, token_class: :jwt_template)).to eq("token-type-mismatch")
    expect { verify(template, token_class: :anything) }.to raise_error(Clerk::ConfigurationError, /token_class/)
  end

  it "works in a Ractor" do
    warned = Warning[:experimental]
    Warning[:experimental] = false
    token = Clerk::Local.new(key: SpecInstance::KEY).session_token
    ractor = Ractor.new(token, pem) { |text, key| Clerk.verify_token(text, jwt_key: key)["sub"] }
    expect(ractor.respond_to?(:value) ? ractor.value : ractor.take).to eq(ada.id)
  ensure
    Warning[:experimental] = warned
  end

  describe "called wrongly" do
    it "says what it wants" do
      [nil, :token, 1, ["a.b.c"], Object.new].each do |token|
        expect { verify(token) }.to raise_error(ArgumentError, /token must be a String/)
      end
      expect { described_class.verify_token }.to raise_error(ArgumentError)
    end

    it "does not take a time that is none for 1970" do
      ["2030-01-01", Float::NAN, :now, 10**40].each do |now|
        expect { verify(local.session_token, now:) }.to raise_error(ArgumentError, /now/)
      end
    end
  end

  describe "without a PEM" do
    let(:backend) { SpecBackend.start(local) }
    let(:options) { backend.options.slice(:secret_key, :api_url, :read_timeout).merge(on_the_clock) }

    def verify(token, **more) = described_class.verify_token(token, **options, **more)

    it "fetches the keys once for any number of tokens, with the secret key" do
      5.times { expect(verify(local.session_token)["sub"]).to eq(ada.id) }
      expect(backend.calls).to eq(1)
      expect(backend.requests("/v1/jwks").first).to include(
        "HTTP_AUTHORIZATION" => "Bearer #{options[:secret_key]}", "HTTP_CLERK_API_VERSION" => /\A\d{4}-\d\d-\d\d\z/,
        "HTTP_USER_AGENT" => %r{\Aclerk_rs_rack/}, "REQUEST_METHOD" => "GET"
      )
    end

    it "fetches nothing for a token that is not worth it" do
      [local.template_token("db"), "x", local.session_token(header: { typ: "at+jwt" })].each do |token|
        expect { verify(token) }.to raise_error(Clerk::TokenError)
      end
      expect(backend.calls).to eq(0)
    end

    it "learns of a new key when a token comes that it has signed" do
      verify(local.session_token)
      local.rotate_key!
      expect(verify(local.session_token)["sub"]).to eq(ada.id)
      expect(backend.calls("/v1/jwks")).to eq(2)
    end

    it "asks again for unknown keys every 30 seconds at most, whatever comes" do
      verify(local.session_token)
      10.times do |number|
        token = local.session_token(header: { kid: "ins_#{number}" })
        expect { verify(token) }.to raise_error(having_attributes(reason: "jwk-kid-mismatch"))
      end
      expect(backend.calls).to eq(2)
      clock.advance(31)
      expect { verify(local.session_token(header: { kid: "ins_x" })) }.to raise_error(Clerk::TokenError)
      expect(backend.calls).to eq(3)
    end

    it "refuses with the reason when the keys cannot be had, and tries again later" do
      { unauthorized: "secret-key-invalid", server_error: "jwk-remote-failed-to-load", down: "unexpected-error" }
        .each do |fault, reason|
          backend.fail_with(fault)
          expect { verify(local.session_token) }.to raise_error(having_attributes(reason:)), fault.to_s
          clock.advance(31)
        end
      backend.recover
      expect(verify(local.session_token)["sub"]).to eq(ada.id)
    end

    it "does not mix the keys of two instances" do
      other = Clerk::Local.new(key: SpecInstance::OTHER_KEY, clock: clock.seconds)
      other_options = SpecBackend.start(other).options.slice(:secret_key, :api_url).merge(on_the_clock)
      expect(described_class.verify_token(other.session_token, **other_options)["iss"]).to eq(other.issuer)
      expect(verify(local.session_token)["iss"]).to eq(local.issuer)
      expect { verify(other.session_token) }.to raise_error(having_attributes(reason: "jwk-kid-mismatch"))
      expect { described_class.verify_token(local.session_token, **other_options) }.to raise_error(Clerk::TokenError)
    end
  end
end
