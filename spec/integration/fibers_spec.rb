# frozen_string_literal: true

require "timeout"

begin
  require "async"
rescue LoadError
  nil
end

# Servers such as Falcon run every request in a fiber of one thread. What waits for the network lets the others run, and
# a fiber is stopped when its visitor leaves. Threads can be stopped as well: by Timeout, rack-timeout and Thread#kill.
RSpec.describe "Requests" do
  let(:backend) { SpecBackend.start(local) }
  let(:app) { clerk_app(**backend.options, **on_the_clock, read_timeout: 2) }

  def signed_in? = request(app, bearer: local.session_token).json.fetch("signed_in")

  # The connections that the Backend API still has, once it has noticed who hung up.
  def expect_connections(count)
    sockets = backend.requests.map { |env| env.fetch("puma.socket") }.uniq
    wait_until { sockets.reject(&:closed?).size == count }
  end

  describe "in fibers of one thread" do
    before { skip("the gem async is not installed") unless defined?(Async) }

    let(:people) { Array.new(8) { |number| local.create_user(first_name: "Visitor #{number}") } }

    def name_of(user) = request(app, bearer: local.session_token(user_id: user.id)).auth.user.first_name

    # Runs the block under a fiber scheduler.
    # @return what it returns, the seconds it took, and how often another fiber had its turn meanwhile
    def in_fibers
      app
      turns = 0
      start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
      result = Timeout.timeout(5) do
        Async do |task|
          other = task.async { loop { sleep(0.01) and turns += 1 } }
          yield task
        ensure
          other.stop
        end.wait
      end
      [result, Process.clock_gettime(Process::CLOCK_MONOTONIC) - start, turns]
    end

    it "are all decided after one question for the keys, and other fibers run meanwhile" do
      backend.delay = 0.2
      answers, seconds, turns = in_fibers { |task| Array.new(8) { task.async { signed_in? } }.map(&:wait) }
      expect(answers).to all be(true)
      expect(backend.calls("/v1/jwks")).to eq(1)
      expect(seconds).to be_between(0.2, 0.8)
      expect(turns).to be > 5
    end

    it "load their users at the same time, each its own, and again over the connections that are open" do
      people
      signed_in?
      backend.delay = 0.2
      2.times do
        names, seconds, turns = in_fibers { |task| people.map { |user| task.async { name_of(user) } }.map(&:wait) }
        expect(names).to eq(people.map(&:first_name))
        expect(seconds).to be_between(0.2, 0.8)
        expect(turns).to be > 5
      end
      expect(backend.requests.map { |env| env.fetch("puma.socket") }.uniq.size).to eq(people.size)
    end

    it "let others run while they wait to ask again" do
      users = people.first(3)
      app = clerk_app(**backend.options, jwt_key: local.public_key_pem, **on_the_clock, retry_budget: 2)
      backend.fail_with(:bad_gateway)
      names, seconds, turns = in_fibers do |task|
        asked = users.map do |user|
          task.async { request(app, bearer: local.session_token(user_id: user.id)).auth.user.first_name }
        end
        sleep(0.05)
        backend.recover
        asked.map(&:wait)
      end
      expect(names).to eq(users.map(&:first_name))
      expect(seconds).to be_between(0.1, 0.6)
      expect(turns).to be > 5
    end

    it "and hang do so no longer than the timeout, all together" do
      app = clerk_app(**backend.options, **on_the_clock, read_timeout: 0.1)
      backend.fail_with(:slow)
      reasons, seconds, = in_fibers do |task|
        Array.new(8) { task.async { request(app, bearer: local.session_token).reason } }.map(&:wait)
      end
      expect(reasons).to all eq("unexpected-error")
      expect(seconds).to be < 0.6
      expect(backend.calls).to eq(1)
    end

    # Net::HTTP leaves this to Timeout, which needs the scheduler's help to find the fiber it is about.
    it "and cannot connect give up likewise" do
      skip("Async #{Async::VERSION} knows no timeout") unless Async::Scheduler.method_defined?(:timeout_after)
      # A queue for connections that is full: the next one is not answered.
      full, *others = Array.new(5) { Socket.new(:INET, :STREAM) }
      full.bind(Addrinfo.tcp(SpecServer::HOST, 0))
      full.listen(0)
      others.each { |socket| socket.connect_nonblock(full.local_address, exception: false) }
      api_url = "http://#{SpecServer::HOST}:#{full.local_address.ip_port}"
      app = clerk_app(**backend.options, **on_the_clock, api_url:, open_timeout: 0.1)
      reason, seconds, turns = in_fibers { request(app, bearer: local.session_token).reason }
      expect(reason).to eq("unexpected-error")
      expect(seconds).to be < 0.4
      expect(turns).to be > 5
    ensure
      [full, *others].compact.each(&:close)
    end

    it "and are stopped while one fetches the keys and others wait for it do stop; the rest is served" do
      backend.delay = 0.15
      served = []
      answers, = in_fibers do |task|
        fibers = Array.new(6) { |number| task.async { signed_in?.tap { served << number } } }
        sleep(0.05)
        fibers.first(3).each(&:stop)
        fibers.last(3).map(&:wait)
      end
      expect(answers).to all be(true)
      expect(served).to contain_exactly(3, 4, 5)
      expect(log.text).to eq("")
      # Whoever takes over may be stopped in turn.
      expect(backend.calls("/v1/jwks")).to be_between(2, 4)
    end

    it "and are stopped while they load users leave nothing to the next: no answer, no open connection" do
      signed_in?
      people
      backend.delay = 0.1
      names, = in_fibers do |task|
        fibers = people.first(4).map { |user| task.async { name_of(user) } }
        sleep(0.05)
        fibers.each(&:stop)
        people.last(4).map { |user| task.async { name_of(user) } }.map(&:wait)
      end
      expect(names).to eq(people.last(4).map(&:first_name))
      expect_connections(4)
    end
  end

  describe "in threads that are stopped" do
    def waiting(&)
      Thread.new(&).tap { |thread| wait_until { thread.stop? } }
    end

    before do
      app
      backend.delay = 0.2
    end

    it "while they wait for the keys are missed by nobody: the others are served, with the same keys" do
      first = Thread.new { signed_in? }
      wait_until { backend.calls == 1 }
      killed = waiting { signed_in? }
      late = waiting { Timeout.timeout(0.03) { signed_in? } }.tap { |thread| thread.report_on_exception = false }
      patient = waiting { signed_in? }
      killed.kill
      expect { late.value }.to raise_error(Timeout::Error)
      expect([killed.value, first.value, patient.value]).to eq([nil, true, true])
      expect(backend.calls).to eq(1)
      expect(log.text).to eq("")
    end

    it "while they fetch the keys leave no connection open" do
      stopped = Thread.new { signed_in? }
      wait_until { backend.calls == 1 }
      stopped.kill.join
      expect_connections(0)
      expect(signed_in?).to be(true)
      expect_connections(1)
    end
  end
end
