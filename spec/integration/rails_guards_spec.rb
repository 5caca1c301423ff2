# frozen_string_literal: true

require "open3"

# Who may do what in the controllers of a real Rails application: see spec/support/rails_guards_app.rb.
RSpec.describe "The guards of Rails controllers" do
  include_context "with a Rails application", "rails_guards_app.rb"

  let(:visitor) { { "__clerk_db_jwt" => "dvb_1" } }
  # Ada is an administrator, Grace a member; both proved just now who they are.
  let(:ada) { token("ada") }
  let(:grace) { token("grace") }
  # What Turbo asks for with fetch.
  let(:turbo) { { Accept: "text/html, application/xhtml+xml", "Sec-Fetch-Dest": "empty" } }

  def token(user, organization: "analytical-engines", **claims)
    clerk.session_token(user_id: user, organization_id: organization, claims:)
  end

  def get(path, **options) = rails.request(path, Accept: "application/json", **options)

  # What each of them gets for the page of this name.
  def answers(name, *tokens)
    tokens.map { |bearer| get("/pages/#{name}", bearer:).code }
  end

  it "let in who meets the demand, and nobody else" do
    alone = token("grace", organization: "")
    { session_only: %w[200 200 200], organization: %w[200 200 403], role: %w[200 403 403],
      permission: %w[200 200 403], feature: %w[200 200 403], plan: %w[200 200 403],
      several: %w[403 403 403], inside: %w[200 403 403] }.each do |name, expected|
      expect(answers(name, ada, grace, alone)).to eq(expected), name.to_s
      expect(get("/pages/#{name}", cookies: visitor).code).to eq("401"), name.to_s
    end
  end

  it "want a fresh proof, which ClerkJS reads in the answer" do
    late = token("ada", fva: [30, -1])
    expect(answers(:reverification, ada, late, token("ada", fva: nil))).to eq(%w[200 403 403])
    expect(answers(:lax, ada, late, token("ada", fva: [2000, -1]))).to eq(%w[200 200 403])
    expect(answers(:macro, ada, late, grace)).to eq(%w[200 403 403])
    expect(JSON.parse(get("/pages/reverification", bearer: late).body))
      .to eq("clerk_error" => { "type" => "forbidden", "reason" => "reverification-error",
                                "metadata" => { "reverification" => "strict" } })
    expect(get("/pages/reverification", cookies: visitor).code).to eq("401")
  end

  it "take the conditions of a filter" do
    expect(get("/pages/index", cookies: visitor).code).to eq("200")
    expect(get("/pages/flashed", cookies: visitor).code).to eq("200")
    expect(get("/pages/flashed?guarded=1", cookies: visitor).code).to eq("401")
    expect(get("/pages/index?guarded=1", cookies: visitor).code).to eq("200")
  end

  it "answer as Clerk::Rack::RequireAuth does" do
    page = rails.visit("/pages/role?a=1", cookies: visitor)
    expect([page.code, page["location"]]).to match(["302", start_with("#{clerk.url}/sign-in?")])
    expect(URI.decode_www_form(URI(page["location"]).query).to_h["redirect_url"])
      .to eq("#{rails.url}/pages/role?a=1")
    member = rails.visit("/pages/role", bearer: grace)
    expect([member.code, member["content-type"], member.body])
      .to match(["403", "text/html; charset=utf-8", include("You may not do this.")])
    script = get("/pages/role", bearer: grace)
    expect(script["content-type"]).to start_with("application/json")
    expect(script["www-authenticate"]).to eq('Bearer realm="clerk", error="insufficient_scope"')
    expect(JSON.parse(script.body).dig("errors", 0, "code")).to eq("forbidden")
  end

  it "keep what the application has put into the response, and halt what follows" do
    { "302" => { cookies: visitor, **SpecRails::PAGE.transform_keys(&:to_sym) },
      "401" => { cookies: visitor }, "403" => { bearer: grace } }.each do |code, options|
      response = rails.request("/pages/role", **options)
      expect([response.code, response["x-own"]]).to eq([code, "1"])
      expect(response.get_fields("set-cookie")).to include(start_with("own=1"), include("_session="))
      expect(response["x-after"]).to be_nil
      expect(response.get_fields("cache-control")).to eq(["no-store"])
      expect(response.get_fields("content-type").size).to eq(1)
    end
    expect(rails.visit("/pages/role", bearer: grace)["content-security-policy"]).to eq("default-src 'none'")
    expect(rails.request("/pages/role", bearer: ada)["x-after"]).to eq("1")
  end

  it "keep a flash for the visitor who comes back" do
    cookies = visitor
    %w[/pages/flash_and_go /pages/session_only].each do |path|
      response = rails.visit(path, cookies:)
      expect(response.code).to eq("302")
      cookies = cookies.merge(response.get_fields("set-cookie").to_h { |line| line[/\A[^;]*/].split("=", 2) })
    end
    expect(get("/pages/flashed", cookies:).body).to eq("saved 3")
  end

  it "write no URL into the log, where one could hold a secret" do
    rails.visit("/pages/session_only", cookies: { "__clerk_db_jwt" => "dvb_secret" })
    expect(rails.log).not_to include("dvb_secret")
    expect(rails.log).to include("Filter chain halted as :require_clerk_session! rendered or redirected")
  end

  it "are no actions, and so are the names of the official SDK" do
    expect(rails.facts["guards"]).to include("require_clerk!", "require_clerk_plan!", "render_reverification!")
    expect(rails.facts["actions"].values.flatten & rails.facts["guards"]).to eq([])
    expect(get("/pages/require_clerk!", bearer: ada).body).to start_with("AbstractController::ActionNotFound")
  end

  it "do not boot with a demand that cannot be made" do
    { { rol: "org:admin" } => /rol: is no demand; there are role, permission/,
      { reverification: "sometimes" } => /reverification/, { role: 5 } => /role/ }.each do |demands, message|
      other = SpecRails.new(clerk.options, { "SPEC_DEMANDS" => JSON.generate(demands) }, app: "rails_guards_app.rb")
      expect(other.facts).to be_nil
      expect(other.failure).to match(/ArgumentError/).and match(message)
    ensure
      other&.stop
    end
  end

  it "refuse the preset of another filter, which would not know of it" do
    script = <<~RUBY
      require "logger"
      require "action_controller"
      require "clerk_rs_rack"
      begin
        Class.new(ActionController::Base) do
          include Clerk::Authenticatable
          before_action :require_clerk_reverification!, preset: :strict_mfa
        end
      rescue ArgumentError => e
        print e.message
      end
    RUBY
    output, = Open3.capture2(RbConfig.ruby, "-W0", "-I", "lib", stdin_data: script)
    expect(output).to eq("preset: is for require_reverification!")
  end

  describe "of an API controller" do
    it "answer in JSON, with the same demands" do
      expect(JSON.parse(rails.request("/api", bearer: grace).body)).to include("user" => start_with("user_"))
      codes = [ada, grace, nil].map { |bearer| rails.request("/api", method: "DELETE", bearer:).code }
      expect(codes).to eq(%w[204 403 401])
    end
  end

  # Turbo visits with fetch, which cannot follow a redirect to another origin. An answer that is not HTML makes Turbo
  # load the page in full, and that visit is then redirected: see "the rest is the browser's" in the README.
  describe "towards Turbo" do
    it "answer a visit so that Turbo loads the page in full" do
      response = rails.request("/pages/session_only", cookies: visitor, **turbo, "X-Turbo-Request-Id": "1")
      expect([response.code, response["location"], response["content-type"]])
        .to match(["401", nil, start_with("application/json")])
      expect(rails.visit("/pages/session_only", cookies: visitor).code).to eq("302")
    end

    it "answer a frame and a stream without a redirect" do
      [{ "Turbo-Frame": "cart", **turbo }, { "X-Sec-Purpose": "prefetch", **turbo },
       { method: "POST", "Sec-Fetch-Dest": "empty",
         Accept: "text/vnd.turbo-stream.html, text/html, application/xhtml+xml" }].each do |options|
        response = rails.request("/pages/session_only", cookies: visitor, **options)
        expect([response.code, response["location"]]).to eq(["401", nil])
      end
    end
  end

  describe "by the names of clerk-sdk-ruby" do
    let(:late) { token("ada", fva: [30, -1]) }

    it "demand a reverification of the preset that the filter names" do
      once = token("ada", fva: [1, 30])
      codes = %w[strict mfa].to_h { |name| [name, [ada, late, once].map { get("/official/#{name}", bearer: _1).code }] }
      expect(codes).to eq("strict" => %w[200 403 403], "mfa" => %w[200 403 403])
      expect(JSON.parse(get("/official/mfa", bearer: late).body).dig("clerk_error", "metadata", "reverification"))
        .to eq("level" => "multi_factor", "afterMinutes" => 10)
      expect(get("/official/noted", bearer: late).body).to eq("noted")
      expect(get("/official/noted", bearer: token("ada", fva: [2000, -1])).code).to eq("403")
    end

    it "are stricter where those let pass: without fva, and for strangers" do
      expect(get("/official/strict", bearer: token("ada", fva: nil)).code).to eq("403")
      expect(get("/official/strict", cookies: visitor).code).to eq("401")
      expect(rails.visit("/official/strict", cookies: visitor).code).to eq("302")
    end

    it "ask within an action, and render the answer by hand" do
      expect(get("/official/asked", bearer: ada).body).to eq("welcome")
      expect(JSON.parse(get("/official/asked", bearer: late).body).dig("wanted", "level")).to eq("multi_factor")
      { "" => 1440, "?v3=1" => 10 }.each do |query, minutes|
        response = get("/official/rendered#{query}", bearer: ada)
        expect(response.code).to eq("403")
        expect(JSON.parse(response.body).dig("clerk_error", "metadata", "reverification"))
          .to eq("level" => "second_factor", "afterMinutes" => minutes)
      end
    end

    it "say who it is" do
      said = JSON.parse(get("/official/names", bearer: ada).body)
      id = clerk.users.first.id
      expect(said).to include("clerk_session" => id, "clerk_verified_session_claims" => id, "clerk_user_id" => id,
                              "clerk_verified_session_token" => 2, "clerk_reverify_session!" => "active",
                              "clerk_user" => "Ada", "clerk_organization" => "Analytical Engines",
                              "clerk_organization_id" => clerk.organizations.first.id,
                              "clerk_organization_role" => "org:admin", "clerk_user_signed_in?" => true,
                              "clerk_user_needs_reverification?" => false, "lax" => false)
      expect(said["clerk_organization_permissions"]).to include("org:engines:manage")
      expect(said.values_at("clerk_sign_in_url", "clerk_sign_up_url", "clerk_user_profile_url"))
        .to match([start_with(clerk.url), start_with(clerk.url), be_a(String)])
    end

    it "say that it is nobody" do
      said = JSON.parse(get("/official/names", cookies: visitor).body)
      urls = %w[clerk_sign_in_url clerk_sign_up_url clerk_user_profile_url]
      expect(said.except(*urls).compact).to eq("clerk_user_signed_in?" => false, "lax" => true,
                                               "clerk_user_needs_reverification?" => true)
    end
  end
end
