# frozen_string_literal: true

# Where users, sessions and organizations are kept between requests: Rails.cache, or anything with such a `fetch`.
RSpec.describe "cache_store" do
  let(:backend) { SpecBackend.start(local) }
  # The least that an application may bring.
  let(:store) do
    Class.new do
      attr_reader :entries, :options

      def initialize
        @entries = {}
      end

      def fetch(key, **options)
        @options = options
        @entries.fetch(key) { @entries[key] = yield }
      end
    end.new
  end

  def user(store, token: local.session_token, **options)
    app = clerk_app(**backend.options, jwt_key: local.public_key_pem, **on_the_clock, cache_store: store, **options)
    request(app, bearer: token).auth.user
  end

  it "spares the second request the call" do
    expect(Array.new(3) { user(store).first_name }).to eq(%w[Ada Ada Ada])
    expect(backend.calls).to eq(1)
  end

  it "is told how long to keep: a minute, or as configured" do
    user(store).first_name
    expect(store.options).to eq(expires_in: 60)
    user(store, cache_ttl: 5, token: local.session_token(user_id: "grace")).first_name
    expect(store.options).to eq(expires_in: 5)
  end

  it "keeps what each instance says apart, though their users have the same ids" do
    user(store).first_name
    live = new_local(environment: :production)
    live.delete_user(live.users.first.id)
    live.create_user(id: ada.id, first_name: "Another")
    backend = SpecBackend.start(live)
    app = clerk_app(**backend.options, jwt_key: live.public_key_pem, **on_the_clock, cache_store: store)
    expect(request(app, bearer: live.session_token(user_id: ada.id)).auth.user.first_name).to eq("Another")
    expect(store.entries.keys).to contain_exactly("clerk/local-spec.clerk.accounts.dev/v1/users/#{ada.id}",
                                                  "clerk/clerk.local-spec.example/v1/users/#{ada.id}")
  end

  it "does not keep errors" do
    backend.fail_with(:server_error)
    expect { user(store).first_name }.to raise_error(Clerk::ApiError)
    backend.fail_with(:down)
    expect { user(store).first_name }.to raise_error(Clerk::ConnectionError)
    backend.recover
    expect(user(store).first_name).to eq("Ada")
    expect(log.text).to eq("")
  end

  it "that fails before it looks costs one log line, and the call is made" do
    broken = Class.new { def fetch(*, **) = raise(Errno::ECONNREFUSED, "redis://:password@host") }.new
    expect(user(broken).first_name).to eq("Ada")
    expect(log.lines).to eq(["WARN clerk: The cache store failed (Errno::ECONNREFUSED)"])
    expect(backend.calls).to eq(1)
  end

  it "that fails when it writes costs one log line, and no second call" do
    broken = Class.new do
      def fetch(*, **)
        yield
        raise IOError
      end
    end.new
    expect(user(broken).first_name).to eq("Ada")
    expect(log.lines).to eq(["WARN clerk: The cache store failed (IOError)"])
    expect(backend.calls).to eq(1)
  end

  it "is not asked about anybody who is not signed in" do
    expect(user(store, token: "x")).to be_nil
    user(store)
    expect(store.entries).to eq({})
  end

  describe "that can be written, such as Rails.cache" do
    let(:store) do
      Class.new do
        attr_reader :entries

        def initialize = @entries = {}

        def fetch(key, **) = @entries.fetch(key) { @entries[key] = yield }

        def read(key) = @entries[key]

        def write(key, value, expires_in:) = @entries[key] = expires_in == 300 && value
      end.new
    end

    # Each is a process of its own: it has its own keys.
    def signed_in?(token: local.session_token)
      app = clerk_app(**backend.options, **on_the_clock, cache_store: store)
      request(app, bearer: token).json["signed_in"]
    end

    it "shares the signing keys: a fleet that boots asks Clerk once" do
      expect(Array.new(5) { signed_in? }).to all be(true)
      expect(backend.calls("/v1/jwks")).to eq(1)
      expect(store.entries).to include("clerk/local-spec.clerk.accounts.dev/jwks" => include('"kty":"RSA"'))
    end

    it "does not stand in the way of a new key" do
      signed_in?
      local.rotate_key!
      expect(signed_in?).to be(true)
      expect(backend.calls("/v1/jwks")).to eq(2)
      expect(signed_in?).to be(true)
      expect(backend.calls("/v1/jwks")).to eq(2)
    end

    it "is not believed when it holds something else" do
      ["", "garbage", '{"keys":[]}', 7, nil, { "keys" => [] }].each do |odd|
        store.entries["clerk/local-spec.clerk.accounts.dev/jwks"] = odd
        expect(signed_in?).to be(true)
      end
      expect(log.text).to eq("")
    end

    it "keeps no answer that is no key set" do
      backend.fail_with(:html)
      expect(signed_in?).to be(false)
      expect(store.entries).to eq({})
    end

    it "does not decide about a request when it fails" do
      def store.read(*) = raise("connection refused")
      def store.write(*, **) = raise("connection refused")
      expect(signed_in?).to be(true)
      expect(log.lines.uniq).to eq(["WARN clerk: The cache store failed (RuntimeError)"])
    end
  end

  it "may be Rails.cache in the memory of a process, for all that is read of a user" do
    begin
      require "active_support"
      require "active_support/cache"
      require "active_support/notifications"
    rescue LoadError
      skip("the gem activesupport is not installed")
    end
    store = ActiveSupport::Cache::MemoryStore.new
    2.times do
      expect(user(store)).to have_attributes(first_name: "Ada", created_at: be_a(Time),
                                             primary_email_address: have_attributes(to_s: "ada@example.com"))
    end
    expect(backend.calls).to eq(1)
    expect(store.write("user", user(store))).to be(true)
    expect(store.read("user")).to eq(user(store)).and be_frozen
  end

  # What calls the Backend API alone needs no publishable key, which names an instance elsewhere.
  it "keeps instances apart that are known by their secret key, which is not in the store" do
    keys = %w[sk_test_one sk_test_other]
    names = keys.map do |secret_key|
      http = ->(*) { [200, {}, JSON.generate(id: "user_1", first_name: secret_key[8..])] }
      configuration = Clerk::Configuration.new(secret_key:, http:, cache_store: store)
      Clerk::Instance.build(configuration, :calls).resource("/v1/users/user_1")["first_name"]
    end
    expect(names).to eq(%w[one other])
    expect(store.entries.keys).to all match(%r{\Aclerk/\h{32}/v1/users/user_1\z})
    expect(store.entries.size).to eq(2)
    expect(store.entries.keys.join).not_to match(/sk_test/)
  end
end
