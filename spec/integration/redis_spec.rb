# frozen_string_literal: true

# A fleet of processes with one Redis between them: it spares them questions to Clerk, and nothing depends on it.
RSpec.describe "A cache store on Redis" do
  missing = SpecRedis.missing
  before(:context) { @redis = SpecRedis.new.start unless missing }
  after(:context) { @redis&.stop }

  before do
    skip(missing) if missing
    client.flushall
  end

  let(:backend) { SpecBackend.start(local) }
  let(:client) { Redis.new(url: @redis.url) }
  let(:instance_name) { "clerk/local-spec.clerk.accounts.dev" }
  let(:user_key) { "#{instance_name}/v1/users/#{ada.id}" }
  let(:keys_key) { "#{instance_name}/jwks" }

  # As applications configure Rails.cache. What Redis cannot do it takes for nothing found.
  def rails_cache(url = @redis.url)
    ActiveSupport::Cache::RedisCacheStore.new(url:, pool: false, reconnect_attempts: 0, connect_timeout: 0.1,
                                              read_timeout: 0.1, write_timeout: 0.1)
  end

  # What somebody may write who has the gem redis and JSON. It raises when Redis is away.
  def json_store(url = @redis.url)
    redis = Redis.new(url:, reconnect_attempts: 0, timeout: 0.1)
    Class.new do
      define_method(:read) { |key| (text = redis.get(key)) && JSON.parse(text) }
      define_method(:write) { |key, value, expires_in:| redis.set(key, JSON.generate(value), ex: expires_in) }

      def fetch(key, **options) = read(key) || yield.tap { |value| write(key, value, **options) }
    end.new
  end

  # An application in a process of its own, as far as its keys are concerned.
  def app(store, **options) = clerk_app(**backend.options, **on_the_clock, cache_store: store, **options)

  def user(app, id = ada.id) = request(app, bearer: local.session_token(user_id: id)).auth.user

  def calls = ["/v1/users/#{ada.id}", "/v1/jwks"].map { |path| backend.calls(path) }

  def seconds
    start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
    yield
    Process.clock_gettime(Process::CLOCK_MONOTONIC) - start
  end

  shared_examples "a memory of all processes" do
    it "keeps users for a minute and signing keys for five, for everybody" do
      3.times { expect(user(app(store)).first_name).to eq("Ada") }
      expect(calls).to eq([1, 1])
      expect(client.pttl(user_key)).to be_between(50_000, 60_000)
      expect(client.pttl(keys_key)).to be_between(290_000, 300_000)
      client.del(user_key)
      expect(user(app(store)).first_name).to eq("Ada")
      expect(calls).to eq([2, 1])
    end

    it "does so for a process that is forked off" do
      user(app(store)).first_name
      reader, writer = IO.pipe
      pid = Process.fork do
        writer.write(user(app(store)).first_name)
      ensure
        exit!(0)
      end
      writer.close
      expect(reader.read).to eq("Ada")
      expect(calls).to eq([1, 1])
    ensure
      Process.wait(pid)
    end

    it "brings back all of a user" do
      first, second = Array.new(2) { user(app(store)).tap(&:to_h) }
      expect(second.to_h).to eq(first.to_h)
      expect(second.created_at).to eq(first.created_at).and be_a(Time)
      expect(second.primary_email_address.to_s).to eq("ada@example.com")
      expect(second.public_metadata).to eq("theme" => "dark")
      expect(calls.first).to eq(1)
    end

    it "keeps two instances of Clerk apart" do
      user(app(store)).first_name
      other = new_local(name: "other", key: SpecInstance::OTHER_KEY)
      other.delete_user(other.users.first.id)
      other.create_user(id: ada.id, first_name: "Another")
      theirs = clerk_app(**SpecBackend.start(other).options, **on_the_clock, cache_store: store)
      expect(request(theirs, bearer: other.session_token(user_id: ada.id)).auth.user.first_name).to eq("Another")
      expect(client.keys.map { |key| key[%r{\Aclerk/[^/]+}] }.tally)
        .to eq(instance_name => 2, "clerk/local-other.clerk.accounts.dev" => 2)
    end

    odd_users = ["garbage", {}, [1], 7, { "first_name" => "Mallory" }, { "id" => "user_2", "first_name" => "Mallory" }]
    it "is not believed when it holds another thing than this user, and is put right" do
      odd_users.each.with_index(1) do |odd, count|
        store.write(user_key, odd, expires_in: 60)
        2.times { expect(user(app(store)).first_name).to eq("Ada") }
        expect(calls.first).to eq(count)
      end
      expect(log.text).to eq("")
    end

    odd_keys = ["garbage", '{"keys":[]}', '{"keys":[{"kty":"RSA","kid":"ins_1","n":"', { "keys" => [] }, [1], 7]
    it "is not believed when it holds another thing than signing keys, and is put right" do
      odd_keys.each.with_index(1) do |odd, count|
        store.write(keys_key, odd, expires_in: 60)
        2.times { expect(request(app(store), bearer: local.session_token).json["signed_in"]).to be(true) }
        expect(calls.last).to eq(count)
      end
      expect(log.text).to eq("")
    end

    it "does not decide about a request when what it holds is cut off" do
      user(app(store)).first_name
      [user_key, keys_key].each { |key| client.set(key, client.get(key)[0..-20]) }
      expect(user(app(store)).first_name).to eq("Ada")
      expect(calls).to eq([2, 2])
      expect(log.lines).to all match(/\AWARN clerk: The cache store failed \([\w:]+\)\z/)
    end

    it "that goes away and comes back costs no request" do
      other = SpecServer.track(SpecRedis.new.start)
      app = app(store(other.url), jwt_key: local.public_key_pem)
      2.times { expect(user(app).first_name).to eq("Ada") }
      expect(calls.first).to eq(1)
      other.stop
      2.times { expect(user(app).first_name).to eq("Ada") }
      expect(calls.first).to eq(3)
      expect(log.lines).to match(lines_of_two_failures)
      other.start
      2.times { expect(user(app).first_name).to eq("Ada") }
      expect(calls.first).to eq(4)
    end

    it "that hangs costs its timeouts and no request" do
      app = app(store, jwt_key: local.public_key_pem)
      took = @redis.hang { seconds { expect(user(app).first_name).to eq("Ada") } }
      expect(took).to be < 0.6
      expect(user(app).first_name).to eq("Ada")
    end
  end

  context "by Rails" do
    def store(...) = rails_cache(...)

    # It has told Rails' logger itself.
    let(:lines_of_two_failures) { [] }

    include_examples "a memory of all processes"
  end

  context "of one's own, with JSON" do
    def store(...) = json_store(...)

    let(:lines_of_two_failures) { [/\AWARN clerk: The cache store failed \(Redis::(?:Cannot)?Connect\w+\)\z/] * 2 }

    include_examples "a memory of all processes"
  end
end
