# frozen_string_literal: true

require "open3"
require "sinatra/base"

# Gates in front of an application, or of some paths of it.
RSpec.describe "Gates in Rack" do
  let(:ada) { local.session_token(user_id: "ada", organization_id: "analytical-engines", claims: { fva: [0, 0] }) }
  let(:stale) { local.session_token(user_id: "ada", claims: { fva: [90, 90] }) }
  let(:welcome) { ->(env) { [200, { "content-type" => "text/plain" }, ["#{env["SCRIPT_NAME"]}#{env["PATH_INFO"]}"]] } }

  def behind(gate, app = welcome, clerk: {}, **options)
    clerk_app(gate.new(app, **options), **offline, **clerk)
  end

  describe Clerk::Rack::RequireAuth do
    it "guards an application, or a part of one in a map block" do
      inner = welcome
      app = clerk_app(Rack::Builder.new do
        map("/admin") do
          use Clerk::Rack::RequireAuth, role: "org:admin"
          run inner
        end
        run inner
      end.to_app, **offline)
      expect(request(app, "/").status).to eq(200)
      expect(request(app, "/admin/x").status).to eq(401)
      expect(request(app, "/admin/x", bearer: ada).body).to eq("/admin/x")
      expect(request(app, "/admin/x",
                     bearer: local.session_token(user_id: "ada", organization_id: "")).status).to eq(403)
    end

    it "guards some routes and leaves the others alone" do
      app = behind(described_class, routes: ["/admin/*", "/settings"])
      statuses = %w[/ /admin /admin/x /settings /settingsx].to_h { |path| [path, request(app, path).status] }
      expect(statuses).to eq("/" => 200, "/admin" => 401, "/admin/x" => 401, "/settings" => 401, "/settingsx" => 200)
    end

    it "hands its answer to the application where that wants to give its own" do
      failure = ->(env, response) { [response[0], {}, ["not you, #{env["clerk"].reason}"]] }
      expect(request(behind(described_class,
                            failure:))).to have_attributes(status: 401, body: "not you, dev-browser-missing")
    end

    it "says at boot what is wrong" do
      expect { described_class.new(welcome, routes: ["admin"]) }
        .to raise_error(Clerk::ConfigurationError,
                        "routes (admin): must be paths that start with /, where * stands for any characters, " \
                        "without ? and #")
      expect do
        described_class.new(welcome, routes: [])
      end.to raise_error(Clerk::ConfigurationError, /nothing would be guarded/)
      expect { described_class.new(welcome, rule: 1) }.to raise_error(ArgumentError, /rule: is no demand/)
    end

    it "says how to add the middleware when that has not run, and lets nobody in" do
      expect { described_class.new(welcome).call(environment) }
        .to raise_error(Clerk::MiddlewareMissing, /Put `use Clerk::Rack` into config.ru/)
    end

    it "guards routes that are excluded from authentication" do
      expect(request(behind(described_class, clerk: { excluded_routes: ["/x"] }), "/x", bearer: ada).status).to eq(401)
    end
  end

  describe Clerk::Rack::Reverification do
    it "lets pass whoever proved lately who they are" do
      app = behind(described_class, routes: ["/settings"], preset: :strict)
      expect(request(app, "/settings", bearer: ada).status).to eq(200)
      expect(request(app, "/settings", bearer: stale).json).to include("clerk_error")
      expect(request(app, "/", bearer: stale).status).to eq(200)
      expect(request(app, "/settings").status).to eq(401)
    end

    it "knows the presets by the names of the official SDK" do
      app = behind(described_class, preset: Clerk::StepUp::Preset::LAX)
      expect(request(app, bearer: stale).status).to eq(200)
      expect(request(behind(described_class, preset: Clerk::StepUp::Preset::STRICT), bearer: stale).status).to eq(403)
    end

    it "wants a proof everywhere when no routes are given, but on excluded ones" do
      app = behind(described_class, clerk: { excluded_routes: ["/health", "/public/*"] })
      expect(request(app, "/x", bearer: stale).status).to eq(403)
      expect([request(app, "/health").status, request(app, "/public/a.css").status]).to eq([200, 200])
      # A router may read these as something that is not excluded.
      %w[/public/../admin /public/%2e%2e/admin /public//admin].each do |path|
        expect(request(app, path, bearer: stale).status).to eq(401), path
      end
    end

    it "says at boot what is wrong" do
      expect { described_class.new(welcome, preset: :always) }.to raise_error(ArgumentError, /reverification must be/)
    end
  end

  # Whatever a router takes for /admin, the gate must have taken for it too.
  describe "cannot be walked around" do
    let(:spellings) do
      words = %w[admin Admin ADMIN %61dmin %2561dmin adm%69n admin%20 admin. admin.. admin%2e admin;x admin%00 admin%09
                 admin.json admin.html admin.json.html admin%2ejson]
      around = ["/%s", "//%s", "///%s", "/%s/", "/%s//", "/./%s", "/x/../%s", "/x/%%2e%%2e/%s", "%%2f%s", "/%%2f%s",
                "/%%5c%s", "/\\%s", "/%s/.", "/%s/..", "/%s/../%s", "/%s%%2f", "/%s/x/..", "/public/../%s"]
      words.product(around).map { |word, form| form.gsub("%s", word).gsub("%%", "%") }
    end

    # Without Lint, which some of these do not get past.
    def gate(app, routes)
      Clerk::Rack.new(Clerk::Rack::Reverification.new(app, routes:), **offline)
    end

    def reached(app, token)
      spellings.select do |path|
        env = environment("/", bearer: token).merge("PATH_INFO" => path)
        SpecRequests::Answer.new(*app.call(env), env).body == "admin"
      end
    end

    it "in Sinatra" do
      router = Class.new(Sinatra::Base) do
        set environment: :test, show_exceptions: false, protection: false, strict_paths: false
        get("/admin.?:format?") { "admin" }
        not_found { "nothing" }
      end
      expect(reached(router.new, nil).size).to be > 10
      gated = gate(router.new, ["/admin"])
      expect(reached(gated, stale)).to eq([])
    end

    it "in Rails" do
      script = <<~RUBY
        require "action_controller"
        routes = ActionDispatch::Routing::RouteSet.new
        admin = ->(_env) { [200, {}, ["admin"]] }
        routes.draw { get("/admin(.:format)", to: admin); match("/admin/*rest", to: admin, via: :all) }
        $stdout.puts $stdin.each_line(chomp: true).select { |path|
          env = Rack::MockRequest.env_for("http://app.example/").merge("PATH_INFO" => path)
          routes.call(env)[2].each.to_a.join == "admin" rescue false
        }
      RUBY
      output, = Open3.capture2(RbConfig.ruby, "-W0", "-r", "logger", "-e", script, stdin_data: spellings.join("\n"))
      taken = output.lines(chomp: true)
      expect(taken.size).to be > 10
      gated = gate(welcome, ["/admin/*"])
      passed = taken.select { |path| gated.call(environment("/", bearer: stale).merge("PATH_INFO" => path))[0] == 200 }
      expect(passed).to eq([])
    end
  end
end
