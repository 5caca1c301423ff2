# frozen_string_literal: true

require "timeout"

# Signing keys come from the Backend API over the network, which fails; requests come all at once and must not care.
RSpec.describe "Signing keys" do
  let(:backend) { SpecBackend.start(local).tap { |backend| backend.elsewhere = "http://127.0.0.1:9" } }
  let(:app) { clerk_app(**backend.options, **on_the_clock) }
  let(:patient_app) { clerk_app(**backend.options, **on_the_clock, read_timeout: 2) }
  let(:secret) { backend.options.fetch(:secret_key)[8..] }

  def jwks_calls = backend.calls("/v1/jwks")

  def signed_in?(**env) = request(app, bearer: local.session_token, **env).json.fetch("signed_in")

  # All at the same moment, as far as threads can be.
  def at_once(count)
    app
    gate = Queue.new
    threads = Array.new(count) { |number| Thread.new { gate.pop && yield(number) } }
    count.times { gate << true }
    threads.map(&:value)
  end

  describe "when a process boots" do
    it "are fetched once for twenty requests at once, which all wait for them" do
      backend.delay = 0.1
      expect(at_once(20) { signed_in? }).to all be(true)
      expect(jwks_calls).to eq(1)
    end

    it "are fetched once for verify_token from twenty threads" do
      backend.delay = 0.1
      options = backend.options.slice(:secret_key, :api_url).merge(on_the_clock)
      expect(at_once(20) { Clerk.verify_token(local.session_token, **options)["sub"] }).to all eq(ada.id)
      expect(jwks_calls).to eq(1)
    end

    it "are not fetched for requests that do not need them" do
      visit(app)
      request(app, bearer: "x")
      request(app, bearer: local.template_token("db"))
      visit(app, cookies: { "__clerk_db_jwt" => "dvb_1" })
      expect(backend.calls).to eq(0)
    end

    # What is an error in Clerk's form or a key set is the keys' fault, everything else nobody knows whose.
    reasons = { unauthorized: "secret-key-invalid", rate_limited: "jwk-remote-failed-to-load",
                server_error: "jwk-remote-failed-to-load", no_keys: "jwk-remote-failed-to-load",
                other_json: "jwk-remote-failed-to-load" }
    reasons.default = "unexpected-error"
    SpecBackend::ALL.each do |fault|
      it "and the Backend API is in trouble (#{fault}): signed out with a reason, one log line, no secret in it" do
        cookies = signed_in_cookies
        backend.fail_with(fault)
        answers = [request(app, bearer: local.session_token), visit(app, cookies:),
                   request(app, method: "POST", cookies:)]
        expect(answers.map(&:status).uniq).to eq([200])
        expect(answers.map(&:reason).uniq).to eq([reasons[fault]])
        expect(log.lines).to contain_exactly(/\AWARN clerk: The signing keys could not be loaded: /)
        expect(log.text + answers.map { |answer| answer.headers.to_s }.join).not_to match(/#{secret}|eyJ/)
      end
    end

    it "and the Backend API comes back: so do the users" do
      backend.fail_with(:down)
      expect(signed_in?).to be(false)
      backend.recover
      expect(signed_in?).to be(false), "it must wait a second before it asks again"
      clock.advance(1)
      expect(signed_in?).to be(true)
    end

    it "and the Backend API stays away: it is asked less and less often, not by every request" do
      backend.fail_with(:server_error)
      120.times do
        signed_in?
        clock.advance(1)
      end
      expect(jwks_calls).to be_between(6, 9)
      expect(log.lines.size).to eq(jwks_calls)
    end

    it "and the Backend API hangs: the others do not wait in a queue for one timeout each" do
      backend.fail_with(:slow)
      app
      start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
      expect(at_once(20) { signed_in? }).to all be(false)
      expect(Process.clock_gettime(Process::CLOCK_MONOTONIC) - start).to be < 1
    end
  end

  describe "once known" do
    let(:cookies) { signed_in_cookies }

    before { signed_in? }

    SpecBackend::ALL.each do |fault|
      it "serve whatever the Backend API does (#{fault})" do
        backend.fail_with(fault)
        3.times { expect(visit(app, cookies:).json).to include("signed_in" => true) }
        expect(log.text).to eq("")
      end

      it "serve on when they are old and cannot be renewed (#{fault})" do
        backend.fail_with(fault)
        clock.advance(301)
        3.times { expect(signed_in?).to be(true) }
        expect(log.lines).to contain_exactly(/could not be loaded/)
        clock.advance(31)
        expect(signed_in?).to be(true)
        expect(log.lines.size).to eq(2)
        backend.recover
        clock.advance(31)
        2.times { expect(signed_in?).to be(true) }
        expect(log.lines.size).to eq(2)
      end
    end

    it "serve no longer than a day without a word from Clerk" do
      backend.fail_with(:down)
      clock.advance((24 * 3600) - 1)
      expect(signed_in?).to be(true)
      clock.advance(31)
      expect(signed_in?).to be(false)
      backend.recover
      clock.advance(31)
      expect(signed_in?).to be(true)
    end

    it "are asked for once more for a storm of unknown keys" do
      backend.delay = 0.05
      answers = at_once(20) do |number|
        request(app, bearer: local.session_token(header: { kid: "ins_storm#{number}" })).reason
      end
      expect(answers.uniq).to eq(["jwk-kid-mismatch"])
      expect(jwks_calls).to eq(2)
      expect(signed_in?).to be(true)
    end

    it "do not wait for anybody who asks about an unknown key" do
      backend.delay = 0.12
      stranger = Thread.new { request(app, bearer: local.session_token(header: { kid: "ins_x" })) }
      wait_until { jwks_calls == 2 }
      start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
      expect(signed_in?).to be(true)
      expect(Process.clock_gettime(Process::CLOCK_MONOTONIC) - start).to be < 0.1
      stranger.join
    end

    it "change with Clerk's: a new one is fetched when it is met, an old one works until it is gone" do
      old_token = local.session_token
      local.rotate_key!
      expect(signed_in?).to be(true)
      expect(request(app, bearer: old_token).json).to include("signed_in" => true)
      expect(jwks_calls).to eq(2)
      local.drop_old_keys!
      clock.advance(50)
      old_token = local.session_token(header: { kid: decode(old_token).first["kid"] })
      clock.advance(251)
      request(app, bearer: local.session_token)
      expect(request(app, bearer: old_token).json).to include("signed_in" => false)
    end

    it "of a token whose user was signed out elsewhere still verify it: that is what its minute is for" do
      session = local.sign_in("ada")
      token = local.session_token(session_id: session.id)
      local.sign_out(session.id)
      expect(request(app, bearer: token).json).to include("signed_in" => true)
    end
  end

  describe "across fork" do
    let(:app) { patient_app }

    # What the block says, in a child process that has only this thread.
    def in_child
      reader, writer = IO.pipe
      pid = Process.fork do
        reader.close
        writer.write(Marshal.dump(Timeout.timeout(5) { |_| yield }))
      rescue Exception => e # rubocop:disable Lint/RescueException
        writer.write(Marshal.dump("#{e.class}: #{e.message}"))
      ensure
        writer.close
        exit!(0)
      end
      writer.close
      Marshal.load(reader.read) # rubocop:disable Security/MarshalLoad
    ensure
      Process.wait(pid) if pid
      reader&.close
    end

    it "come along" do
      signed_in?
      expect(in_child { signed_in? }).to be(true)
      expect(jwks_calls).to eq(1)
    end

    it "are fetched over a connection of the child's own" do
      signed_in?
      local.rotate_key!
      expect(in_child { signed_in? }).to be(true)
      expect(signed_in?).to be(true)
      sockets = backend.requests("/v1/jwks").map { |env| env.fetch("puma.socket") }
      expect(jwks_calls).to eq(3)
      expect(sockets.values_at(0, 2).uniq.size).to eq(1)
      expect(sockets[1]).not_to be(sockets[0])
    end

    it "are fetched by the child when a thread of the parent's was just fetching them" do
      backend.delay = 0.2
      parent = Thread.new { signed_in? }
      wait_until { jwks_calls == 1 }
      expect(in_child { signed_in? }).to be(true)
      expect(parent.value).to be(true)
      expect(jwks_calls).to eq(2)
    end
  end

  describe "when the thread that fetches them is stopped" do
    let(:app) { patient_app }

    it "are fetched by the next" do
      backend.delay = 0.2
      first = Thread.new { signed_in? }
      wait_until { jwks_calls == 1 }
      second = Thread.new { signed_in? }
      wait_until { second.stop? }
      first.kill
      expect(second.value).to be(true)
    end

    it "by Timeout, the exception is not swallowed and the next request succeeds" do
      backend.delay = 0.2
      expect { Timeout.timeout(0.05) { signed_in? } }.to raise_error(Timeout::Error)
      backend.delay = nil
      expect(signed_in?).to be(true)
    end
  end
end
