# frozen_string_literal: true

# A browser, an application on Puma, and an instance of Clerk (Clerk::Local) on another port: everything that happens
# between them goes over real HTTP, only the clock is ours.
RSpec.describe "A browser" do
  let(:browser) { SpecBrowser.new(clock.seconds) }
  let(:host) { SpecServer::HOST }
  # Everybody may see /; everything else is for people who are signed in.
  let(:pages) do
    lambda do |env|
      auth = env["clerk"]
      next auth.redirect_to_sign_in if env["PATH_INFO"] != "/" && auth.document? && !auth.signed_in?

      SpecRequests::WHO.call(env)
    end
  end
  let(:clerk) { start_local(environment: kind) }
  let(:app) { SpecServer.start(clerk_app(pages, **clerk.options, **on_the_clock)) }
  let(:home) { "#{app.url}/" }
  let(:secret) { "#{app.url}/secret?tab=1" }
  let(:grace) { clerk.users.find { |user| user.username == "grace" } }

  def who(response) = JSON.parse(response.body).values_at("signed_in", "user")

  def visit_page(url) = who(browser.open(url))

  # Fills in the form of the page that the browser is on.
  def choose(user, **more)
    hidden = browser.steps.last.response.body.scan(/type="hidden" name="([^"]+)" value="([^"]*)"/)
                    .to_h.transform_values { |value| value.gsub("&amp;", "&") }
    who(browser.submit("#{clerk.url}/sign-in", **hidden.except("user_id"), user_id: user.id, **more))
  end

  def sign_in
    browser.open(secret)
    choose(grace)
  end

  def sign_out = who(browser.submit("#{clerk.url}/sign-out", redirect_url: home, **dev_browser))

  def dev_browser
    token = browser.cookies(host)["__clerk_db_jwt"]
    token ? { __clerk_db_jwt: token } : {}
  end

  shared_examples "signing in and out" do
    it "may look around without signing in" do
      expect(visit_page(home)).to eq([false, nil])
      expect(browser.url).to eq(home)
    end

    it "is asked to sign in where that is needed, and comes back signed in to where it wanted to go" do
      browser.open(secret)
      expect(browser.url).to start_with("#{clerk.url}/sign-in?")
      expect(choose(grace)).to eq([true, grace.id])
      expect(browser.url).to eq(secret)
    end

    it "stays signed in from page to page and from script to script, without another redirect" do
      sign_in
      3.times { expect(visit_page(home)).to eq([true, grace.id]) }
      expect(browser.trail).to eq(["/"])
      expect(who(browser.fetch(home))).to eq([true, grace.id])
      expect(who(browser.fetch(home, method: "POST"))).to eq([true, grace.id])
    end

    it "stays signed in when its token expires: it gets a new one on the spot" do
      sign_in
      clock.advance(120)
      expect(visit_page(secret)).to eq([true, grace.id])
      expect(browser.trail).to eq(["/secret"])
      clock.advance(120)
      expect(who(browser.fetch(home))).to eq([true, grace.id])
    end

    it "without a refresh token gets a new one through Clerk, and lands where it was" do
      sign_in
      clock.advance(120)
      browser.forget(host, /\A__refresh/)
      expect(visit_page(secret)).to eq([true, grace.id])
      expect(browser.trail).to include("/v1/client/handshake")
      expect(browser.url).to eq(secret)
    end

    it "and a script of its own is told that the token has expired, not redirected" do
      sign_in
      clock.advance(120)
      browser.forget(host, /\A__refresh/)
      response = browser.fetch(secret)
      expect([response.code, response["x-clerk-auth-reason"]])
        .to eq(%w[200 session-token-expired-refresh-non-eligible-no-refresh-cookie])
    end

    it "is signed out by signing out" do
      sign_in
      expect(sign_out).to eq([false, nil])
      expect(visit_page(home)).to eq([false, nil])
      browser.open(secret)
      expect(browser.url).to start_with("#{clerk.url}/sign-in?")
    end

    it "is signed out when its session is ended elsewhere and its token has expired" do
      sign_in
      clerk.sign_out(decode(browser.cookies(host).fetch("__session")).last["sid"])
      expect(visit_page(home)).to eq([true, grace.id])
      clock.advance(120)
      expect(visit_page(home)).to eq([false, nil])
      expect(visit_page(home)).to eq([false, nil])
    end

    it "brings the organization that was chosen" do
      browser.open(secret)
      choose(grace, organization_id: clerk.organizations.first.id)
      claims = decode(browser.cookies(host).fetch("__session")).last
      expect(claims["o"]).to include("slg" => "analytical-engines", "rol" => "member")
    end

    it "shares nothing with other browsers" do
      others = Array.new(6) { SpecBrowser.new(clock.seconds) }
      sign_in
      answers = others.map { |other| Thread.new { who(other.open(home)) } }.map(&:value)
      expect(answers).to all eq([false, nil])
      expect(visit_page(home)).to eq([true, grace.id])
    end

    it "leaves no token in the log" do
      sign_in
      clock.advance(120)
      visit_page(home)
      sign_out
      expect(log.text).to eq("")
    end
  end

  context "on a development instance" do
    let(:kind) { :development }

    include_examples "signing in and out"

    it "is introduced to Clerk on its first page, once" do
      visit_page(home)
      expect(browser.trail).to eq(["/", "/v1/client/handshake", "/", "/"])
      expect(browser.steps.map { |step| step.response["x-clerk-auth-reason"] })
        .to eq(["dev-browser-missing", nil, "session-token-missing", "session-token-and-uat-missing"])
      visit_page(home)
      expect(browser.trail).to eq(["/"])
    end

    it "comes back from the sign-in page with its identity in the URL, which does not stay there" do
      browser.open(secret)
      choose(grace)
      expect(browser.trail).to eq(["/sign-in", "/secret", "/v1/client/handshake", "/secret", "/secret"])
      expect(browser.steps[1].url).to include("__clerk_db_jwt=")
      expect(browser.steps[1].response["x-clerk-auth-reason"]).to eq("dev-browser-sync")
      expect(browser.url).not_to include("__clerk")
    end
  end

  context "on a production instance" do
    let(:kind) { :production }

    include_examples "signing in and out"

    it "is not sent to Clerk on its first page" do
      visit_page(home)
      expect(browser.trail).to eq(["/"])
    end

    it "comes back from the sign-in page with the news in cookies" do
      browser.open(secret)
      choose(grace)
      expect(browser.trail).to eq(["/sign-in", "/secret", "/v1/client/handshake", "/secret"])
      expect(browser.steps[1].response["x-clerk-auth-reason"]).to eq("client-uat-but-no-session-token")
    end
  end

  describe "while Puma serves it" do
    let(:backend) { SpecBackend.start(local) }
    let(:app) { SpecServer.start(clerk_app(pages, **backend.options, **on_the_clock, read_timeout: 2)) }

    def bearer
      uri = URI(home)
      Net::HTTP.start(uri.host, uri.port) do |http|
        JSON.parse(http.get("/", "Authorization" => "Bearer #{local.session_token}").body).fetch("signed_in")
      end
    end

    it "does not wait for keys that have grown old: they are fetched after the response" do
      bearer
      clock.advance(301)
      backend.delay = 0.2
      start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
      expect(bearer).to be(true)
      expect(Process.clock_gettime(Process::CLOCK_MONOTONIC) - start).to be < 0.18
      wait_until { backend.calls == 2 }
    end

    it "gets the same answer from thirty threads" do
      expect(Array.new(30) { Thread.new { bearer } }.map(&:value)).to all be(true)
      expect(backend.calls).to eq(1)
    end
  end
end
