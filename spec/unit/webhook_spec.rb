# frozen_string_literal: true

require "net/http"

# Webhooks by hand. (Which deliveries are refused is told row by row in ext/clerk_core/tests/specification/webhooks.rs.)
RSpec.describe Clerk::Webhook do
  include SpecWebhooks

  let(:secret) { SpecWebhooks::SECRET }
  let(:other_secret) { SpecWebhooks::OTHER_SECRET }
  let(:body) { event }

  before do
    Clerk.configure do |clerk|
      clerk.webhook_signing_secret = secret
      clerk.clock = clock.milliseconds
    end
  end

  def verify(request = delivery, **options) = Clerk::Webhook.verify(request, **options)

  def reason_of(request = delivery, **options)
    verify(request, **options)
    "accepted"
  rescue Clerk::WebhookError => e
    expect([e.message, e.inspect].grep(/v1,|MfKQ|AAcO/)).to eq([])
    e.reason
  end

  describe ".verify" do
    it "gives the event of a delivery that is Clerk's own" do
      expect(verify).to be_a(Clerk::Webhook::Event).and have_attributes(
        id: "msg_1", type: "user.created", data: { "id" => "user_1" }, object: "event", instance_id: "ins_1",
        timestamp: Time.at(1_654_012_591, 514, :millisecond), attributes: nil
      )
    end

    it "takes a Rack environment, or a request of any framework" do
      requests = [delivery, Rack::Request.new(delivery), Struct.new(:env).new(delivery)]
      expect(requests.map { |request| verify(request).type }).to all eq("user.created")
    end

    it "tells what is no request that it is none" do
      [nil, "", body, [], Object.new].each { |other| expect { verify(other) }.to raise_error(ArgumentError) }
    end

    it "accepts events that Clerk has added since" do
      expect(verify(delivery(event("comet.seen"))).type).to eq("comet.seen")
    end

    it "accepts the headers of Standard Webhooks too" do
      expect(verify(delivery(body, family: "webhook")).id).to eq("msg_1")
    end

    it "refuses whatever was changed on its way, or signed by somebody else" do
      headers = headers_for(body)
      forged = [delivery(body.sub("user_1", "user_2"), headers:), delivery("#{body} ", headers:),
                delivery(body, headers: headers.merge("svix-id" => "msg_2")),
                delivery(body, headers: headers.merge("svix-timestamp" => (clock.now + 1).to_s)),
                delivery(body, secret: other_secret)]
      expect(forged.map { |request| reason_of(request) }).to all eq("signature-mismatch")
    end

    it "refuses what is not signed at all, and names the header that is missing" do
      headers_for(body).each_key do |name|
        request = delivery(body, headers: headers_for(body).except(name))
        expect { verify(request) }.to raise_error(Clerk::WebhookError, /#{name} is missing/)
      end
      expect(reason_of(environment(method: "POST"))).to eq("header-missing")
    end

    it "refuses a replay after five minutes, and what comes from the future" do
      request = delivery
      clock.advance(300)
      expect(reason_of(request)).to eq("accepted")
      clock.advance(1)
      expect(reason_of(request)).to eq("timestamp-too-old")
      clock.advance(-602)
      expect(reason_of(request)).to eq("timestamp-in-the-future")
    end

    it "has another tolerance or another time when it is told to" do
      request = delivery(at: clock.now - 3600)
      expect(reason_of(request, tolerance: 3600)).to eq("accepted")
      expect(reason_of(request, now: clock.now - 3600)).to eq("accepted")
      expect(reason_of(request, now: Time.at(clock.now - 3300))).to eq("accepted")
      expect(reason_of(request, now: 0)).to eq("timestamp-in-the-future")
      [-1, 86_401, "300", Float::NAN].each do |tolerance|
        expect { verify(request, tolerance:) }.to raise_error(Clerk::ConfigurationError, /\Atolerance/)
      end
      ["now", Float::NAN, 1e300, :x].each { |now| expect { verify(request, now:) }.to raise_error(ArgumentError) }
    end

    it "goes by the system's clock when none is configured" do
      Clerk.configure { |clerk| clerk.clock = nil }
      expect(verify(delivery(at: Time.now.to_i)).id).to eq("msg_1")
      expect(reason_of(delivery(at: Time.now.to_i - 310))).to eq("timestamp-too-old")
    end

    it "knows the old secret and the new one while it is rotated" do
      both = [other_secret, secret]
      expect([secret, other_secret].map { |own| verify(delivery(secret: own), secret: both).id }).to all eq("msg_1")
      headers = headers_for(body)
      headers["svix-signature"] += " #{headers_for(body, secret: other_secret)["svix-signature"]}"
      both.each { |own| expect(verify(delivery(body, headers:), secret: own).id).to eq("msg_1") }
    end

    it "refuses what is signed but no event, with no other exception" do
      ["", "null", "[]", "{}", '"x"', "{", "\xFF", '{"type":"user.created"}', '{"data":{}}', '{"type":1,"data":{}}',
       "[" * 50_000].each do |text|
        expect(reason_of(delivery(text))).to eq("payload-invalid"), text[0, 40]
      end
    end

    it "is not impressed by hostile headers" do
      ["\xFF\xFE", "\0", "é", "a b", "v1,", "v1," * 10_000, "x" * 1_000_000, "9" * 400, "-1", "\r\n", [], 7, nil]
        .each do |value|
          headers_for(body).each_key do |name|
            expect(reason_of(delivery(body, headers: headers_for(body).merge(name => value))))
              .to match(/\A(?:header-missing|id-invalid|timestamp-invalid|timestamp-in.*|signature-mismatch)\z/)
          end
        end
    end

    it "takes its time for a large body once, not once a signature" do
      large = event(data: { text: "x" * 1_000_000 })
      signatures = "#{headers_for(large, secret: other_secret)["svix-signature"]} " * 20_000
      headers = headers_for(large).merge("svix-signature" => signatures)
      start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
      expect(reason_of(delivery(large, headers:))).to eq("signature-mismatch")
      # One HMAC of the body for each would take minutes.
      expect(Process.clock_gettime(Process::CLOCK_MONOTONIC) - start).to be < 5
    end

    describe "leaves the body to the application" do
      it "as it was, so that it can be read again" do
        request = delivery
        2.times { expect(verify(request).id).to eq("msg_1") }
        expect(request["rack.input"].read).to eq(body)
      end

      it "when the application has read it before" do
        request = delivery
        request["rack.input"].read
        expect(verify(request).id).to eq("msg_1")
      end

      it "when the input can be read only once" do
        request = delivery(input: SpecWebhooks::Once.new(body))
        2.times { expect(verify(request).id).to eq("msg_1") }
        expect(Rack::Request.new(request).body.read).to eq(body)
      end

      it "when the input says that it can be rewound and cannot" do
        input = SpecWebhooks::Once.new(body)
        def input.rewind = raise(Errno::ESPIPE)
        request = delivery(input:)
        2.times { expect(verify(request).id).to eq("msg_1") }
      end

      it "whatever the encoding of what the input gives, and as bytes" do
        text = event(data: { name: "Zoë" })
        request = delivery(text, input: SpecWebhooks::Once.new(text.dup.force_encoding("UTF-8")))
        expect(verify(request).data).to eq("name" => "Zoë")
        expect(request["rack.input"].read).to eq(text.b)
      end

      it "when Rails has parsed and kept it, and the input is used up" do
        request = delivery(input: SpecWebhooks::Once.new("")).merge("RAW_POST_DATA" => body)
        expect(verify(request).id).to eq("msg_1")
      end

      it "and says so when somebody else has used it up" do
        request = delivery(input: SpecWebhooks::Once.new(body))
        request["rack.input"].read
        expect { verify(request) }.to raise_error(Clerk::WebhookError, /read the body of the request before/)
        expect(reason_of(request)).to eq("body-consumed")
      end

      it "and takes no input for an empty body" do
        request = delivery("", input: nil)
        expect(reason_of(request)).to eq("payload-invalid")
        request.delete("rack.input")
        expect(reason_of(request)).to eq("payload-invalid")
      end

      it "and survives a client that hangs up" do
        input = Object.new
        def input.read(*) = raise(EOFError, "the client is gone")
        expect(reason_of(delivery(input:))).to eq("body-unreadable")
      end
    end
  end

  describe ".verify_payload" do
    it "takes the raw body and the headers, however they come" do
      headers = headers_for(body)
      net_http = Net::HTTP::Post.new("/", headers)
      all = [headers, headers.transform_keys(&:upcase), headers.transform_keys(&:to_sym),
             headers.transform_keys { |name| name.tr("-", "_").to_sym }, headers.transform_values { |value| [value] },
             headers.to_a, net_http, delivery, headers.merge("svix-timestamp" => clock.now, "x-\xFF" => "\xFF"),
             headers.merge("Host" => nil, nil => "x", 7 => 7)]
      all.each { |form| expect(described_class.verify_payload(body, form).id).to eq("msg_1") }
    end

    it "does not take a body that is parsed already, which nobody could verify" do
      [JSON.parse(body), nil, StringIO.new(body)].each do |parsed|
        expect { described_class.verify_payload(parsed, headers_for(body)) }
          .to raise_error(ArgumentError, /body must be a String, not #{parsed.class}/)
      end
      expect { described_class.verify_payload(body, nil) }.to raise_error(ArgumentError, /headers/)
    end
  end

  describe ".sign" do
    it "makes the headers with which Clerk would deliver a body" do
      expect(described_class.sign(body, id: "msg_1")).to eq(headers_for(body))
      expect(described_class.sign(body, id: "msg_1", timestamp: 7, secret: other_secret))
        .to eq(headers_for(body, at: 7, secret: other_secret))
      expect(described_class.sign(body, id: "msg_1", timestamp: Time.at(7))).to eq(headers_for(body, at: 7))
    end

    it "gives each delivery an id of its own" do
      ids = Array.new(2) { described_class.verify_payload(body, described_class.sign(body)).id }
      expect(ids.uniq).to match([/\Amsg_\w{27}\z/, /\Amsg_\w{27}\z/])
    end

    it "signs with every secret while it is rotated, as Clerk does" do
      headers = described_class.sign(body, secret: [secret, other_secret])
      [secret, other_secret].each { |own| described_class.verify_payload(body, headers, secret: own) }
    end
  end

  describe "the signing secret" do
    it "comes from the environment, several separated by commas" do
      { secret => secret, "#{secret}, #{other_secret}" => [secret, other_secret] }.each do |text, read|
        configuration = Clerk::Configuration.from_env("CLERK_WEBHOOK_SIGNING_SECRET" => text)
        expect(configuration.webhook_signing_secret).to eq(read)
      end
    end

    it "that is missing is missed by name, with the place where it is found" do
      Clerk.configure { |clerk| clerk.webhook_signing_secret = nil }
      [-> { verify }, -> { described_class.sign(body) }].each do |call|
        expect { call.call }.to raise_error(
          Clerk::ConfigurationError, /webhook_signing_secret: is missing: .*CLERK_WEBHOOK_SIGNING_SECRET.*dashboard/
        )
      end
    end

    it "that is wrong is refused when it is configured, and not shown" do
      wrong = [secret[0..-2], "#{secret} ", "", "whsec_", [secret, "x"], [[secret]], { key: secret }, :"#{secret}x", 7]
      wrong.each do |bad|
        error = error_of { Clerk.configure { |clerk| clerk.webhook_signing_secret = bad } }
        expect(error).to be_a(Clerk::ConfigurationError), bad.inspect
        expect(error.message).to match(/\Awebhook_signing_secret \(/)
        expect(error.message).not_to include(secret[8, 6])
        expect { verify(delivery, secret: bad) }.to raise_error(Clerk::ConfigurationError, error.message)
      end
    end

    it "is in no inspect" do
      endpoint = Clerk::Webhook::Endpoint.new(secret:) { |hooks| hooks.any { nil } }
      things = [Clerk.configuration, endpoint, verify, described_class.verifier,
                endpoint.instance_variable_get(:@receiver)]
      expect(things.map(&:inspect).grep(/MfKQ/)).to eq([])
    end
  end

  describe Clerk::Webhook::Event do
    let(:text) do
      event("user.updated", { id: "user_1", email_addresses: [{ email_address: "ada@example.com" }] },
            event_attributes: { http_request: { client_ip: "192.0.2.1" } }, added: "later")
    end
    let(:happened) { verify(delivery(text)) }

    it "has what Clerk sent, by method, by name and as a whole" do
      expect(happened.event_attributes).to eq("http_request" => { "client_ip" => "192.0.2.1" })
      expect(happened.attributes).to eq(happened.event_attributes)
      expect([happened[:added], happened["added"], happened["nothing"]]).to eq(["later", "later", nil])
      expect(happened.to_h).to eq(JSON.parse(text))
    end

    it "is frozen to the last, so that threads and Ractors may share it" do
      expect(happened).to be_frozen
      expect(Ractor.shareable?(happened)).to be(true)
      expect { happened.data["email_addresses"].first["email_address"] << "x" }.to raise_error(FrozenError)
    end

    it "shows its type and id and nothing private" do
      expect([happened.inspect, happened.inspect]).to all eq("#<Clerk::Webhook::Event user.updated msg_1>")
    end

    it "reads seconds as well as milliseconds, and has no time when Clerk says none" do
      times = [1_654_012_591, 1_654_012_591_000, nil].map { |time| verify(delivery(event(timestamp: time))).timestamp }
      expect(times).to eq([Time.at(1_654_012_591), Time.at(1_654_012_591), nil])
    end
  end

  it "lists the 45 events that Clerk's specification of 2025-04-15 has" do
    kinds = described_class::EVENTS.map { |name| name.split(".") }.group_by(&:first)
    expect(kinds.transform_values { |names| names.map(&:last) }).to eq(
      "email" => %w[created],
      "organization" => %w[created deleted updated], "organizationDomain" => %w[created deleted updated],
      "organizationInvitation" => %w[accepted created revoked], "organizationMembership" => %w[created deleted updated],
      "paymentAttempt" => %w[created updated],
      "permission" => %w[created deleted updated], "role" => %w[created deleted updated],
      "session" => %w[created ended pending removed revoked], "sms" => %w[created],
      "subscription" => %w[active created pastDue updated],
      "subscriptionItem" => %w[abandoned active canceled ended freeTrialEnding incomplete pastDue upcoming updated],
      "user" => %w[created deleted updated], "waitlistEntry" => %w[created updated]
    )
    expect(described_class::EVENTS).to have_attributes(size: 45, frozen?: true, sort: described_class::EVENTS)
  end
end
