# frozen_string_literal: true

require "open3"
require "sinatra/base"

# docs/coming-from.md, executed: its code is cut out of the page and run as an application of its reader would be. What
# the other pages say is at least Ruby, and complete.
RSpec.describe "docs/coming-from.md" do
  # An application around the code of the Rails section.
  let(:rails_app) do
    <<~RUBY
      require "logger"
      require "json"
      require "rails"
      require "action_controller/railtie"
      require "clerk_rs_rack"
      class SpecApp < Rails::Application
        config.load_defaults Rails::VERSION::STRING.to_f
        config.eager_load = false
        config.logger = Logger.new(nil)
        config.secret_key_base = "spec" * 16
        config.hosts.clear
        options = JSON.parse(ENV.fetch("SPEC_CLERK"), symbolize_names: true)
        config.clerk.merge!(options.except(:now), clock: -> { options[:now] })
      end
      SpecApp.initialize!
    RUBY
  end

  let(:page) { read("docs/coming-from.md") }
  let(:backend) { SpecBackend.start(local) }
  let(:token) { local.session_token(user_id: "ada", organization_id: "analytical-engines") }
  let(:browser) { { cookies: { "__clerk_db_jwt" => "dvb_1" }, **SpecRequests::DOCUMENT.transform_keys(&:to_sym) } }

  before { Clerk.configure { |clerk| clerk.assign(**backend.options, jwt_key: local.public_key_pem, **on_the_clock) } }

  # Whatever the locale.
  def read(file) = File.read(File.expand_path("../../#{file}", __dir__), encoding: "UTF-8")

  # The Ruby block below a heading.
  def code(heading)
    section = page[/^## #{Regexp.escape(heading)}$(.*?)(?=^## |\z)/m, 1] || raise("no section #{heading}")
    section[/^```ruby\n(.*?)^```/m, 1] || raise("no code below #{heading}")
  end

  # The application of a config.ru.
  def rackup(heading)
    Rack::Builder.new { instance_eval(heading) }.to_app
  end

  it "has a section for each of the seven ways, each with code that is run below" do
    expect(page.scan(/^## (.*)$/).flatten).to eq(
      ["withAuth (Next.js)", "requireAuth (Gatsby, Node)", "Express: clerkMiddleware, getAuth, requireAuth",
       "Go: WithHeaderAuthorization, RequireHeaderAuthorization", "Rack", "Rails", "By hand"]
    )
  end

  it "withAuth: runs for everybody" do
    app = rackup(code("withAuth (Next.js)"))
    expect(request(app)).to have_attributes(status: 401, body: "Sign in first")
    expect(request(app, bearer: token).body).to match(/\AHello, #{ada.id} in session sess_/)
  end

  it "requireAuth: lets nobody further" do
    app = rackup(code("requireAuth (Gatsby, Node)"))
    expect(request(app).body).to eq("for everybody")
    expect(request(app, "/api").status).to eq(401)
    expect(request(app, "/api", **browser).location).to start_with(local.options[:sign_in_url])
    expect(request(app, "/api", bearer: token).body).to eq("only for #{ada.id}")
    expect { request(app, "/strict") }.to raise_error("Unauthenticated: dev-browser-missing")
  end

  it "Express: has conditions of routes" do
    space = Module.new
    space.module_eval(code("Express: clerkMiddleware, getAuth, requireAuth"))
    app = space::App.set(environment: :test, show_exceptions: false, raise_errors: true)
    member = local.session_token(user_id: "grace", organization_id: "analytical-engines")
    ask = ->(path, token = nil, **env) { request(app, path, bearer: token, **env) }
    expect(ask.call("/").body).to eq("Hello, stranger")
    expect(ask.call("/", token).body).to eq("Hello, #{ada.id}")
    expect(ask.call("/profile").status).to eq(401)
    expect(ask.call("/profile", **browser).location).to start_with(local.options[:sign_in_url])
    expect(ask.call("/profile", token).body).to eq("This is Ada")
    expect([ask.call("/teams", token).body, ask.call("/teams", member).status])
      .to eq(["all teams of analytical-engines", 403])
  end

  it "Go: takes the header only" do
    app = rackup(code("Go: WithHeaderAuthorization, RequireHeaderAuthorization"))
    expect(request(app, cookies: signed_in_cookies).status).to eq(401)
    expect(visit(app)).to have_attributes(status: 401, location: nil)
    expect(request(app, bearer: token).body).to eq("#{ada.id} until #{clock.now + 60}")
  end

  it "Rack: loads the user when asked" do
    app = rackup(code("Rack"))
    expect(request(app, **browser).location).to start_with(local.options[:sign_in_url])
    expect(request(app, bearer: token).body).to eq("Hello, Ada (#{ada.id})")
    expect(backend.calls).to eq(1)
  end

  it "Rails: has a concern" do
    answers = rails(<<~RUBY)
      #{code("Rails")}
      SpecApp.routes.draw { get "dashboard", to: "dashboard#show" }
      ask = ->(**env) { Rack::MockRequest.new(SpecApp).get("http://app.example/dashboard", **env) }
      [ask.call("HTTP_AUTHORIZATION" => "Bearer #{token}").body, ask.call.status,
       ask.call("HTTP_SEC_FETCH_DEST" => "document", "HTTP_COOKIE" => "__clerk_db_jwt=dvb_1")["location"]]
    RUBY
    expect(answers).to match(["Hello, Ada", 401, start_with(local.options[:sign_in_url])])
  end

  it "by hand: verifies a token, or a request" do
    by_hand = Object.new
    by_hand.instance_eval(code("By hand"))
    ours = local.session_token(user_id: "ada", claims: { azp: "https://app.example.com" })
    expect([by_hand.who_sent(ours), by_hand.who_sent(token), by_hand.who_sent("x")])
      .to eq([ada.id, "nobody (token-invalid-authorized-parties)", "nobody (token-invalid)"])
    expect(by_hand.handle(environment(bearer: token))).to eq("it is #{ada.id}")
    expect(by_hand.handle(Rack::Request.new(environment))).to eq("nobody (dev-browser-missing)")
    expect(by_hand.handle(environment(**SpecRequests::DOCUMENT.transform_keys(&:to_sym))).first).to eq(307)
  end

  describe "and every other page" do
    let(:pages) { %w[README.md docs/*.md examples/**/*.md].flat_map { |glob| Dir[glob] } }

    it "has Ruby that parses" do
      pages.each do |file|
        read(file).scan(/^```ruby\n(.*?)^```/m).flatten.each do |code|
          expect { RubyVM::InstructionSequence.compile(code) }.not_to raise_error, "#{file}: #{code}"
        end
      end
    end

    it "points to files that exist" do
      pages.each do |file|
        read(file).scan(/\]\(((?!https?:)[^)#]+)/).flatten.each do |target|
          expect(File).to exist(File.expand_path(target, File.dirname(file))), "#{file}: #{target}"
        end
      end
    end

    it "names every helper and every filter of a Rails controller, and every option" do
      rails = read("docs/rails.md")
      names = Clerk::Authenticatable::HELPERS + Clerk::Authenticatable::Guards.private_instance_methods.grep(/require_/)
      expect(names.reject { |name| rails.include?("`#{name}") }).to eq([])
      readme = read("README.md")
      options = Clerk::Configuration::CORE.keys + Clerk::Configuration::RUBY.keys
      expect(options.reject { |name| readme.include?("`#{name}`") }).to eq([])
    end
  end

  # What a Rails application of this code answers, in a process of its own; the last value of the code, as JSON.
  def rails(code)
    options = Clerk.configuration.core_options.slice(:publishable_key, :secret_key, :api_url, :jwt_key, :sign_in_url)
                   .merge(now: clock.now * 1000)
    script = "#{rails_app}puts JSON.generate(begin\n#{code}\nend)"
    environment = { "SPEC_CLERK" => JSON.generate(options), "RAILS_ENV" => "test" }
    output, errors, = Open3.capture3(environment, RbConfig.ruby, "-W0", "-I", "lib", stdin_data: script)
    output.empty? ? raise(errors) : JSON.parse(output)
  end
end
