# frozen_string_literal: true

require "open3"

# Routes that are there for some, in a real Rails application: see spec/support/rails_routes_app.rb.
RSpec.describe "Rails routes" do
  include_context "with a Rails application", "rails_routes_app.rb"

  let(:visitor) { { "__clerk_db_jwt" => "dvb_1" } }
  let(:ada) { token("ada") }
  let(:grace) { token("grace") }
  let(:id) { clerk.users.to_h { |user| [user.username, user.id] } }

  def token(user, **claims) = clerk.session_token(user_id: user, organization_id: "analytical-engines", claims:)

  # What an administrator, a member and a stranger get.
  def bodies(path)
    [ada, grace, nil].map do |bearer|
      response = rails.request(path, bearer:, cookies: visitor)
      response.code == "200" ? response.body : response.body[/No route matches/] || response.code
    end
  end

  describe "with Clerk::Constraint" do
    it "are there for those who meet the demands, and are not for others" do
      expect(bodies("/constrained")).to eq(["PagesController admin #{id["ada"]}", *(["No route matches"] * 2)])
      expect(bodies("/nested/constrained"))
        .to eq(["PagesController team #{id["ada"]}", *(["No route matches"] * 2)])
    end

    it "leave the same path to the next route" do
      expect(bodies("/")).to eq(["PagesController dashboard #{id["ada"]}", "PagesController dashboard #{id["grace"]}",
                                 "PagesController welcome "])
    end
  end

  describe "with Devise's words" do
    it "are there for those who are signed in, or may more, or are strangers" do
      expect(bodies("/home")).to eq(["PagesController admin #{id["ada"]}", "PagesController dashboard #{id["grace"]}",
                                     "PagesController welcome "])
      expect(bodies("/strangers")).to eq([*(["No route matches"] * 2), "PagesController welcome "])
    end

    it "leave every other scope to Devise" do
      %w[/other-user-block/page /other-un-user/page /other-auth-user/page].each do |path|
        expect(rails.request(path).body).to start_with("PagesController everybody"), path
      end
    end

    it "demand a sign-in, where authenticate says so, and look no further" do
      expect(bodies("/account"))
        .to eq(["PagesController dashboard #{id["ada"]}", "PagesController dashboard #{id["grace"]}", "401"])
      expect(bodies("/admin/queues")).to eq(["rack at /admin/queues", "403", "401"])
      expect(bodies("/deep/page")).to eq(["PagesController admin #{id["ada"]}", "403", "401"])
    end

    it "answer as a guard does" do
      page = rails.visit("/admin/queues?a=1", cookies: visitor)
      expect([page.code, page["location"]]).to match(["302", start_with("#{clerk.url}/sign-in?")])
      expect(page["location"]).to include(CGI.escape("#{rails.url}/admin/queues?a=1"))
      form = rails.visit("/account", method: "POST", cookies: visitor)
      expect([form.code, form["location"]]).to eq(["401", nil])
      script = rails.request("/account", cookies: visitor)
      expect([script["content-type"], script["www-authenticate"]]).to eq(["application/json", 'Bearer realm="clerk"'])
      late = rails.request("/late", bearer: token("ada", fva: [30, -1]))
      expect(JSON.parse(late.body).dig("clerk_error", "reason")).to eq("reverification-error")
      expect(rails.request("/late", bearer: ada).code).to eq("200")
    end

    it "say why the middleware found nobody, too" do
      expect(rails.request("/account", cookies: visitor)["x-clerk-auth-reason"])
        .to eq("session-token-and-uat-missing")
    end

    it "are not passed by a path that only looks different" do
      %w[//admin/queues /admin//queues /admin/queues/ /%61dmin/queues /admin/../admin/queues].each do |path|
        expect(rails.request(path, cookies: visitor).body).not_to start_with("rack at"), path
      end
    end

    it "are checked when they are drawn" do
      { authenticated: /rol: is no demand/, authenticate: /rol: is no demand/ }.each do |word, message|
        demands = JSON.generate([word, { rol: "org:admin" }])
        other = SpecRails.new(clerk.options, { "SPEC_DEMANDS" => demands }, app: "rails_routes_app.rb")
        expect(other.facts).to be_nil
        expect(other.failure).to match(/ArgumentError/).and match(message)
      ensure
        other&.stop
      end
    end
  end

  describe "of engines" do
    it "have the helpers and the guards in controllers of their own" do
      expect(bodies("/billing/invoices"))
        .to eq(["invoices of #{id["ada"]}", "invoices of #{id["grace"]}", "invoices of nobody"])
      expect(bodies("/billing/invoices/7")).to eq(["invoice 7", "invoice 7", "401"])
      page = rails.visit("/billing/invoices/7", cookies: visitor)
      expect(page["location"]).to include(CGI.escape("#{rails.url}/billing/invoices/7"))
    end

    it "are guarded from outside, with what they mount" do
      expect(bodies("/reports")).to eq(["reports at /reports for #{id["ada"]}", "403", "401"])
    end
  end

  it "refuse what they would have to ignore, such as Devise's lambda, when they are drawn" do
    script = <<~RUBY
      require "logger"
      require "action_controller"
      require "clerk_rs_rack"
      words = [["authenticate", "->(user) { false }"], ["authenticated", "->(user) { false }"], ["authenticate", ":admin"],
               ["authenticated", "{ role: 'org:owner' }"], ["unauthenticated", "organization: true"]]
      words.each do |word, demand|
        ActionDispatch::Routing::RouteSet.new.draw do
          extend Clerk::Routes
          eval("\#{word}(:clerk, \#{demand}) { get('/x', to: ->(_env) { [200, {}, []] }) }")
        end
        puts "drawn"
      rescue ArgumentError => e
        puts e.message
      end
    RUBY
    output, = Open3.capture2(RbConfig.ruby, "-W0", "-I", "lib", stdin_data: script)
    expect(output.lines.size).to eq(5)
    expect(output.lines).to(
      all(match(/\A(?:un)?authenticated? :clerk takes demands such as role: "org:admin", and not /))
    )
  end
end
