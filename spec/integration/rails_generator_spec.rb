# frozen_string_literal: true

# `rails generate clerk:install` in an application that `rails new` has made, and what becomes of the application.
RSpec.describe "rails generate clerk:install" do
  before(:context) do
    @app = SpecRailsNew.new
    @app.write("spec/rails_helper.rb", "require \"rspec\"\n")
    @before = @app.files
    @said = @app.rails("generate", "clerk:install", "--webhooks")
    @after = @app.files
  end

  after(:context) { @app&.remove }

  let(:app) { @app }
  let(:before) { @before }
  let(:after) { @after }

  def changed(one, other) = (one.keys | other.keys).reject { |file| one[file] == other[file] }

  it "needs no keys yet, and says what is left to do" do
    expect(@said).to include("Left to do", "CLERK_SECRET_KEY", "CLERK_PUBLISHABLE_KEY", "CLERK_WEBHOOK_SIGNING_SECRET")
  end

  it "changes what it has to, and nothing else" do
    expect(changed(before, after))
      .to contain_exactly("config/initializers/clerk.rb", "app/controllers/application_controller.rb",
                          "config/routes.rb", "app/controllers/clerk_webhooks_controller.rb", "test/test_helper.rb",
                          "spec/rails_helper.rb", "config/environments/test.rb")
  end

  it "writes an initializer, and gives every controller the helpers" do
    expect(after["config/initializers/clerk.rb"]).to include("Clerk.configure do |clerk|", "# clerk.sign_in_url =")
    expect(after["config/initializers/clerk.rb"]).not_to include("header_only")
    expect(after["app/controllers/application_controller.rb"])
      .to match(/\Aclass ApplicationController < ActionController::Base\n  include Clerk::Authenticatable$/)
  end

  it "signs in on tests of both kinds" do
    expect(after["test/test_helper.rb"])
      .to end_with("\nActiveSupport::TestCase.include Clerk::Testing\n")
    expect(after["spec/rails_helper.rb"])
      .to end_with("\nRSpec.configure { |config| config.include Clerk::Testing }\n")
    expect(after["config/environments/test.rb"]).to start_with(%(require "clerk/testing"\n))
  end

  it "makes an endpoint for webhooks where it is asked to" do
    expect(after["app/controllers/clerk_webhooks_controller.rb"])
      .to include("class ClerkWebhooksController < ActionController::API", "include Clerk::Webhook::Controller")
    expect(after["config/routes.rb"].scan(%r{^  post "/webhooks/clerk", to: "clerk_webhooks#create"$}).size).to eq(1)
  end

  it "can be run again, and leaves alone what has been changed meanwhile" do
    own = "#{after["config/initializers/clerk.rb"]}\n# ours\n"
    app.write("config/initializers/clerk.rb", own)
    said = app.rails("generate", "clerk:install", "--webhooks")
    expect(app.files).to eq(after.merge("config/initializers/clerk.rb" => own))
    expect(said.scan(/identical|skip/).size).to eq(7)
  ensure
    app.write("config/initializers/clerk.rb", after["config/initializers/clerk.rb"])
  end

  it "is taken back by rails destroy" do
    app.rails("destroy", "clerk:install", "--webhooks")
    expect(app.files).to eq(before)
  ensure
    after.each { |file, text| app.write(file, text) }
  end

  describe "leaves an application that" do
    before(:context) do
      @clerk = Clerk::Local.start(key: SpecInstance::KEY)
      @app.write("app/controllers/pages_controller.rb", <<~RUBY)
        class PagesController < ApplicationController
          before_action :require_clerk_session!, only: :secret

          def secret = render(plain: "secret of \#{clerk_user_id}")

          def version = render(json: [Clerk::Rack.object_id, PagesController.object_id, "one"])
        end
      RUBY
      @app.write("config/routes.rb", @after["config/routes.rb"].sub("do\n", <<~RUBY))
        do
          get "pages/:action", controller: "pages"
      RUBY
    end

    after(:context) { @clerk&.stop }

    def get(url, **headers) = Net::HTTP.get_response(URI(url), headers.transform_keys(&:to_s))

    let(:clerk) { @clerk }
    let(:keys) do
      { webhook_signing_secret: "whsec_#{["secret" * 4].pack("m0")}", **clerk.options }
        .transform_keys { |name| :"CLERK_#{name.upcase}" }
    end

    it "boots with keys from the environment, and reloads its own code, not the gem's" do
      app.serve(**keys) do |url|
        bearer = "Bearer #{clerk.session_token}"
        expect(get("#{url}/pages/secret", Authorization: bearer).body).to eq("secret of #{clerk.users.first.id}")
        expect(get("#{url}/pages/secret").code).to eq("401")
        expect(Net::HTTP.post(URI("#{url}/webhooks/clerk"), "{}").code).to eq("400")
        first = JSON.parse(get("#{url}/pages/version").body)
        app.write("app/controllers/pages_controller.rb",
                  app.read("app/controllers/pages_controller.rb").sub("one", "two"))
        second = JSON.parse(get("#{url}/pages/version").body)
        expect([second[0], second[2]]).to eq([first[0], "two"])
        expect(second[1]).not_to eq(first[1])
        expect(get("#{url}/pages/secret", Authorization: bearer).code).to eq("200")
      end
    end

    it "has tests that sign in, without keys" do
      app.write("test/integration/pages_test.rb", <<~RUBY)
        require "test_helper"

        class PagesTest < ActionDispatch::IntegrationTest
          test "the secret is for who is signed in" do
            get "/pages/secret"
            assert_response :unauthorized
            clerk_sign_in
            get "/pages/secret"
            assert_match(/secret of user_/, response.body)
          end
        end
      RUBY
      expect(app.rails("test", RAILS_ENV: "test")).to include("1 runs, 3 assertions, 0 failures, 0 errors")
    end

    it "does not boot without keys, unless it serves nobody" do
      expect { app.rails("runner", "puts 1") }.to raise_error(/publishable_key: is missing/)
      middleware = app.rails("runner", "puts Rails.application.middleware.map(&:name)", SECRET_KEY_BASE_DUMMY: "1")
      expect(middleware).to include("ActionDispatch")
      expect(middleware).not_to include("Clerk::Rack")
    end
  end

  describe "in an API application" do
    before(:context) do
      @api = SpecRailsNew.new("--api")
      FileUtils.rm_rf(@api.path("test"))
      @api.rails("generate", "clerk:install")
    end

    after(:context) { @api&.remove }

    it "knows that it is one" do
      expect(@api.files["config/initializers/clerk.rb"]).to include("# clerk.header_only = true")
      expect(@api.files["app/controllers/application_controller.rb"])
        .to include("< ActionController::API\n  include Clerk::Authenticatable")
      expect(@api.files.keys.grep(%r{webhooks|\Atest/})).to eq([])
    end

    it "says so when it does not find its way" do
      before = @api.files
      FileUtils.rm(@api.path("app/controllers/application_controller.rb"))
      expect(@api.rails("generate", "clerk:install"))
        .to include("there is no app/controllers/application_controller.rb: put `include Clerk::Authenticatable`")
      @api.write("app/controllers/application_controller.rb", "class BaseController < ActionController::API\nend\n")
      expect(@api.rails("generate", "clerk:install")).to include("there is no class ApplicationController")
    ensure
      before.each { |file, text| @api.write(file, text) }
    end
  end
end
