# frozen_string_literal: true

# What a real Rails application shows: ClerkJS in its pages, and lines in its log. See spec/support/rails_views_app.rb.
RSpec.describe "A Rails application" do
  include_context "with a Rails application", "rails_views_app.rb", log_level: :debug

  def page(path, **options) = rails.request(path, cookies: { "__clerk_db_jwt" => "dvb_1" }, **options)

  describe "in its pages" do
    # Rack 2 also escapes slashes.
    def html(path) = CGI.unescapeHTML(page(path).body)

    it "has the script tags of ClerkJS, in a controller that knows nothing of Clerk" do
      expect(html("/pages/page?nonce=1").scan(%r{<script src="#{clerk.url}/npm/@clerk/([^"]+)"}))
        .to eq([["clerk-js@6/dist/clerk.browser.js"], ["ui@1/dist/ui.browser.js"]])
      expect(html("/pages/page")).to include(%(data-clerk-publishable-key="#{clerk.options[:publishable_key]}"))
    end

    it "gives them the nonce of its Content-Security-Policy" do
      response = page("/pages/page?nonce=47")
      expect(response["content-security-policy"]).to include("'nonce-n-47'")
      expect(response.body.scan(/nonce="([^"]*)"/)).to eq([["n-47"], ["n-47"]])
    end

    it "leaves it out where it is told to, and where there is none" do
      %w[/pages/without_nonce /api/page /pages/elsewhere].each do |path|
        expect(html(path)).to include("clerk-js@6"), path
        expect(html(path)).not_to include("nonce="), path
      end
    end

    it "escapes what it is given" do
      title = %("><script>alert(1)</script>)
      body = page("/pages/hostile?title=#{CGI.escape(title)}").body
      expect(body.scan("<script").size).to eq(1)
      expect(CGI.unescapeHTML(body)).to include(%(title="#{title}"), %(data-turbo-track="#{title}"), "clerk-js@6.40.0")
    end
  end

  describe "in its log" do
    let(:token) { clerk.session_token(user_id: "ada", organization_id: "analytical-engines") }

    def lines(pattern) = rails.log.lines.grep(/Clerk: #{pattern}/)

    it "says at the level of debug who made each request, and what was asked of Clerk" do
      rails.request("/pages/name", bearer: token)
      id = clerk.users.first.id
      organization = clerk.organizations.first.id
      expect(lines("signed-in #{id} #{organization} \\(\\d+\\.\\dms\\)")).not_to be_empty
      expect(lines("GET /v1/users/#{id} 200 \\(\\d+\\.\\dms\\)")).not_to be_empty
      page("/pages/page")
      expect(lines("signed-out \\(session-token-and-uat-missing\\) \\(\\d+\\.\\dms\\)")).not_to be_empty
    end

    it "tells no secret, nor does Rails of what Clerk puts into URLs" do
      rails.request("/pages/name?__clerk_handshake=of_secrets&__clerk_db_jwt=dvb_secret&tab=1", bearer: token)
      expect(rails.log).not_to match(/secret of the cache|of_secrets|dvb_secret/)
      expect(rails.log).not_to include(clerk.options[:secret_key], token.split(".").last)
      expect(rails.log).to include("/pages/name?__clerk_handshake=[FILTERED]&__clerk_db_jwt=[FILTERED]&tab=1")
    end

    it "measures nothing when the log does not show it" do
      quiet = SpecRails.new(clerk.options, app: "rails_views_app.rb", log_level: :info)
      expect(quiet.facts["listening"]).to be(false)
      expect(rails.facts["listening"]).to be(true)
    ensure
      quiet&.stop
    end
  end

  it "tells Rails' error reporter what it went on without" do
    skip "Rails #{rails.facts["rails"]} has none" if Gem::Version.new(rails.facts["rails"]) < Gem::Version.new("7.0")

    expect(rails.request("/pages/name", bearer: clerk.session_token).body).to eq("Ada")
    expect(JSON.parse(rails.request("/pages/reports").body))
      .to include(["IOError", { "handled" => true, "severity" => "warning", "source" => "clerk" }])
  end
end
