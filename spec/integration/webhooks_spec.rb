# frozen_string_literal: true

require "net/http"
require "rack/builder"
require "socket"

# Clerk delivers webhooks over real HTTP: to a Rack application on Puma, and to a Rails application in a process of its
# own (spec/support/rails_webhook_app.rb).
RSpec.describe "Webhooks" do
  include SpecWebhooks

  let(:secret) { SpecWebhooks::SECRET }

  def post(url, body = event, headers: headers_for(body), chunked: false)
    request = Net::HTTP::Post.new(URI(url), { "content-type" => "application/json", **headers })
    if chunked
      request["transfer-encoding"] = "chunked"
      request.body_stream = StringIO.new(body)
    else
      request.body = body
    end
    Net::HTTP.start(request.uri.host, request.uri.port, nil) { |http| http.request(request) }
  end

  def code(response) = JSON.parse(response.body).dig("errors", 0, "code")

  describe "to a Rack application" do
    let(:told) { [] }
    # What an application may have in front of everything: it reads the body and does not put it back.
    let(:parser) do
      Class.new do
        def initialize(app) = @app = app

        def call(env)
          env["parsed"] = env["rack.input"]&.read
          @app.call(env)
        end
      end
    end
    let(:application) do
      hooks = Clerk::Webhook::Endpoint.new do |all|
        all.on("user.*") { |event| told << event.data["id"] }
        all.on("session.created") { raise IOError, "no database" }
      end
      parser = self.parser
      options = offline
      Rack::Builder.app do
        use parser
        use Clerk::Rack, **options
        map("/webhooks/clerk") { run hooks }
        run SpecRequests::WHO
      end
    end
    let(:server) { SpecServer.start(application) }
    let(:url) { "#{server.url}/webhooks/clerk" }

    before do
      Clerk.configure do |clerk|
        clerk.webhook_signing_secret = secret
        clerk.clock = clock.milliseconds
        clerk.logger = log
      end
    end

    it "arrive, whole or in chunks, and the rest of the application is as ever" do
      expect([post(url).code, post(url, chunked: true).code]).to eq(%w[204 204])
      expect(told).to eq(%w[user_1 user_1])
      expect(JSON.parse(post("#{server.url}/elsewhere").body)).to include("signed_in" => false)
    end

    it "of a hundred kilobytes of any text arrive byte for byte" do
      text = "Zoë\u2028\\u0000 </script> 😀\r\n" * 3000
      body = JSON.pretty_generate(JSON.parse(event("user.updated", { id: text })))
      expect(post(url, body).code).to eq("204")
      expect(told).to eq([text])
    end

    it "that are not Clerk's are refused" do
      expect(post(url, event, headers: {}).code).to eq("400")
      response = post(url, event("user.deleted"), headers: headers_for(event))
      expect([response.code, code(response), response["location"]]).to eq(["400", "signature-mismatch", nil])
      expect(Net::HTTP.get_response(URI(url))).to have_attributes(code: "405", body: "")
      expect(told).to eq([])
    end

    it "that are too large are refused, also in chunks" do
      large = event("user.updated", { id: "x" * 1_100_000 })
      expect([post(url, large), post(url, large, chunked: true)].map { |answer| [answer.code, code(answer)] })
        .to all eq(%w[413 body-too-large])
    end

    it "are sent again when a handler fails: Puma answers with 500" do
      expect(post(url, event("session.created")).code).to eq("500")
    end

    it "with whatever bytes in their headers get an answer" do
      ["\xFF\xFE", "v1,\xFF", "a\tb", "%00", "v1,#{"A" * 60_000}", "v1, " * 15_000].each do |value|
        %w[svix-id svix-timestamp svix-signature].each do |name|
          lines = headers_for(event).merge(name => value).map { |pair| "#{pair.first}: ".b + pair.last.b + "\r\n".b }
          lines += ["Host: x\r\n", "Connection: close\r\n", "Content-Length: #{event.bytesize}\r\n"].map(&:b)
          answer = TCPSocket.open(SpecServer::HOST, server.port) do |socket|
            socket.write("POST /webhooks/clerk HTTP/1.1\r\n".b + lines.join + "\r\n".b + event.b)
            socket.read
          end
          expect(answer).to start_with("HTTP/1.1 400"), value[0, 20]
        end
      end
      expect([told, log.text.match?(/MfKQ|v1,/)]).to eq([[], false])
    end
  end

  # In this order, because the last one stops Redis.
  describe "to a Rails application", order: :defined do
    before(:context) do
      @redis = SpecRedis.new.start unless SpecRedis.missing
      @clerk = Clerk::Local.new(url: "http://127.0.0.1:9", key: SpecInstance::KEY)
      options = @clerk.options.merge(jwt_key: @clerk.public_key_pem, webhook_signing_secret: SpecWebhooks::SECRET)
      @rails = SpecRails.new(options, { "SPEC_REDIS" => @redis&.url }, app: "rails_webhook_app.rb")
      raise @rails.failure unless @rails.facts
    end

    after(:context) do
      @rails&.stop
      @redis&.stop(wait: false)
    end

    def headers_for(body, at: Time.now.to_i, id: "msg_#{rand(1 << 64)}", **) = super

    # What a controller answers to the delivery of an event, and what its handlers were told.
    def deliver(path, type = "user.created", headers: nil, **more)
      body = event(type)
      answer = post("#{@rails.url}#{path}", body, headers: headers || headers_for(body, **more))
      [answer.code, *seen.map { |where, what, _id| "#{where} #{what}" }]
    end

    def seen = JSON.parse(get("/seen"))

    def get(path) = Net::HTTP.get(URI("#{@rails.url}#{path}"))

    it "reach a controller with neither session nor CSRF token, though its other pages want both" do
      expect(deliver("/hooks")).to eq(["204", "hooks user.created", "hooks user_1"])
      expect(deliver("/hooks", "user.updated")).to eq(["204", "hooks user.updated"])
      expect(post("#{@rails.url}/page").body).to start_with("ActionController::InvalidAuthenticityToken")
    end

    it "reach one of an API application, and those that inherit from it keep their handlers to themselves" do
      expect(deliver("/api", "comet.seen")).to eq(["204", "api comet.seen"])
      expect(deliver("/api")).to eq(["204", "api user.created"])
      expect(deliver("/more")).to eq(["204", "api user.created", "more user.created"])
    end

    it "reach an action of the controller's own, which knows the event" do
      response = post("#{@rails.url}/own")
      expect([response.code, response.body]).to eq(["202", '{"type":"user.created"}'])
    end

    it "reach an action that verifies by hand, though Rails has parsed the body, and it can be read again" do
      response = post("#{@rails.url}/manual", event, headers: headers_for(event, id: "msg_1"))
      expect([response.code, response.body]).to eq(["200", "user.created user.created msg_1 #{event}"])
      response = post("#{@rails.url}/manual", event, headers: headers_for(event, secret: SpecWebhooks::OTHER_SECRET))
      expect([response.code, response.body]).to eq(%w[400 signature-mismatch])
    end

    it "reach an endpoint that is mounted" do
      expect(deliver("/mounted", "role.created")).to eq(["204", "mounted role.created"])
      expect(post("#{@rails.url}/mounted", event, headers: {}).code).to eq("400")
    end

    it "that are not Clerk's are refused everywhere, and no action runs" do
      %w[/hooks /api /own /mounted].each do |path|
        response = post("#{@rails.url}#{path}", event, headers: headers_for(event, secret: SpecWebhooks::OTHER_SECRET))
        expect([response.code, response["content-type"], code(response), seen])
          .to match(["400", start_with("application/json"), "signature-mismatch", []]), path
      end
      expect(get("/log")).to include("clerk: A webhook was refused: No signature matches.")
    end

    it "that are not Clerk's do not even reach the filters that a controller has inherited" do
      answers = [headers_for(event), {}].map do |headers|
        post("#{@rails.url}/hooks", headers: { **headers, "x-spec-filter" => "1" }).body
      end
      expect(answers).to match(["RuntimeError: a filter has run", include("header-missing")])
    end

    it "are answered with 405 and 413 as elsewhere" do
      answer = Net::HTTP.get_response(URI("#{@rails.url}/hooks"))
      expect([answer.code, answer["allow"], answer.body.to_s]).to eq(["405", "POST", ""])
      large = event("user.updated", { id: "x" * 1_100_000 })
      expect(post("#{@rails.url}/hooks", large).code).to eq("413")
    end

    it "that are no JSON are refused as elsewhere, though Rails wants to parse them first" do
      expect(%w[/hooks /api /own /mounted].map { |path| code(post("#{@rails.url}#{path}", "{")) })
        .to all eq("payload-invalid")
    end

    it "run once, however often they come" do
      answers = Array.new(3) { deliver("/hooks", "user.updated", id: "msg_1") }
      expect(answers).to eq([["204", "hooks user.updated"], ["204"], ["204"]])
    end

    it "run again when a handler raised or answered with an error" do
      raised = Array.new(3) { deliver("/hooks", "user.deleted", id: "msg_2") }
      expect(raised).to eq([["500"], ["204", "hooks user.deleted"], ["204"]])
      answered = Array.new(3) { deliver("/hooks", "session.created", id: "msg_3") }
      expect(answered).to eq([["422"], ["204", "hooks session.created"], ["204"]])
    end

    it "run once though they come at once" do
      body = event("sms.created")
      headers = headers_for(body)
      codes = Array.new(8) { Thread.new { post("#{@rails.url}/hooks", body, headers:).code } }.map(&:value)
      expect([codes.tally.fetch("204"), codes.uniq.sort - %w[204 409], seen.size]).to match([be >= 1, [], 1])
    end

    it "have one action each, and their handlers are checked while their class is loaded" do
      expect(@rails.facts["actions"]).to eq(["create"])
      expect(@rails.facts["refusal"]).to start_with('"user.create" is no event of Clerk\'s; the nearest is "user.cr')
    end

    it "leave no secret and no signature in Rails' log" do
      deliver("/hooks", headers: headers_for(event, secret: SpecWebhooks::OTHER_SECRET))
      expect(get("/log")).not_to match(/MfKQ|AAcO|v1,/)
    end

    it "are handled when the cache store is gone" do
      skip "there is no redis-server here" unless @redis
      @redis.stop
      expect(deliver("/hooks", "user.updated", id: "msg_9")).to eq(["204", "hooks user.updated"])
    end
  end
end
