# frozen_string_literal: true

require "json"
require "stringio"
require "time"
require "zlib"

# Whatever happens on the way to the Backend API, an application gets an error that says what, in time; what changes
# something is sent once; and nobody but the Backend API sees the secret key.
RSpec.describe "A call to the Backend API" do
  let(:secret) { "sk_test_#{"S3cret" * 4}" }
  let(:errors) { [{ code: "resource_not_found", message: "short", long_message: "A sentence.", meta: { name: "x" } }] }
  let(:error_body) { JSON.generate(errors:, clerk_trace_id: "trace_1") }
  let(:user) { SpecWire.answer(200, JSON.generate(id: "user_1", object: "user", first_name: "Ada")) }
  # One that reads and one that changes something.
  let(:calls) { { "GET" => ->(api) { api.users.get("user_1") }, "POST" => ->(api) { api.users.ban("user_1") } } }

  def answer(...) = SpecWire.answer(...)

  def client(wire, **options)
    Clerk::Client.new(secret_key: secret, api_url: wire.url, open_timeout: 0.3, read_timeout: 0.3, retry_budget: 0,
                      logger: log, **options)
  end

  # What comes of a call of each kind: errors, each after one attempt.
  def failures(*answers, **options)
    calls.map do |verb, call|
      wire = SpecWire.start(*answers.dup)
      error = error_of { call.call(client(wire, **options)) }
      expect(wire.verbs).to eq([verb])
      error
    end
  end

  def seconds
    start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
    yield
    Process.clock_gettime(Process::CLOCK_MONOTONIC) - start
  end

  describe "that is answered with an error" do
    {
      400 => Clerk::BadRequest, 401 => Clerk::Unauthorized, 402 => Clerk::PaymentRequired, 403 => Clerk::Forbidden,
      404 => Clerk::NotFound, 409 => Clerk::Conflict, 410 => Clerk::ApiError, 422 => Clerk::UnprocessableEntity,
      429 => Clerk::RateLimited, 500 => Clerk::ServerError, 503 => Clerk::ServerError, 599 => Clerk::ServerError
    }.each do |status, type|
      it "raises #{type} for #{status}, with all that the API says" do
        expect(failures(answer(status, error_body))).to all be_an_instance_of(type).and have_attributes(
          status:, code: "resource_not_found", long_message: "A sentence.", meta: { "name" => "x" },
          errors: [include("message" => "short")], trace_id: "trace_1", retry_after: nil,
          message: "Clerk's Backend API answered #{status} resource_not_found: A sentence."
        )
      end
    end

    it "says how long to wait, whether that is said in seconds or as a date" do
      expect(failures(answer(429, error_body, retry_after: 17)).map(&:retry_after)).to eq([17, 17])
      date = (Time.now + 90).httpdate
      expect(failures(answer(503, error_body, retry_after: date)).map(&:retry_after)).to all be_between(85, 91)
      past = (Time.now - 90).httpdate
      expect(failures(answer(503, error_body, retry_after: past)).map(&:retry_after)).to eq([0, 0])
      ["soon", "", "-1", "1e9", "Mon, 99 Foo"].each do |odd|
        expect(failures(answer(429, error_body, retry_after: odd)).map(&:retry_after)).to eq([nil, nil]), odd
      end
    end

    it "raises the error of the status, whatever is in the answer" do
      ["", "<html>#{"x" * 5000}</html>", "[]", "null", '{"errors":7}', '{"errors":[7,null]}',
       '{"errors":[{"code":[]}]}', '{"errors":[{"long_message":{},"meta":[]}],"clerk_trace_id":1,"meta":"x"}',
       "{" * 5000, "\xFF\x00"].each do |body|
        expect(failures(answer(404, body, type: "text/html"))).to all be_a(Clerk::NotFound).and have_attributes(
          code: nil, meta: nil, message: "Clerk's Backend API answered 404: the answer is not in Clerk's form"
        )
      end
    end
  end

  it "has no message that fills the log" do
    body = JSON.generate(errors: [{ code: "c" * 100_000, long_message: "x" * 100_000 }])
    expect(failures(answer(422, body)).map { |error| error.message.size }).to all be <= 1000
  end

  describe "that is answered with something else than JSON" do
    good = JSON.generate(id: "user_1", object: "user")
    {
      "HTML" => SpecWire.answer(200, "<!DOCTYPE html><html>Hotel Wi-Fi</html>", type: "text/html"),
      "JSON that is cut short" => SpecWire.answer(200, good[0..-8]),
      "nothing" => SpecWire.answer(200),
      "JSON that calls itself a text" => SpecWire.answer(200, good, type: "text/plain"),
      "a type of another kind" => SpecWire.answer(200, good, type: "application/jsonp"),
      "packed JSON that is cut short" => SpecWire.answer(200, Zlib.gzip(good)[0..-20], content_encoding: "gzip"),
      "lists without end" => SpecWire.answer(200, "[" * 100_000),
      "no numbers" => SpecWire.answer(200, '{"id":NaN}')
    }.each do |what, bytes|
      it "raises UnreadableAnswer for #{what}, and quotes nothing of it" do
        expect(failures(bytes)).to all be_a(Clerk::UnreadableAnswer).and have_attributes(
          status: 200, code: nil, message: "Clerk's Backend API answered 200: the answer is not in Clerk's form"
        )
      end
    end

    it "takes JSON by whatever name, in whatever bytes" do
      [nil, "application/json; charset=utf-8", "application/problem+json", "Application/JSON"].each do |type|
        wire = SpecWire.start(answer(200, "{\"id\":\"user_1\",\"object\":\"user\",\"first_name\":\"\xFF\"}".b, type:))
        expect(client(wire).users.get("user_1")).to have_attributes(id: "user_1", first_name: "\u{FFFD}")
      end
    end
  end

  describe "that is answered too slowly, or without end" do
    it "ends after the timeout, and is not made again: everybody would wait twice" do
      took = seconds do
        expect(failures(->(_socket) { sleep(3) }, retry_budget: 5))
          .to all be_a(Clerk::ConnectionError).and have_attributes(message: /\(Net::ReadTimeout\)\z/)
      end
      expect(took).to be_between(0.6, 2)
    end

    drops = { "a body" => ["HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n", "["],
              "headers" => ["HTTP/1.1 200 OK\r\n", "x-a: b\r\n"],
              "a first line" => ["HTTP/1.1 200 ", "O"],
              "answers before the answer" => ["", "HTTP/1.1 100 Continue\r\n\r\n"] }
    drops.each do |what, (start, drop)|
      it "ends when #{what} comes in drops" do
        wire = SpecWire.start(->(socket) { socket.write(start) && 1000.times { socket.write(drop) && sleep(0.02) } })
        took = seconds do
          expect { client(wire, read_timeout: 0.05).users.get("user_1") }.to raise_error(Clerk::ConnectionError)
        end
        expect(took).to be_between(0.4, 1.5)
      end
    end

    endless = {
      "of a body" => lambda do |socket|
        socket.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n")
        loop { socket.write("[" * 65_536) }
      end,
      "of chunks" => lambda do |socket|
        socket.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n")
        loop { socket.write("10000\r\n#{"[" * 65_536}\r\n") }
      end,
      "that is announced" => SpecWire.answer(200, "[", content_length: 64 * 1024 * 1024),
      "that is packed" => SpecWire.answer(200, Zlib.gzip("[" * 64 * 1024 * 1024), content_encoding: "gzip")
    }
    endless.each do |what, bytes|
      it "ends at 32 MB #{what}" do
        took = seconds do
          expect(failures(bytes, read_timeout: 2)).to all be_a(Clerk::UnreadableAnswer).and have_attributes(
            status: 200, message: "Clerk's Backend API answered 200: the answer is larger than 32 MB"
          )
        end
        expect(took).to be < 5
      end
    end
  end

  describe "whose connection fails" do
    cut = {
      "before the answer" => ->(_socket) {},
      "in the first line" => ->(socket) { socket.write("HTTP/1.1 2") },
      "in the headers" => ->(socket) { socket.write("HTTP/1.1 200 OK\r\ncontent-ty") },
      "in the body" => ->(socket) { socket.write(SpecWire.answer(200, "[1, 2", content_length: 100)) },
      "after what could be a whole body" => ->(socket) { socket.write(SpecWire.answer(200, "{}", content_length: 9)) },
      "in a chunk" => lambda do |socket|
        socket.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}")
      end
    }
    cut.each do |where, way|
      it "#{where} raises ConnectionError" do
        expect(failures(way)).to all be_a(Clerk::ConnectionError).and have_attributes(
          message: /\AClerk's Backend API cannot be reached \([\w:]+\)\z/, cause: a_kind_of(StandardError)
        )
      end
    end

    it "because nobody listens raises ConnectionError" do
      wire = SpecWire.start(user).tap(&:stop)
      calls.each_value { |call| expect { call.call(client(wire)) }.to raise_error(Clerk::ConnectionError) }
    end

    it "or is no HTTP raises ConnectionError" do
      expect(failures("SSH-2.0-OpenSSH_9.2\r\n\r\n")).to all be_a(Clerk::ConnectionError)
    end
  end

  describe "that is redirected" do
    it "is not made elsewhere, so that the secret key stays here" do
      elsewhere = SpecWire.start(user)
      [301, 302, 303, 307, 308].each do |status|
        location = "#{elsewhere.url}/v1/users/user_1?k=1"
        errors = failures(answer(status, "", location:), retry_budget: 1)
        expect(errors).to all be_an(Clerk::ApiError).and have_attributes(
          status:, message: "Clerk's Backend API answered #{status}: a redirect, which is not followed, as it would " \
                            "take the secret key elsewhere"
        )
      end
      expect(elsewhere.requests).to eq([])
    end
  end

  describe "while Clerk is busy" do
    busy = [429, 502, 503, 504]
    busy.each do |status|
      it "is made again after #{status}, when it only reads" do
        wire = SpecWire.start(answer(status, error_body), user)
        expect(client(wire, retry_budget: 2).users.get("user_1").first_name).to eq("Ada")
        expect(wire.verbs).to eq(%w[GET GET])
      end
    end

    it "is made again when the connection fails, when it only reads" do
      [->(_socket) {}, ->(socket) { socket.write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}") }].each do |failing|
        wire = SpecWire.start(failing, user)
        expect(client(wire, retry_budget: 2).users.get("user_1").first_name).to eq("Ada")
        expect(wire.verbs).to eq(%w[GET GET])
      end
    end

    it "is made once when it changes something, whatever it is told and however long there is" do
      [answer(503, error_body), answer(429, error_body, retry_after: 0), ->(_socket) {}].each do |failing|
        %w[POST PATCH PUT DELETE].each do |verb|
          wire = SpecWire.start(failing)
          configuration = Clerk::Configuration.new(secret_key: secret, api_url: wire.url)
          backend = Clerk::Instance.build(configuration, :calls).backend
          expect { backend.request(verb, "/v1/users/user_1") }.to raise_error(Clerk::Error)
          expect(wire.verbs).to eq([verb])
        end
      end
    end

    it "is made once after what waiting does not mend" do
      [401, 404, 422, 500, 501].each do |status|
        wire = SpecWire.start(answer(status, error_body), user)
        expect { client(wire, retry_budget: 2).users.get("user_1") }.to raise_error(Clerk::ApiError)
        expect(wire.requests.size).to eq(1)
      end
    end

    it "is given up when the budget is used up, with the last error" do
      wire = SpecWire.start(answer(503, error_body))
      took = seconds do
        expect { client(wire, retry_budget: 0.7).users.get("user_1") }.to raise_error(Clerk::ServerError)
      end
      expect(took).to be_between(0.1, 1.2)
      expect(wire.requests.size).to be_between(2, 4)
      wire.stop
      took = seconds do
        expect { client(wire, retry_budget: 0.4).users.get("user_1") }.to raise_error(Clerk::ConnectionError)
      end
      expect(took).to be_between(0.1, 1)
    end

    it "waits as long as it is asked to, in seconds or until a date" do
      { retry_after: 1, Retry_After: (Time.now + 2).httpdate }.each do |name, value|
        wire = SpecWire.start(answer(429, error_body, name => value), user)
        took = seconds { client(wire, retry_budget: 4).users.get("user_1") }
        expect(took).to be_between(0.9, 3)
      end
    end

    it "does not begin to wait where that would take longer than the budget" do
      date = (Time.now + 60).httpdate
      [answer(429, error_body, retry_after: 3), answer(503, error_body, retry_after: date)].each do |one|
        wire = SpecWire.start(one, user)
        took = seconds do
          expect(error_of { client(wire, retry_budget: 2).users.get("user_1") })
            .to be_a(Clerk::ApiError).and have_attributes(retry_after: be_between(3, 61))
        end
        expect(took).to be < 1
        expect(wire.requests.size).to eq(1)
      end
    end

    it "is one call for whoever listens, which says how often it failed before" do
      require "active_support"
      require "active_support/notifications"
      heard = []
      listener = ActiveSupport::Notifications.subscribe("request.clerk") { |event| heard << event }
      client(SpecWire.start(answer(503), user), retry_budget: 2).users.get("user_1")
      expect(heard.map(&:payload)).to eq([{ method: "GET", path: "/v1/users/user_1", status: 200, retries: 1 }])
      expect(heard.first.duration).to be > 90
    ensure
      ActiveSupport::Notifications.unsubscribe(listener)
    end
  end

  it "keeps its connection, and takes another one when the server has closed it" do
    wire = SpecWire.start(user)
    api = client(wire)
    3.times { api.users.get("user_1") }
    expect(wire.connections).to eq(1)
    closing = ->(socket) { socket.write(user) }
    wire = SpecWire.start(closing)
    api = client(wire)
    3.times { expect(api.users.get("user_1").first_name).to eq("Ada") }
    3.times do
      # A call that changes something cannot be made again when the connection ends under it.
      wait_until { wire.closed? }
      api.users.ban("user_1")
    end
    expect(wire.verbs).to eq(%w[GET GET GET POST POST POST])
  end

  it "does not hand on what an application's own `http` says of the secret key" do
    errors = [->(_, _, headers, _) { raise "failed: #{headers}" }, ->(*) { raise KeyError, "mine" }].map do |http|
      error_of { Clerk::Client.new(secret_key: secret, http:, retry_budget: 0).users.get("user_1") }
    end
    expect(errors).to all be_a(Clerk::ConnectionError)
    expect(errors.map(&:cause)).to match([nil, be_a(KeyError)])
    expect(errors.map(&:full_message).grep(/S3cret/)).to eq([])
  end

  it "takes headers in any encoding from an application's own `http`" do
    http = ->(*) { [200, { "content-type" => "application/json\xFF" }, "{}"] }
    expect(error_of { Clerk::Client.new(secret_key: secret, http:).users.get("user_1") })
      .to be_a(Clerk::UnreadableAnswer)
  end

  it "refuses a body that is no JSON, without quoting it" do
    wire = SpecWire.start(user)
    error = error_of { client(wire).users.create(password: "hunter2\xFF") }
    expect(error).to be_a(ArgumentError).and have_attributes(cause: nil)
    expect(error.full_message).not_to include("hunter2")
    expect(wire.requests).to eq([])
  end

  it "is made with a machine's own secret where it is about that machine's tokens" do
    wire = SpecWire.start(SpecWire.answer(200, "{}"))
    api = client(wire, machine_secret_key: "ak_machine")
    api.m2m.create_token(claims: { a: 1 })
    api.users.get("user_1")
    client(wire).m2m.verify(token: "mt_1")
    expect(wire.requests.map { |request| request.headers["authorization"] })
      .to eq(["Bearer ak_machine", "Bearer #{secret}", "Bearer #{secret}"])
  end

  it "reaches a Backend API at an address of version 6" do
    skip "this machine has none" unless Socket.ip_address_list.any?(&:ipv6_loopback?)
    app = ->(_env) { [200, { "content-type" => "application/json" }, ['{"id":"user_1"}']] }
    server = SpecServer.start(app, host: "::1")
    expect(Clerk::Client.new(secret_key: secret, api_url: server.url).users.get("user_1").id).to eq("user_1")
  end

  it "keeps the secret key out of everything that is said, even where an answer repeats it" do
    echo = JSON.generate(errors: [{ code: "x_#{secret}", long_message: "No: Bearer #{secret}", meta: { key: secret } }])
    wires = [answer(401, echo), answer(200, echo[0..-9]), answer(500, "<html>#{secret}</html>", type: "text/html"),
             answer(302, "", location: "http://127.0.0.1:9/#{secret}"), ->(_socket) {}]
    texts = wires.flat_map { |bytes| failures(bytes) }.map do |error|
      [error.full_message, error.inspect, error.cause&.full_message, Marshal.dump(error),
       (error.errors if error.respond_to?(:errors))].join("\n")
    end
    expect(texts.grep(/S3cret/)).to eq([])
    expect(texts.first).to include("No: Bearer ****")
    expect(log.text).to eq("")
  end
end
