# frozen_string_literal: true

# The native classes: what Rust and Ruby hand each other must survive whatever either of them does.
RSpec.describe Clerk::Core do
  subject(:core) { described_class.new(options, :requests) }

  let(:options) { Clerk::Configuration.new(**offline).core_options }
  let(:now) { clock.milliseconds.call }
  let(:token) { local.session_token(claims: { nested: [{ "a" => [1, 2.5, nil, true, "ü"] }] }) }
  let(:env) { environment(bearer: token) }
  let(:decision) { core.authenticate(env, nil, now) }
  # An effect with a path, a body and secrets in both.
  let(:effect) do
    cookies = signed_in_cookies
    clock.advance(120)
    core.authenticate(environment(cookies:), nil, clock.milliseconds.call)
  end

  # An answer to the question for the keys, and a decision that redirects.
  let(:fetched) do
    [described_class.new(options.except(:jwt_key), :requests).authenticate(env, nil, now), 200,
     JSON.generate(local.jwks)]
  end
  let(:handshake) { visit(clerk_app(**offline)).auth.instance_variable_get(:@decision) }

  let(:machine) do
    bearer = local.machine_token(:m2m_token, jwt: true, scopes: %w[read], claims: { "tier" => 1 })
    visit(clerk_app(**offline, accepts_token: :any), bearer:).auth.instance_variable_get(:@decision)
  end

  let(:secrets) { { webhook_signing_secret: [SpecWebhooks::SECRET, SpecWebhooks::OTHER_SECRET] } }
  let(:verifier) { Clerk::WebhookVerifier.new(secrets) }
  let(:delivery) { '{"type":"user.created","data":{"name":"ü"},"timestamp":7}' }

  let(:question) { { role: "admin", reverification: { level: :first_factor, after_minutes: 5 } } }

  # Every native method with arguments that fit.
  def calls = asking.merge(webhooks, reading)

  def asking # rubocop:disable Metrics/AbcSize, Metrics/MethodLength
    {
      "Core#new" => -> { described_class.new(options, :requests).inspect },
      "Core#with" => -> { core.with(options).api_url },
      "Core#authenticate" => -> { core.authenticate(env, [], now).claims },
      "Core#glance" => -> { core.glance(env, now).claims },
      "Core#verify" => -> { core.verify(token, now) },
      "Core#learn" => -> { core.learn(fetched, now) },
      "Core#shares_keys_with?" => -> { core.shares_keys_with?(core) },
      "Core#claim_refresh" => -> { core.claim_refresh(now) },
      "Core#undecided" => -> { core.undecided.reason },
      "Core#secret_for" => -> { core.secret_for("/v1/jwks") },
      "Core#page_url" => -> { core.page_url(env, :sign_in, "/x", false) },
      "Core#public_url" => -> { core.public_url(env) },
      "Core#document?" => -> { core.document?(env) },
      "Core#page?" => -> { core.page?(env) },
      "Decision#headers_over" => -> { handshake.headers_over({ "etag" => "1" }) },
      "Decision#has?" => -> { decision.has?(question) },
      "Authorization#satisfied_by?" => -> { Clerk::Authorization.new(question).satisfied_by?(decision) },
      "Authorization#reverification_hint" => -> { Clerk::Authorization.new(question).reverification_hint },
      "GuardedRoutes#cover?" => -> { Clerk::GuardedRoutes.new("routes", ["/admin/*"]).cover?(env) },
      "GuardedRoutes#unambiguous?" => -> { Clerk::GuardedRoutes.new("routes", ["/admin/*"]).unambiguous?(env) }
    }
  end

  def webhooks
    {
      "WebhookVerifier#new" => -> { Clerk::WebhookVerifier.new({ tolerance: 5, **secrets }).inspect },
      "WebhookVerifier#sign" => -> { verifier.sign("msg_1", now, delivery) },
      "WebhookVerifier#verify" => -> { verifier.verify(verifier.sign("msg_1", now, delivery), delivery, now) },
      "WebhookVerifier#inspect" => -> { verifier.inspect }
    }
  end

  # What takes no argument.
  def reading
    { "Core" => [[core], %i[api_url secret_key machine_secret_key publishable_key frontend_api scripts_url
                            expected_token development?
                            inspect]],
      "Effect" => [[effect], %i[http_method path body keys? unknown_kid? inspect]],
      "Decision" => [[decision, handshake, machine],
                     %i[status reason message token_type problem location set_cookies headers notices signed_in? course
                        user_id session_id organization_id organization_slug organization_role organization_permissions
                        session_status factor_ages actor claims token token_id token_name subject scopes client_id
                        machine_claims transient? token_refused? inspect]] }
      .flat_map do |type, (things, names)|
        names.map { |name| ["#{type}##{name}", -> { things.map { |thing| thing.public_send(name) } }] }
      end.to_h
  end

  it "is covered by the examples below, method for method" do
    natives = [described_class, Clerk::Decision, Clerk::Effect, Clerk::Authorization,
               Clerk::GuardedRoutes, Clerk::WebhookVerifier].flat_map do |type|
      type.instance_methods(false).map { |name| "#{type.name[/\w+\z/]}##{name}" }
    end
    expect(natives - calls.keys).to eq([])
  end

  it "gives the same answers while the garbage collector runs at every allocation" do
    made = calls
    expected = made.transform_values(&:call)
    stressed = made.transform_values do |call|
      GC.stress = true
      call.call
    ensure
      GC.stress = false
    end
    expect(stressed).to eq(expected)
  end

  it "gives the same answers after everything was moved in memory" do
    skip "this Ruby cannot compact" unless GC.respond_to?(:compact)
    made = calls
    expected = made.transform_values(&:call)
    2.times { GC.compact }
    expect(made.transform_values(&:call)).to eq(expected)
  end

  it "gives the same answers from many threads at once" do
    made = calls
    expected = made.transform_values(&:call)
    threads = Array.new(8) { Thread.new { Array.new(20) { made.transform_values(&:call) } } }
    expect(threads.flat_map(&:value).uniq).to eq([expected])
  end

  it "does not grow with the number of requests" do
    2000.times { core.authenticate(env, nil, now).claims }
    GC.start
    before = ObjectSpace.count_objects[:T_DATA]
    2000.times { core.authenticate(env, nil, now).claims }
    GC.start
    expect(ObjectSpace.count_objects[:T_DATA] - before).to be < 200
  end

  it "may be shared with Ractors once it is frozen, decisions and effects too" do
    expect([core, decision, effect, verifier].map { |thing| Ractor.shareable?(thing.freeze) }).to all be(true)
  end

  it "serves several Ractors at once" do
    experimental = Warning[:experimental]
    Warning[:experimental] = false
    shared = Ractor.make_shareable({ core: core.freeze, env: env.slice("HTTP_AUTHORIZATION"), now: })
    ractors = Array.new(3) do
      Ractor.new(shared) { |given| Array.new(50) { given[:core].authenticate(given[:env], nil, given[:now]).user_id } }
    end
    expect(ractors.flat_map { |ractor| ractor.respond_to?(:value) ? ractor.value : ractor.take }.uniq).to eq([ada.id])
  ensure
    Warning[:experimental] = experimental
  end

  it "cannot be made empty, copied or dumped" do
    [described_class, Clerk::Decision, Clerk::Effect, Clerk::WebhookVerifier].each do |type|
      expect { type.allocate }.to raise_error(TypeError), type.name
    end
    expect { Clerk::Decision.new }.to raise_error(TypeError)
    [core, decision, effect, verifier].each do |thing|
      [-> { thing.dup }, -> { thing.clone }, -> { Marshal.dump(thing) }].each do |copy|
        expect { copy.call }.to raise_error(TypeError), thing.class.name
      end
    end
  end

  it "refuses arguments of the wrong type with an exception, not with a crash" do
    wrong = [nil, 1, -1, 1 << 80, 2.5, Float::NAN, "x", "\xFF", :x, [], [nil], [[]], {}, { 1 => 2 },
             { a: { b: [Class] } }, Object.new, BasicObject.new, Class, [effect], [[effect, 200, nil]],
             [[effect, 1 << 40, ""]], [[effect, "200", ""]], [[:x, 200, ""]]]
    wrong << {}.tap { |circular| circular[:self] = circular }
    calls = [[described_class, :new, 2], [core, :with, 1], [core, :authenticate, 3], [core, :verify, 2],
             [core, :learn, 2], [core, :shares_keys_with?, 1], [core, :claim_refresh, 1], [core, :page_url, 4],
             [core, :public_url, 1], [core, :document?, 1], [decision, :has?, 1],
             [Clerk::WebhookVerifier, :new, 1], [verifier, :verify, 3], [verifier, :sign, 3]]
    calls.each do |receiver, name, arity|
      wrong.each do |value|
        receiver.public_send(name, *Array.new(arity) { value })
      rescue TypeError, ArgumentError, RangeError, EncodingError, NoMethodError, Clerk::Error => e
        expect(e.message).not_to match(/panic|internal error/i)
      end
      expect { receiver.public_send(name, *Array.new(arity + 1)) }.to raise_error(ArgumentError)
    end
  end

  it "takes no value of the environment for what it is not" do
    odd = environment.transform_values { |_| Object.new }.merge("HTTP_COOKIE" => 1, "HTTP_AUTHORIZATION" => [token])
    expect(core.authenticate(odd, nil, now).signed_in?).to be(false)
    odd = Hash.new { |_, key| raise "asked for #{key}" }.merge("HTTP_AUTHORIZATION" => "Bearer #{token}")
    expect(core.authenticate(odd, nil, now).signed_in?).to be(true)
  end

  it "reads strings of any encoding, frozen or not, as bytes" do
    %w[UTF-8 BINARY ISO-8859-1 US-ASCII].each do |name|
      header = "Bearer #{token}".force_encoding(name)
      expect(core.authenticate({ "HTTP_AUTHORIZATION" => header.freeze }, nil, now).user_id).to eq(ada.id)
    end
  end

  describe "claims" do
    def claims_of(claims) = core.verify(local.session_token(claims:), now)

    it "become the Ruby objects that JSON would give" do
      odd = { n: 2**62, u: (2**64) - 1, f: -1.5, z: 0.0, e: "ü€😀\u0000", t: true, l: [[], {}, nil], empty: {} }
      expect(claims_of(odd)).to include(JSON.parse(JSON.generate(odd)))
    end

    it "are frozen to the last, so that Ractors may share them" do
      expect(Ractor.shareable?(claims_of(a: [{ b: { c: ["d"] } }]))).to be(true)
    end

    it "may be many, large and deep" do
      deep = (1..90).inject("x") { |inner, _| [inner] }
      expect(claims_of(deep:)["deep"]).to eq(deep)
      many = (1..5000).to_h { |number| ["claim_#{number}", number] }
      expect(claims_of(many)).to include(many)
      expect(claims_of(large: "x" * 1_000_000)["large"].size).to eq(1_000_000)
    end

    it "that are deeper than any claim are refused, not followed down" do
      deep = "[" * 50_000
      token = forge(JSON.generate(decode(local.session_token).first), %({"sub":"u","exp":9999999999,"a":#{deep}}))
      expect { core.verify(token, now) }.to raise_error(having_attributes(reason: "token-invalid"))
    end

    it "keep their keys and texts in UTF-8" do
      claims = claims_of("ключ" => "значение")
      expect([claims.key("значение"), claims["ключ"]].map(&:encoding)).to all eq(Encoding::UTF_8)
    end
  end
end
