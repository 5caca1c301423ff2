# frozen_string_literal: true

RSpec.describe Clerk::Configuration do
  let(:app) { ->(_env) { [200, {}, []] } }
  let(:keys) { local.options.slice(:publishable_key, :secret_key) }
  let(:secret) { keys.fetch(:secret_key) }

  def refused(**options)
    Clerk.configure { |config| options.each { |name, value| config.public_send(:"#{name}=", value) } }
    raise "accepted: #{options.keys}"
  rescue Clerk::ConfigurationError => e
    e.message
  end

  describe "Clerk.configure" do
    it "yields the configuration, and what it leaves is the configuration from then on" do
      Clerk.configure do |config|
        config.secret_key = secret
        config.excluded_routes = ["/health"]
      end
      expect(Clerk.configuration).to have_attributes(secret_key: secret, excluded_routes: ["/health"])
    end

    it "adds to what was configured before" do
      Clerk.configure { |config| config.secret_key = secret }
      Clerk.configure { |config| config.clock_skew = 10 }
      expect(Clerk.configuration).to have_attributes(secret_key: secret, clock_skew: 10)
    end

    it "freezes the result, so that nobody changes it behind the middleware's back" do
      Clerk.configure { |config| config.authorized_parties = ["https://www.example.com"] }
      expect(Clerk.configuration).to be_frozen
      expect { Clerk.configuration.secret_key = secret }.to raise_error(FrozenError)
    end

    it "freezes its lists too" do
      Clerk.configure { |config| config.authorized_parties = ["https://www.example.com"] }
      expect { Clerk.configuration.authorized_parties << "https://b.example" }.to raise_error(FrozenError)
    end

    it "keeps the old configuration when the new one is wrong" do
      Clerk.configure { |config| config.clock_skew = 10 }
      expect(refused(clock_skew: -1)).to start_with("clock_skew")
      expect(Clerk.configuration.clock_skew).to eq(10)
    end

    it "does not change a middleware that is there already" do
      app = clerk_app(**offline)
      Clerk.configure { |config| config.authorized_parties = ["https://elsewhere.example"] }
      expect(visit(app, cookies: signed_in_cookies).json).to include("signed_in" => true)
    end

    it "has no setter for what is no option" do
      expect { Clerk.configure { |config| config.secret = "x" } }.to raise_error(NoMethodError, /secret=/)
    end
  end

  describe "options and environment variables" do
    let(:pem) { local.public_key_pem.strip }
    let(:texts) do
      { publishable_key: keys[:publishable_key], secret_key: secret, jwt_key: pem,
        api_url: "https://api.example.com", proxy_url: "/__clerk", sign_in_url: "/sign-in",
        sign_up_url: "https://accounts.example.com/sign-up", sign_out_url: "/sign-out", user_profile_url: "/me",
        missing_azp: "allow", domain: "satellite.example",
        machine_secret_key: "ak_secret" }
    end
    let(:lists) do
      { authorized_parties: %w[https://a.example https://b.example], audience: %w[one two],
        issuer: %w[https://clerk.a.example https://clerk.b.example], trusted_hosts: %w[a.example b.example],
        excluded_routes: %w[/health /assets/*], accepts_token: %w[session_token api_key],
        organization_patterns: %w[/orgs/:slug /o/:id], personal_account_patterns: %w[/me /my/(.*)],
        webhook_signing_secret: [SpecWebhooks::SECRET, SpecWebhooks::OTHER_SECRET] }
    end
    let(:flags) do
      { treat_pending_as_signed_out: false, is_satellite: false, satellite_auto_sync: true, header_only: true,
        debug: true }
    end
    let(:numbers) do
      { clock_skew: 2.5, open_timeout: 1.0, read_timeout: 3.5, retry_budget: 0.0, cache_ttl: 30.0,
        token_cache_size: 500.0 }
    end

    it "are the same: whatever can be written can be configured in code and by CLERK_ and the name in capitals" do
      options = { **texts, **lists, **numbers, **flags }
      written = { **texts, **lists.transform_values { |list| list.join(", ") }, **numbers, **flags }
      environment = written.to_h { |name, value| ["CLERK_#{name.upcase}", value.to_s] }
      Clerk.configure { |config| options.each { |name, value| config.public_send(:"#{name}=", value) } }
      expect(described_class.from_env(environment)).to have_attributes(options)
      expect(Clerk.configuration).to have_attributes(options)
    end

    it "take one kind of token for one, and several for a list" do
      expect(described_class.from_env("CLERK_ACCEPTS_TOKEN" => "any").accepts_token).to eq("any")
    end

    it "cover every option but the objects" do
      objects = %i[logger cache_store http clock error_reporter]
      known = [*texts.keys, *lists.keys, *numbers.keys, *flags.keys]
      expect(described_class::CORE.keys + described_class::RUBY.keys).to match_array(known + objects)
    end

    it "are read from the environment when they are first needed, not when the gem is required" do
      ENV["CLERK_SECRET_KEY"] = secret
      ENV["CLERK_PUBLISHABLE_KEY"] = keys[:publishable_key]
      ENV["CLERK_JWT_KEY"] = pem
      expect(Clerk.configuration.secret_key).to eq(secret)
      app = clerk_app
      expect(request(app, bearer: Clerk::Local.new(key: SpecInstance::KEY, name: "spec").session_token).json)
        .to include("signed_in" => true)
    end

    it "in code win over the environment, and those that are not set in code stay" do
      ENV["CLERK_SECRET_KEY"] = "sk_test_from_the_environment"
      ENV["CLERK_CLOCK_SKEW"] = "7"
      Clerk.configure { |config| config.secret_key = secret }
      expect(Clerk.configuration).to have_attributes(secret_key: secret, clock_skew: 7)
    end

    it "are passed over when they are empty, as a variable that is declared and not filled is" do
      ENV["CLERK_SECRET_KEY"] = ""
      ENV["CLERK_JWT_KEY"] = "  "
      expect(Clerk.configuration).to have_attributes(secret_key: nil, jwt_key: nil)
    end

    it "accept a PEM whose line breaks were escaped on its way through a variable" do
      ENV["CLERK_JWT_KEY"] = pem.gsub("\n", "\\n")
      now = clock.now
      expect(Clerk.verify_token(local.session_token, now:)["sub"]).to eq(ada.id)
    end

    it "read flags as people write them" do
      { "true" => true, "1" => true, "TRUE" => true, "false" => false, "0" => false }.each do |text, flag|
        read = described_class.from_env("CLERK_TREAT_PENDING_AS_SIGNED_OUT" => text)
        expect(read.treat_pending_as_signed_out).to be(flag)
      end
    end

    it "that cannot be read name the variable, the value and the rule" do
      ENV["CLERK_CLOCK_SKEW"] = "five"
      expect { clerk_app(**keys) }
        .to raise_error(Clerk::ConfigurationError, 'clock_skew ("five" in CLERK_CLOCK_SKEW): must be a number')
      expect { described_class.from_env("CLERK_TREAT_PENDING_AS_SIGNED_OUT" => "maybe") }
        .to raise_error(Clerk::ConfigurationError, /"maybe" in CLERK_TREAT_PENDING.*must be true or false/)
    end

    it "accept one text where a list is wanted" do
      Clerk.configure { |config| config.authorized_parties = "https://www.example.com" }
      token = local.session_token(claims: { azp: "https://www.example.com" })
      expect(Clerk.verify_token(token, jwt_key: pem, now: clock.now)).to include("sub" => ada.id)
    end
  end

  describe "a wrong value is refused at once, by name, value and rule" do
    wrong = {
      publishable_key: {
        "pk_prod_xyz" => /must be the publishable key from the Clerk dashboard/,
        "pk_test_" => /must be the publishable key/,
        "pk_test_#{["example.com"].pack("m0")}" => /must be the publishable key/,
        "pk_test_#{["nodots$"].pack("m0")}" => /must be the publishable key/,
        "pk_test_#{["a.b$$"].pack("m0")}" => /must be the publishable key/,
        "pk_test_#{["evil.example/path?$"].pack("m0")}" => /must be the publishable key/,
        "pk_test_%%%" => /must be the publishable key/,
        42 => /must be a text/
      },
      secret_key: {
        "live_abc" => /must start with sk_test_ or sk_live_/,
        "sk_test_" => /must be the whole secret key/,
        "sk_test_abc def" => /without white space/,
        "sk_test_abc\r\nX-Evil: 1" => /without white space/,
        ["sk_test_abc"] => /must be a text/
      },
      jwt_key: { "not a PEM" => /must be the PEM of an RSA public key/, 1 => /must be a text/ },
      api_url: { "api.clerk.com" => /must be an absolute http or https URL/, "ftp://api.clerk.com" => /absolute http/,
                 "https://api.clerk.com/?x=1" => /without query or fragment/, :/ => /absolute/ },
      proxy_url: { "//evil.example" => %r{one /}, "javascript:alert(1)" => /absolute http/, "" => /absolute http/ },
      sign_in_url: { "//evil.example" => %r{path that starts with one /}, "javascript:alert(1)" => /absolute http/ },
      sign_up_url: { "sign-up" => %r{path that starts with one /}, "/\\evil.example" => /path that starts/ },
      authorized_parties: { ["https://www.example.com/"] => /without path or trailing slash/,
                            [nil] => /list of texts/, [""] => /none of them empty/, { a: 1 } => /list of texts/ },
      audience: { [1] => /list of texts/ },
      issuer: { [[]] => /list of texts/ },
      trusted_hosts: { "" => /none of them empty/ },
      webhook_signing_secret: { "whsec_c2hvcnQ=" => /\(whsec_\*{4}\): must be the whole signing secret/,
                                [1] => /list of texts/ },
      excluded_routes: { ["health"] => %r{must be paths that start with /} },
      missing_azp: { "perhaps" => /must be :reject or :allow/ },
      clock_skew: { -1 => /number of seconds from 0 to 3600/, 4000 => /from 0 to 3600/, "5" => /number of seconds/ },
      treat_pending_as_signed_out: { "no" => /must be true or false/, 0 => /must be true or false/ },
      retry_budget: { -1 => /number of seconds/, "2" => /number of/, nil => /or 0/, Float::INFINITY => /number of/ },
      open_timeout: { 0 => /positive number of seconds/, "2" => /positive number/, nil => /positive number/ },
      read_timeout: { -1 => /positive number of seconds/, Float::NAN => /positive number/ },
      cache_ttl: { 0 => /positive number of seconds/ },
      cache_store: { Object.new => /must respond to fetch/ },
      clock: { 5 => /must respond to call/ },
      http: { "Net::HTTP" => /must respond to call/ },
      logger: { stderr: /must respond to warn/ }
    }

    wrong.each do |name, values|
      it "#{name}: #{values.keys.map(&:inspect).join(", ").gsub(/0x\h+/, "…")[0, 90]}" do
        values.each do |value, rule|
          expect(refused(name => value)).to match(/\A#{name}\b/).and(match(rule)), value.inspect
        end
      end
    end

    it "clock_skew: what is no number of seconds at all" do
      [Float::NAN, Float::INFINITY].each do |value|
        expect(refused(clock_skew: value)).to match(/\Aclock_skew.*number of seconds/)
      end
    end

    it "whatever its class" do
      [Object.new, "\xFF", 10**30, :x.to_proc].each do |value|
        expect(refused(sign_in_url: value)).to match(/\Asign_in_url/)
      end
    end

    it "also as an argument of the middleware, of verify_token and of authenticate_request" do
      calls = [-> { Clerk::Rack.new(app, **keys, clock_skew: -1) },
               -> { Clerk.verify_token("x", clock_skew: -1) },
               -> { Clerk.authenticate_request({}, **keys, clock_skew: -1) }]
      calls.each { |call| expect { call.call }.to raise_error(Clerk::ConfigurationError, /clock_skew \(-1\)/) }
    end

    it "and a name that is no option is refused with those that are" do
      expect { Clerk::Rack.new(app, **keys, exclude: ["/"]) }
        .to raise_error(Clerk::ConfigurationError,
                        /\Aexclude: is no option of Clerk; the options are .*excluded_routes/)
      expect { Clerk.verify_token("x", jwt_keys: "x") }.to raise_error(Clerk::ConfigurationError, /jwt_keys/)
    end

    it "and the keys of different instances are told apart" do
      live = Clerk::Local.new(environment: :production, key: SpecInstance::KEY).options
      expect { Clerk::Rack.new(app, **keys, secret_key: live[:secret_key]) }
        .to raise_error(Clerk::ConfigurationError, /both test or both live/)
    end
  end

  describe "missing keys" do
    it "are missed when the middleware is made, with the way to set them" do
      expect { Clerk::Rack.new(app) }
        .to raise_error(Clerk::ConfigurationError, /publishable_key: is missing.*CLERK_PUBLISHABLE_KEY/)
      expect { Clerk::Rack.new(app, publishable_key: keys[:publishable_key]) }
        .to raise_error(Clerk::ConfigurationError, /secret_key: is missing.*CLERK_SECRET_KEY/)
      expect { Clerk.authenticate_request({}) }.to raise_error(Clerk::ConfigurationError, /publishable_key/)
    end

    it "are missed by verify_token when it has nothing to verify with" do
      expect { Clerk.verify_token("x") }
        .to raise_error(Clerk::ConfigurationError, /jwt_key: is missing.*CLERK_JWT_KEY.*CLERK_SECRET_KEY/)
    end
  end

  describe "secrets" do
    # What of a secret must not be seen: anything longer than its prefix and a few characters to recognise it by.
    def leaks?(text) = text.include?(secret[8, 12]) || text.include?(secret[-8..])

    it "are masked in every message" do
      messages = [refused(secret_key: secret.sub("sk_test", "sk_tset")), refused(secret_key: "#{secret} "),
                  refused(secret_key: [secret]), refused(secret_key: { key: secret }),
                  refused(publishable_key: secret), refused(jwt_key: secret)]
      expect(messages.select { |message| leaks?(message) }).to eq([])
    end

    it "are masked when the environment holds a wrong one" do
      ENV["CLERK_SECRET_KEY"] = secret.sub("sk_test_", "sk_live_")
      ENV["CLERK_PUBLISHABLE_KEY"] = keys[:publishable_key]
      message = error_of { Clerk::Rack.new(app) }.message
      expect(message).to include("sk_live_")
      expect(leaks?(message)).to be(false)
    end

    it "are in no inspect" do
      Clerk.configure { |config| offline.each { |name, value| config.public_send(:"#{name}=", value) } }
      expired = local.session_token(issued_at: clock.now - 100)
      env = environment(bearer: local.session_token)
      core = Clerk.instance.core
      step = core.authenticate(environment(cookies: signed_in_cookies.merge("__session" => expired)), nil,
                               clock.milliseconds.call)
      auth = Clerk.authenticate_request(env)
      things = [Clerk.configuration, core, Clerk.instance, Clerk.instance.backend, step,
                core.authenticate(env, nil, clock.milliseconds.call), auth, auth.user, auth.session]
      texts = things.flat_map { |thing| [thing.inspect, thing.to_s] }
      expect(texts.grep(/eyJ|BEGIN|sk_test/)).to eq([])
      expect(texts.select { |text| leaks?(text) }).to eq([])
    end

    it "are in no inspect of the middleware, which error pages print" do
      expect(leaks?(Clerk::Rack.new(app, **offline).inspect)).to be(false)
    end

    it "are in no inspect of a middleware that gets its keys per request" do
      middleware = Clerk::Rack.new(app, **offline) { offline }
      middleware.call(environment)
      expect(leaks?(middleware.inspect)).to be(false)
    end
  end
end
