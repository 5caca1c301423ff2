# frozen_string_literal: true

# Webhooks received by a Rack application. Rack::Lint watches every request and response.
RSpec.describe Clerk::Webhook::Endpoint do
  include SpecWebhooks

  let(:secret) { SpecWebhooks::SECRET }
  # What the handlers of an example were told, in order.
  let(:told) { [] }

  before do
    Clerk.configure do |clerk|
      clerk.webhook_signing_secret = secret
      clerk.clock = clock.milliseconds
      clerk.logger = log
    end
  end

  after { expect(log.text).not_to match(/MfKQ|v1,/) }

  # An endpoint that takes down every event, unless it is told what else to do.
  def endpoint(**options, &hooks)
    hooks ||= ->(all) { all.any { |event| told << event.type } }
    described_class.new(**options, &hooks)
  end

  def post(app, request = delivery) = SpecRequests::Answer.new(*Rack::Lint.new(app).call(request), request)

  def code(answer) = answer.json.dig("errors", 0, "code")

  describe "a delivery" do
    def types(hooks, *sent)
      app = described_class.new(&hooks)
      sent.each { |type| expect(post(app, delivery(event(type)))).to have_attributes(status: 204, body: "") }
      told
    end

    it "is handed to the handler of its event, and answered with 204" do
      app = endpoint { |hooks| hooks.on("user.created", "user.updated") { |event| told << event } }
      expect(post(app)).to have_attributes(status: 204, body: "", headers: {})
      expect(told).to match([have_attributes(type: "user.created", id: "msg_1", data: { "id" => "user_1" })])
    end

    it "goes to all of its kind, and all of all, in the order of their definition" do
      hooks = lambda do |all|
        all.any { |event| told << "any #{event.type}" }
        all.on("user.*") { told << "kind" }
        all.on("user.created") { told << "own" }
        all.on("session.created", "organization.*") { told << "other" }
        all.on("user.created", "user.*", "*") { told << "once" }
      end
      expect(types(hooks, "user.created")).to eq(["any user.created", "kind", "own", "once"])
    end

    it "of a kind is not one whose name only begins alike" do
      hooks = ->(all) { all.on("subscription.*", "organization.*") { |event| told << event.type } }
      expect(types(hooks, "subscriptionItem.active", "organizationDomain.created", "subscription.active"))
        .to eq(["subscription.active"])
    end

    it "that nobody wants, or that Clerk has added since, is none the less delivered" do
      expect(types(->(all) { all.on("user.created") { told << :no } }, "user.deleted", "comet.seen")).to eq([])
      expect(types(->(all) { all.on("user.*", "*") { |event| told << event.type } }, "comet.seen", "user.banned"))
        .to eq(%w[comet.seen user.banned])
    end

    it "may be handed to any object that can be called" do
      jobs = Class.new(Array) { def call(event) = push(event.to_h) }.new
      app = endpoint { |hooks| hooks.on("user.created", to: jobs).any(to: ->(event) { told << event.id }) }
      post(app)
      expect([jobs, told]).to eq([[JSON.parse(event)], ["msg_1"]])
    end

    it "whose handler raises is the application's affair: no later handler runs" do
      app = endpoint do |hooks|
        hooks.any { raise IOError, "database" }
        hooks.any { told << :later }
      end
      expect { app.call(delivery) }.to raise_error(IOError, "database")
      expect([told, log.text]).to eq([[], ""])
    end

    it "is verified with the endpoint's own secret where it has one" do
      app = endpoint(secret: [SpecWebhooks::OTHER_SECRET])
      expect(post(app, delivery(secret: SpecWebhooks::OTHER_SECRET)).status).to eq(204)
      expect(post(app).status).to eq(400)
      expect(post(endpoint(tolerance: 10), delivery(at: clock.now - 11)).status).to eq(400)
    end

    it "is verified as a test kit wants it to be" do
      app = endpoint
      Clerk.override(->(_configuration) { { webhook_signing_secret: SpecWebhooks::OTHER_SECRET } })
      expect(post(app, delivery(secret: SpecWebhooks::OTHER_SECRET)).status).to eq(204)
    ensure
      Clerk.override(nil)
    end
  end

  describe "anything else" do
    it "is answered with 400 and a reason, and with nothing that helps to forge one" do
      answers = { delivery(secret: SpecWebhooks::OTHER_SECRET) => "signature-mismatch",
                  delivery(at: clock.now - 301) => "timestamp-too-old",
                  delivery(at: clock.now + 301) => "timestamp-in-the-future",
                  delivery(headers: {}) => "header-missing", delivery("[]") => "payload-invalid" }
      answers.each do |request, reason|
        answer = post(endpoint, request)
        expect(answer).to have_attributes(status: 400, headers: { "content-type" => "application/json" })
        expect(answer.json)
          .to eq("errors" => [{ "code" => reason, "message" => "The delivery cannot be verified." }])
      end
      expect(told).to eq([])
    end

    it "leaves a line in the log that says why, in the application's logger" do
      post(endpoint, delivery(at: clock.now - 400))
      post(endpoint, delivery(secret: SpecWebhooks::OTHER_SECRET))
      expect(log.lines).to match(
        ["WARN clerk: A webhook was refused: The delivery was signed 400 s ago, and 300 s are tolerated. " \
         "(reason=timestamp-too-old)",
         match(/\AWARN clerk: A webhook was refused: No signature matches. Is the .* \(reason=signature-mismatch\)\z/)]
      )
    end

    it "is refused all the same when the logger fails" do
      def log.warn(*) = raise(IOError)
      expect(post(endpoint, delivery(headers: {})).status).to eq(400)
    end

    it "is answered with 405 when it is no POST" do
      %w[GET HEAD PUT PATCH DELETE OPTIONS].each do |method|
        answer = post(endpoint, delivery.merge("REQUEST_METHOD" => method))
        expect(answer).to have_attributes(status: 405, headers: { "allow" => "POST" }, body: "")
      end
      expect([told, log.text]).to eq([[], ""])
    end

    it "is answered with 413 when it is larger than a megabyte, whether it says so or not" do
      fitting = event(data: { text: "x" * (Clerk::Webhook::MAX_BODY - 200) })
      expect(post(endpoint, delivery(fitting)).status).to eq(204)
      large = event(data: { text: "x" * Clerk::Webhook::MAX_BODY })
      silent = delivery(large).tap { |request| request.delete("CONTENT_LENGTH") }
      [delivery(large), silent, delivery.merge("CONTENT_LENGTH" => "9" * 30)].each do |request|
        answer = post(endpoint, request)
        expect([answer.status, code(answer)]).to eq([413, "body-too-large"])
      end
      expect(told.size).to eq(1)
    end

    it "reads no more of a body without end than that" do
      endless = Object.new
      endless.define_singleton_method(:read) { |length| "x" * length }
      request = delivery(input: endless).tap { |env| env.delete("CONTENT_LENGTH") }
      expect(endpoint.call(request).first).to eq(413)
    end
  end

  describe "says at boot" do
    def message(&) = error_of(&).then { |error| "#{error.class}: #{error.message}" }

    it "that the secret is missing, and where it is" do
      Clerk.configure { |clerk| clerk.webhook_signing_secret = nil }
      expect(message { endpoint }).to match(/\AClerk::ConfigurationError: webhook_signing_secret: is missing.*board/)
      expect(message { endpoint(secret: "whsec_x") }).to match(/ConfigurationError: webhook_signing_secret \(whsec_\*/)
      expect(message { endpoint(secret:, tolerance: -1) }).to match(/ConfigurationError: tolerance \(-1\)/)
    end

    it "that a name is no event, and which one is near" do
      { "user.create" => "user.created", "organization_membership.created" => "organizationMembership.created",
        "User.Created" => "user.created", "users.*" => "user.*", "session" => "session.*", "" => "*",
        "user.created " => "user.created", :"user.deletd" => "user.deleted", nil => "*" }.each do |name, nearest|
        expect(message { endpoint { |hooks| hooks.on(name) { nil } } })
          .to start_with("ArgumentError: #{name.inspect} is no event of Clerk's; the nearest is #{nearest.inspect}")
      end
    end

    it "that there is nothing to do, or nobody to do it" do
      expect(message { described_class.new }).to match(/ArgumentError: give a block/)
      expect(message { endpoint { |hooks| hooks.on { nil } } }).to match(/ArgumentError: name at least one event/)
      expect(message { endpoint { |hooks| hooks.on("*") } }).to match(/ArgumentError: give either/)
      expect(message { endpoint { |hooks| hooks.on("*", to: -> {}) { nil } } }).to match(/ArgumentError: give either/)
      expect(message { endpoint { |hooks| hooks.on("*", to: 1) } }).to match(/ArgumentError: to: .*call, and Integer/)
    end

    it "everything: later no handler can be added" do
      kept = nil
      endpoint { |hooks| kept = hooks.any { nil } }
      expect { kept.any { nil } }.to raise_error(FrozenError)
    end

    it "that deduplication needs a cache store that can be written" do
      expect(message { endpoint(dedupe: true) }).to match(/ConfigurationError: dedupe: needs a cache_store/)
      expect(message { endpoint(dedupe: {}) }).to match(/ConfigurationError: dedupe \(Hash\): must have read, write/)
    end
  end

  it "shows in inspect what it listens to" do
    app = endpoint { |hooks| hooks.on("user.created", "session.*") { nil } }
    expect(app.inspect).to eq("#<Clerk::Webhook::Endpoint user.created session.*>")
  end

  describe "dedupe" do
    # What Rails.cache can do that matters here, on the clock of the example.
    let(:store) do
      Class.new do
        attr_reader :entries

        def initialize(clock)
          @clock = clock
          @entries = {}
          @mutex = Mutex.new
        end

        def read(key) = @mutex.synchronize { alive(key)&.first }

        def write(key, value, expires_in:, unless_exist: false)
          @mutex.synchronize do
            return false if unless_exist && alive(key)

            @entries[key] = [value, @clock.now + expires_in]
            true
          end
        end

        def delete(key) = @mutex.synchronize { !@entries.delete(key).nil? }

        private

        def alive(key) = @entries[key]&.then { |entry| entry if entry.last > @clock.now }
      end.new(clock)
    end

    def repeat(app, times = 3, **options) = Array.new(times) { post(app, delivery(**options)).status }

    it "hands each message out once, however often it is delivered" do
      expect(repeat(endpoint(dedupe: store))).to eq([204, 204, 204])
      post(endpoint(dedupe: store), delivery(id: "msg_2"))
      expect(told.size).to eq(2)
    end

    it "is not done unless it is asked for" do
      Clerk.configure { |clerk| clerk.cache_store = store.tap { |own| def own.fetch(*, **) = yield } }
      repeat(endpoint)
      expect(told.size).to eq(3)
      repeat(endpoint(dedupe: true))
      expect(told.size).to eq(4)
    end

    it "remembers for a day" do
      app = endpoint(dedupe: store)
      repeat(app)
      clock.advance(86_399)
      repeat(app)
      expect(told.size).to eq(1)
      clock.advance(2)
      repeat(app)
      expect(told.size).to eq(2)
    end

    # What another process leaves in the store while it is handling the delivery.
    def claim
      event = Clerk::Webhook.verify(delivery, secret: SpecWebhooks::SECRET, now: clock.now)
      store.write("clerk/webhook/#{event.endpoint}/#{event.id}", "running elsewhere", expires_in: 300)
    end

    it "keeps what two endpoints of an application get apart: Clerk sends both the same message" do
      other = SpecWebhooks::OTHER_SECRET
      post(endpoint(dedupe: store))
      post(endpoint(dedupe: store, secret: other), delivery(secret: other))
      expect(told.size).to eq(2)
    end

    it "is not fooled by another spelling of the path" do
      app = endpoint(dedupe: store)
      ["/webhooks/clerk", "/webhooks/clerk/", "/webhooks/clerk.json", "//webhooks//clerk", "/webhooks/%63lerk"]
        .each { |path| post(app, delivery(path:)) }
      expect(told.size).to eq(1)
    end

    it "leaves the claim of another alone, who took over when the first had lasted too long" do
      statuses = []
      app = endpoint(dedupe: store) do |hooks|
        hooks.any do
          statuses << :began
          next unless statuses.one?

          clock.advance(301)
          claim
          raise "failed"
        end
      end
      expect { post(app) }.to raise_error("failed")
      expect(post(app, delivery).status).to eq(409)
    end

    it "forgets a delivery whose handler failed, so that it is handled when it comes again" do
      failures = 2
      app = endpoint(dedupe: store) do |hooks|
        hooks.any do |event|
          raise IOError if (failures -= 1) >= 0

          told << event.type
        end
      end
      2.times { expect { post(app) }.to raise_error(IOError) }
      expect(repeat(app)).to eq([204, 204, 204])
      expect(told.size).to eq(1)
    end

    it "does not run two deliveries at once: the second is told to come again, for the first may still fail" do
      started = Queue.new
      go_on = Queue.new
      app = endpoint(dedupe: store) do |hooks|
        hooks.any do |event|
          started << true
          go_on.pop
          told << event.type
        end
      end
      first = Thread.new { post(app) }
      started.pop
      answer = post(app)
      expect([answer.status, code(answer), answer.headers]).to match([409, "in-progress", include("content-type")])
      go_on << true
      expect([first.value.status, post(app).status, told.size]).to eq([204, 204, 1])
    end

    it "lets one of twenty that come at once through, though none finds another when it looks" do
      def store.read(key) = super.tap { sleep(0.01) }
      statuses = Array.new(20) { Thread.new { post(endpoint(dedupe: store)).status } }.map(&:value)
      expect(statuses.tally.keys - [204, 409]).to eq([])
      expect(told.size).to eq(1)
    end

    it "does not wait for ever for a process that died while it was at it" do
      claim
      app = endpoint(dedupe: store)
      expect(post(app).status).to eq(409)
      clock.advance(301)
      expect(post(app, delivery).status).to eq(204)
      expect(told.size).to eq(1)
    end

    it "never costs an event: a store that fails costs a line in the log" do
      def store.read(*) = raise(Errno::ECONNREFUSED, "redis://:password@host")
      expect(repeat(endpoint(dedupe: store), 1)).to eq([204])
      expect(told.size).to eq(1)
      expect(log.lines)
        .to eq(["WARN clerk: The cache store failed (Errno::ECONNREFUSED); a webhook may be handled twice"])
    end

    it "never costs an event: the store fails when the handlers have run" do
      app = endpoint(dedupe: store) do |hooks|
        hooks.any do |event|
          told << event.type
          def store.write(*, **) = raise(IOError)
        end
      end
      expect(repeat(app, 1)).to eq([204])
      expect(log.lines.size).to eq(1)
    end

    it "never costs an event: the store forgets everything, without a word" do
      def store.read(*) = nil
      def store.write(*, **) = nil
      expect(repeat(endpoint(dedupe: store))).to eq([204, 204, 204])
      expect(told.size).to eq(3)
    end

    it "remembers nothing that was not Clerk's" do
      post(endpoint(dedupe: store), delivery(secret: SpecWebhooks::OTHER_SECRET))
      expect(store.entries).to eq({})
      expect(repeat(endpoint(dedupe: store), 1)).to eq([204])
      expect(told.size).to eq(1)
    end
  end

  describe "behind the middleware" do
    let(:app) { clerk_app(endpoint, **offline) }

    def through(request) = SpecRequests::Answer.new(*app.call(request), request)

    it "is reached by deliveries, which have no session and are sent nowhere" do
      expect(through(delivery)).to have_attributes(status: 204, body: "", location: nil, cookies: [])
      expect(told).to eq(["user.created"])
    end

    it "is reached whatever else they bring" do
      stale = signed_in_cookies.tap { clock.advance(120) }.map { |name, value| "#{name}=#{value}" }.join("; ")
      [{ "HTTP_ACCEPT" => "text/html", "HTTP_SEC_FETCH_DEST" => "document" }, { "HTTP_COOKIE" => stale },
       { "HTTP_AUTHORIZATION" => "Bearer x" }].each do |more|
        expect(through(delivery.merge(more)).status).to eq(204)
      end
      expect(told.size).to eq(3)
    end

    it "refuses others with its own answer" do
      answer = through(delivery(headers: {}))
      expect([answer.status, code(answer)]).to eq([400, "header-missing"])
    end
  end
end
