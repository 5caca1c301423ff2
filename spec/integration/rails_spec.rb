# frozen_string_literal: true

# A real Rails application, in a process of its own on a real Puma: see spec/support/rails_app.rb.
RSpec.describe "A Rails application" do
  before(:context) do
    @clerk = Clerk::Local.start(key: SpecInstance::KEY)
    @rails = SpecRails.new(@clerk.options)
    raise @rails.failure unless @rails.facts
  end

  after(:context) do
    @rails&.stop
    @clerk&.stop
  end

  let(:clerk) { @clerk }
  let(:rails) { @rails }
  let(:ada) { clerk.users.first }
  let(:cookies) { clerk.cookies_for(clerk.sign_in("ada").id) }
  let(:visitor) { { "__clerk_db_jwt" => "dvb_1" } }

  def request(path, to: rails, **options) = to.request(path, **options)

  def get(path, to: rails, **options) = to.visit(path, **options)

  # Starts another one, for an example about how it boots.
  def boot(options = {}, **env)
    other = SpecRails.new(clerk.options.merge(options), env.transform_keys(&:to_s))
    yield other
  ensure
    other&.stop
  end

  it "has the middleware without doing anything" do
    expect(rails.facts["middleware"].last).to eq("Clerk::Rack")
  end

  it "shows pages to everybody, and knows who is signed in" do
    expect(get("/", cookies:).body).to eq("Hello, #{ada.id}")
    expect(request("/").body).to eq("Hello, stranger")
    expect(request("/", Authorization: "Bearer #{clerk.session_token}").body).to eq("Hello, #{ada.id}")
  end

  it "sends a first visit through Clerk, without running a controller" do
    response = get("/")
    expect([response.code, response["location"]]).to match(["307", %r{\A#{clerk.url}/v1/client/handshake\?}])
  end

  it "has the helpers in its views" do
    lines = get("/helpers", cookies:).body.lines.map(&:strip)
    session = decode(cookies.fetch("__session")).last["sid"]
    expect(lines).to match(["signed-in", session, "Ada", ada.id, "true", session,
                            include("#{clerk.url}/sign-in?redirect_url=http%3A%2F%2F127.0.0.1", "back"),
                            start_with("#{clerk.url}/sign-up")])
    lines = get("/helpers", cookies: visitor).body.lines.map(&:strip)
    expect(lines.first(6)).to eq(["signed-out", "", "", "", "false", ""])
  end

  it "has them in API controllers too" do
    response = request("/api/whoami", Authorization: "Bearer #{clerk.session_token}")
    expect(JSON.parse(response.body)).to include("signed_in" => true, "user" => ada.id,
                                                 "sign_in" => start_with(clerk.options[:sign_in_url]))
  end

  it "does not offer them as actions" do
    helpers = Clerk::Authenticatable.private_instance_methods.map(&:to_s)
    expect(rails.facts["actions"])
      .to match("PagesController" => contain_exactly("index", "helpers_page", "secret", "create"),
                "ApiController" => contain_exactly("whoami", "show"))
    %w[clerk clerk_user require_clerk_session! clerk_sign_in_url].each do |name|
      expect(helpers).to include(name)
      expect(get("/pages/#{name}", cookies:).body).to start_with("AbstractController::ActionNotFound")
    end
  end

  describe "require_clerk_session!" do
    it "lets in who is signed in" do
      expect(get("/secret", cookies:).body).to eq("secret of #{ada.id}")
      expect(JSON.parse(request("/api", cookies:).body)).to include("name" => "Ada")
    end

    it "sends people who open a page to sign in, and back" do
      response = get("/secret?tab=1", cookies: visitor)
      expect([response.code, response["location"]]).to match(["302", start_with("#{clerk.url}/sign-in?")])
      query = URI.decode_www_form(URI(response["location"]).query).to_h
      expect(query).to eq("redirect_url" => "#{rails.url}/secret?tab=1", "__clerk_db_jwt" => "dvb_1")
    end

    it "keeps caches from remembering the redirect, in one header" do
      headers = get("/secret", cookies: visitor).get_fields("cache-control")
      expect(headers).to match([/no-store/])
    end

    it "tells everything else 401 in JSON, never a redirect" do
      attempts = [{ method: "POST" }, { "Sec-Fetch-Dest": "empty", Accept: "text/html" },
                  { Accept: "application/json" }, { "X-Requested-With": "XMLHttpRequest" }, {}]
      attempts.each do |attempt|
        response = request("/secret", cookies: visitor, **attempt)
        expect(response.code).to eq("401"), attempt.to_s
        expect(response["location"]).to be_nil
        expect(response["www-authenticate"]).to eq('Bearer realm="clerk"')
        expect(response["content-type"]).to start_with("application/json")
        expect(JSON.parse(response.body)).to eq("errors" => [{ "code" => "unauthenticated",
                                                               "message" => "Sign in to continue." }])
      end
    end

    it "tells who sent a form so in a page, and does not redirect either" do
      response = get("/secret", method: "POST", cookies: visitor)
      expect([response.code, response["location"], response["content-type"]])
        .to match(["401", nil, start_with("text/html")])
      expect(CGI.unescapeHTML(response.body)).to include("Sign in to continue.", "#{clerk.url}/sign-in")
    end

    it "does so in API controllers, whatever the method" do
      %w[GET POST PUT DELETE].each do |method|
        expect(request("/api", method:, cookies: visitor).code).to eq("401")
      end
      expect(request("/api", method: "HEAD", cookies: visitor).code).to eq("401")
    end

    it "is not passed by a path that only looks different" do
      %w[//secret /secret/ /secret.json /./secret].each do |path|
        expect(request(path, cookies: visitor).body).not_to start_with("secret of"), path
      end
    end
  end

  it "keeps its own cookies next to Clerk's" do
    session = clerk.sign_in("ada")
    old = clerk.cookies_for(session.id).merge("__session" => clerk.session_token(session_id: session.id,
                                                                                 expires_in: -60))
    old.delete("__session#{clerk.cookie_suffix}")
    old.delete("__client_uat#{clerk.cookie_suffix}")
    old["__client_uat"] = "1"
    response = request("/api", cookies: old)
    expect(response.code).to eq("200")
    names = response.get_fields("set-cookie").map { |line| line[/\A[^=]+/] }
    expect(names).to include("own", "__session", "__refresh#{clerk.cookie_suffix}")
  end

  it "does not fall over bytes that are no text" do
    ["/%FF", "/?a=%", "/|", "/%00", "/?__clerk_db_jwt=%FF"].each do |path|
      raw = "GET #{path} HTTP/1.1\r\nHost: x.example\r\nConnection: close\r\nCookie: __session=\xFF\r\n\r\n".b
      uri = URI(rails.url)
      answer = TCPSocket.open(uri.host, uri.port) { |socket| socket.write(raw) && socket.read }
      # Rails itself may have something to say about it.
      expect(answer).to match(%r{\AHTTP/1\.1 [234]}).or(include("\r\n\r\nActionController::")), answer
    end
  end

  describe "that is configured otherwise" do
    it "takes its options from config.clerk" do
      boot({ excluded_routes: ["/"] }) do |other|
        expect(get("/", to: other).code).to eq("200")
        expect(get("/secret", to: other).code).to eq("307")
      end
    end

    it "does not boot with a wrong one, and says why" do
      [[{ clock_skew: -1 }, /clock_skew \(-1\): must be a number/], [{ secret_keys: "x" }, /secret_keys: is no option/],
       [{ secret_key: nil }, /secret_key: is missing/]].each do |options, message|
        boot(options) do |other|
          expect(other.facts).to be_nil
          expect(other.failure).to match(/Clerk::ConfigurationError/).and match(message)
        end
      end
    end

    it "goes without the middleware where it is told to, and then says what is missing" do
      [[{ middleware: false }, {}], [{}, { CLERK_SKIP_RAILTIE: "1" }]].each do |options, env|
        boot(options, **env) do |other|
          expect(other.facts["middleware"]).not_to include("Clerk::Rack")
          message = get("/", to: other).body
          expect(message).to include('env["clerk"] is not set', "config.clerk.middleware = false", "CLERK_SKIP_RAILTIE")
        end
      end
    end
  end
end
