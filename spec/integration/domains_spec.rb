# frozen_string_literal: true

# Several domains that share one Clerk instance, and URLs that name an organization: a browser, applications on Puma and
# a Clerk instance, all over real HTTP. The primary domain is 127.0.0.1, the satellite is localhost.
RSpec.describe "A browser" do
  let(:browser) { SpecBrowser.new(clock.seconds) }
  let(:clerk) { start_local(environment: kind) }
  let(:ada) { clerk.users.find { |user| user.username == "ada" } }
  let(:organization) { clerk.organizations.first }
  # Says who is there; /private is for people who are signed in.
  let(:pages) do
    lambda do |env|
      auth = env["clerk"]
      next auth.redirect_to_sign_in if env["PATH_INFO"] == "/private" && !auth.signed_in?

      body = JSON.generate(user: auth.user_id, organization: auth.organization_slug, reason: auth.reason)
      [200, { "content-type" => "application/json" }, [body]]
    end
  end

  def start(**options) = SpecServer.start(clerk_app(pages, **clerk.options, **on_the_clock, **options))

  def who(response) = JSON.parse(response.body)["user"]

  # Signs in at Clerk and comes back to this page.
  def sign_in(url)
    browser.open(url)
    form = { user_id: ada.id, redirect_url: url, __clerk_db_jwt: browser.cookies("127.0.0.1")["__clerk_db_jwt"] }
    who(browser.submit("#{clerk.url}/sign-in", form.compact))
  end

  describe "on a satellite domain" do
    let(:primary) { start }
    let(:satellite_server) { start(is_satellite: true, domain: "satellite.example", **satellite_options) }
    let(:satellite) { satellite_server.url.sub("127.0.0.1", "localhost") }
    let(:satellite_options) { { sign_in_url: "#{primary.url}/" } }

    shared_examples "sharing a session" do
      it "is a stranger at first, without a redirect" do
        sign_in("#{primary.url}/")
        expect(who(browser.open("#{satellite}/"))).to be_nil
        expect(browser.trail).to eq(["/"])
      end

      it "is signed in by coming from there" do
        expect(sign_in("#{primary.url}/")).to eq(ada.id)
        expect(who(browser.open("#{satellite}/?a=1&__clerk_synced=false"))).to eq(ada.id)
        expect(URI(browser.url)).to have_attributes(host: "localhost", path: "/", query: /\Aa=1/)
        expect(who(browser.open("#{satellite}/"))).to eq(ada.id)
        expect(browser.trail).to eq(["/"])
      end

      it "stays signed in when the token expires" do
        sign_in("#{primary.url}/")
        browser.open("#{satellite}/?__clerk_synced=false")
        clock.advance(120)
        expect(who(browser.open("#{satellite}/"))).to eq(ada.id)
      end

      it "stays a stranger when nobody is signed in on the primary domain" do
        browser.open("#{primary.url}/")
        expect(who(browser.open("#{satellite}/?__clerk_synced=false"))).to be_nil
      end

      it "is asked to sign in with a way back that asks for the session" do
        browser.open("#{satellite}/private")
        way_back = URI.decode_www_form(URI(browser.steps[1].url).query).to_h.fetch("redirect_url")
        expect(way_back).to eq("#{satellite}/private?__clerk_synced=false")
      end

      context "that asks by itself" do
        let(:satellite_options) { { sign_in_url: "#{primary.url}/", satellite_auto_sync: true } }

        it "is signed in on the first visit" do
          sign_in("#{primary.url}/")
          expect(who(browser.open("#{satellite}/"))).to eq(ada.id)
        end
      end
    end

    context "of a development instance" do
      let(:kind) { :development }

      include_examples "sharing a session"

      it "is led over the primary domain, which answers with the browser's identity" do
        sign_in("#{primary.url}/")
        browser.open("#{satellite}/?__clerk_synced=false")
        reasons = browser.steps.filter_map { |step| step.response["x-clerk-auth-reason"] }
        expect(reasons.first(3)).to eq(%w[satellite-needs-syncing primary-responds-to-syncing dev-browser-sync])
      end
    end

    context "of a production instance" do
      let(:kind) { :production }

      include_examples "sharing a session"

      it "is led through Clerk" do
        sign_in("#{primary.url}/")
        browser.open("#{satellite}/?__clerk_synced=false")
        expect(browser.trail).to eq(["/", "/v1/client/handshake", "/"])
        expect(browser.steps.first.response["x-clerk-auth-reason"]).to eq("satellite-needs-syncing")
      end
    end
  end

  describe "on pages that name an organization" do
    let(:app) do
      start(organization_patterns: ["/orgs/:slug", "/orgs/:slug/(.*)"], personal_account_patterns: ["/me"])
    end

    def active_on(path) = JSON.parse(browser.open("#{app.url}#{path}").body)["organization"]

    %i[development production].each do |kind|
      context "of a #{kind} instance" do
        let(:kind) { kind }

        before { sign_in("#{app.url}/") }

        it "has that organization, and none on the pages of the personal account" do
          expect(active_on("/")).to be_nil
          expect(active_on("/orgs/#{organization.slug}/settings?tab=2")).to eq(organization.slug)
          expect(browser.url).to end_with("/orgs/#{organization.slug}/settings?tab=2")
          expect(active_on("/")).to eq(organization.slug)
          clock.advance(3)
          expect(active_on("/me")).to be_nil
        end

        it "is not redirected when it is active already" do
          active_on("/orgs/#{organization.slug}")
          active_on("/orgs/#{organization.slug}")
          expect(browser.trail).to eq(["/orgs/#{organization.slug}"])
        end

        it "stays signed in where there is no such organization, after three attempts at most" do
          expect(who(browser.open("#{app.url}/orgs/nobody"))).to eq(ada.id)
          expect(browser.steps.last.response.code).to eq("200")
          expect(browser.trail.count("/v1/client/handshake")).to be_between(1, 3)
        end

        it "gets an answer for a script, whatever is active" do
          expect(browser.fetch("#{app.url}/orgs/#{organization.slug}").code).to eq("200")
        end
      end
    end
  end

  describe "is a machine" do
    let(:kind) { :production }
    let(:app) { start(accepts_token: %i[session_token api_key m2m_token oauth_token]) }

    def call(token)
      uri = URI("#{app.url}/")
      Net::HTTP.get_response(uri, "Authorization" => "Bearer #{token}")
    end

    it "with a token of its own, opaque or a JWT, until that is revoked or expires" do
      tokens = [clerk.machine_token(:api_key), clerk.machine_token(:oauth_token),
                clerk.machine_token(:oauth_token, jwt: true)]
      expect(tokens.map { |token| who(call(token)) }).to all eq(clerk.users.first.id)
      clerk.revoke_machine_token(tokens.first)
      expect(call(tokens.first)["x-clerk-auth-reason"]).to eq("token-invalid")
      clock.advance(4000)
      expect(call(tokens[1])["x-clerk-auth-reason"]).to eq("token-invalid")
      expect(call(tokens[2])["x-clerk-auth-reason"]).to eq("token-verification-failed")
    end
  end
end
