# frozen_string_literal: true

require "clerk/sinatra"
require "sinatra/base"

begin
  require "sinatra/namespace"
rescue LoadError
  nil
end

# Which middleware a Sinatra application gets, and from where: its own settings, its superclass, what runs around it.
RSpec.describe "The middleware of a Sinatra application" do
  let(:member) { local.cookies_for(local.sign_in("grace", organization_id: "analytical-engines").id) }
  let(:stranger) { { "__clerk_db_jwt" => "dvb_1" } }

  def application(base = Sinatra::Base, &)
    made = Class.new(base) do
      set :environment, :test
      set :host_authorization, { permitted_hosts: [] }
    end
    made.tap { |app| app.class_eval(&) }
  end

  # One that registers the extension and says who it sees.
  def who(base = Sinatra::Base, &block)
    application(base) do
      register Sinatra::Clerk
      class_eval(&block) if block
      get("/") { "#{clerk.status} #{clerk.reason}".strip }
      get("/object") { clerk.object_id.to_s }
      get("/page", auth: true) { "page" }
    end
  end

  def configure(options = offline) = Clerk.configure { |clerk| clerk.assign(options) }

  def signed_in = { bearer: local.session_token }

  it "has the global configuration" do
    configure
    expect(request(who, **signed_in).body).to eq("signed-in")
  end

  it "may be configured after the application is written" do
    app = who
    configure
    expect(request(app, **signed_in).body).to eq("signed-in")
  end

  it "has its own options over that, also those that are set later or twice" do
    configure(offline.except(:jwt_key))
    key = local.public_key_pem
    app = who { set :clerk, excluded_routes: ["/object"] }
    app.set :clerk, jwt_key: key
    expect(request(app, **signed_in).body).to eq("signed-in")
    expect(request(app, "/object").auth.reason).to eq("excluded-route")
  end

  it "is not made of what is no option, or of bad ones" do
    expect { who { set :clerk, exclude: ["/"] } }.to raise_error(Clerk::ConfigurationError, /\Aexclude: is no option/)
    expect { who { set :clerk, "sk_test_1" } }.to raise_error(Clerk::ConfigurationError, "clerk (String): must be a " \
                                                                                         "Hash of options, or false")
    configure
    expect { who { set :clerk, clock_skew: -1 }.new }.to raise_error(Clerk::ConfigurationError, /\Aclock_skew/)
  end

  it "is missed at boot when a key is" do
    expect { who.new }.to raise_error(Clerk::ConfigurationError, /secret_key|publishable_key/)
  end

  it "comes before what the application itself uses" do
    configure
    app = application do
      use Clerk::Rack::RequireAuth, routes: ["/admin*"], role: "org:admin"
      register Sinatra::Clerk
      get("/*") { "passed" }
    end
    expect(request(app, "/admin", cookies: member).status).to eq(403)
    expect(request(app, "/other").body).to eq("passed")
  end

  it "is the application's own when it uses one" do
    options = offline
    app = who { use Clerk::Rack, **options }
    expect(request(app, **signed_in).body).to eq("signed-in")
    app = application do
      use(Clerk::Rack) { |request| options if request.host == "app.example" }
      register Sinatra::Clerk
      get("/") { clerk.status }
    end
    configure(new_local(name: "another").options)
    expect(request(app, **signed_in).body).to eq("signed-in")
  end

  describe "behind another one" do
    # Which Auth the application saw, and which the one in front of it made.
    def seen(app)
      answer = request(app, "/object", **signed_in)
      [answer.body, answer.auth.object_id.to_s]
    end

    it "leaves the request alone, in config.ru or below a path of a Rails application" do
      configure
      inner, outer = seen(Clerk::Rack.new(who))
      expect(inner).to eq(outer)
      mounted = Clerk::Rack.new(Rack::URLMap.new("/inside" => who))
      expect(request(mounted, "/inside/page", **signed_in).body).to eq("page")
      expect(visit(mounted, "/inside/page?tab=1", cookies: stranger).query)
        .to include("redirect_url" => "http://app.example/inside/page?tab=1")
    end

    it "has the last word with options of its own" do
      configure
      key = { jwt_key: new_local(key: SpecInstance::OTHER_KEY).public_key_pem }
      app = Clerk::Rack.new(who { set :clerk, **key })
      expect(request(app, **signed_in).body).to start_with("signed-out")
    end

    it "is not there at all when disabled" do
      app = who { disable :clerk }
      expect(request(Clerk::Rack.new(app, **offline), **signed_in).body).to eq("signed-in")
      expect { request(app.new) }.to raise_error(Clerk::MiddlewareMissing, /use Clerk::Rack/)
    end
  end

  describe "in an application that inherits from another" do
    let(:base) do
      options = offline
      who { set :clerk, options }
    end

    it "is there once, with the conditions and helpers, registered again or not" do
      [application(base) { get("/own", auth: true) { "own" } },
       application(base) do
         register Sinatra::Clerk
         get("/own", auth: true) { "own" }
       end].each do |app|
        expect(request(app, "/own").status).to eq(401)
        expect(request(app, "/own", **signed_in).body).to eq("own")
        expect(request(app, "/page", **signed_in).body).to eq("page")
        inner = request(app, "/object", **signed_in)
        expect(inner.body).to eq(inner.auth.object_id.to_s)
      end
    end

    it "may have options more, which the superclass has not" do
      app = application(base) { set :clerk, excluded_routes: ["/"] }
      expect(request(app, **signed_in).body).to eq("signed-out excluded-route")
      expect(request(base, **signed_in).body).to eq("signed-in")
      expect { request(application(base) { disable :clerk }) }.to raise_error(Clerk::MiddlewareMissing)
    end
  end

  # `require "sinatra"` and routes at the top level: they belong to Sinatra::Application.
  it "is in a classic application because clerk/sinatra is required" do
    configure
    app = application(Sinatra::Application) { get("/page", auth: true) { "for #{clerk_user_id}" } }
    expect(visit(app, "/page", cookies: stranger).status).to eq(302)
    expect(request(app, "/page", **signed_in).body).to eq("for #{ada.id}")
  end

  it "guards a namespace" do
    skip("the gem sinatra-contrib is not installed") unless defined?(Sinatra::Namespace)
    configure
    app = application do
      register Sinatra::Clerk
      register Sinatra::Namespace
      namespace("/admin", auth: { role: "org:admin" }) { get("/page") { "page" } }
      get("/page") { "free" }
    end
    expect(request(app, "/admin/page", cookies: member).status).to eq(403)
    expect(visit(app, "/admin/page", cookies: stranger).status).to eq(302)
    expect(request(app, "/page").body).to eq("free")
  end

  it "is not asked about hosts that Sinatra 4 does not serve in development" do
    skip("Sinatra #{Sinatra::VERSION} serves all hosts") unless Sinatra::Base.respond_to?(:host_authorization)
    configure
    app = Class.new(Sinatra::Base) do
      set :environment, :development
      register Sinatra::Clerk
      get("/") { clerk.status }
    end
    expect(request(app, HTTP_HOST: "localhost:4567", **signed_in).body).to eq("signed-in")
    expect(visit(app, HTTP_HOST: "evil.example", cookies: stranger)).to have_attributes(status: 403, auth: nil)
  end
end
