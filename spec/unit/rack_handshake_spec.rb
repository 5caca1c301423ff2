# frozen_string_literal: true

# How the middleware renews a session: by a redirect through Clerk, or without one.
RSpec.describe Clerk::Rack do
  include_context "with the middleware"

  describe "a page visit whose session must be renewed" do
    let(:refresh) { ["__refresh#{local.cookie_suffix}"] }

    it "is redirected to Clerk without reaching the application" do
      called = false
      app = clerk_app(->(_env) { called = true }, **offline)
      response = visit(app, "/page?a=b", cookies: stale.except(*refresh))
      expect(response).to have_attributes(status: 307, body: "")
      expect(response.location).to start_with("#{local.options[:proxy_url]}/v1/client/handshake?")
      expect(response.query).to include("redirect_url" => "http://app.example/page?a=b", "format" => "nonce",
                                        "__clerk_hs_reason" => /\Asession-token-expired/)
      expect(response.headers).to include("cache-control" => "no-store", "x-clerk-auth-status" => "handshake")
      expect(called).to be(false)
    end

    it "is redirected for each of the reasons there are" do
      now = clock.now
      reasons = {
        {} => "dev-browser-missing",
        session_cookie.merge("__client_uat" => "0") => "session-token-but-no-client-uat",
        session_cookie.except("__session") => "client-uat-but-no-session-token",
        session_cookie.merge("__client_uat" => (now + 30).to_s) => "session-token-iat-before-client-uat",
        session_cookie(claims: { nbf: now + 60 }) => "session-token-nbf",
        session_cookie(issued_at: now + 60, claims: { nbf: now }) => "session-token-iat-in-the-future",
        session_cookie(issued_at: now - 100, claims: { sid: "" }).merge("__client_uat" => "1") =>
          "session-token-expired-refresh-non-eligible-no-refresh-cookie"
      }
      reasons.each do |cookies, reason|
        expect(visit(app, cookies:)).to have_attributes(status: 307, reason:)
      end
      expect(visit(app, "/?__clerk_db_jwt=dvb_1", cookies:))
        .to have_attributes(status: 307, reason: "dev-browser-sync")
    end

    it "is not redirected when it is no page visit: scripts and forms are told and decide themselves" do
      cookies = stale.except(*refresh)
      [{ HTTP_SEC_FETCH_DEST: "empty" }, { HTTP_SEC_FETCH_DEST: "empty", HTTP_ACCEPT: "text/html" },
       { method: "POST", HTTP_SEC_FETCH_DEST: "document" }, { method: "HEAD", HTTP_ACCEPT: "text/html" },
       { method: "OPTIONS" }, { HTTP_ACCEPT: "application/json", HTTP_X_REQUESTED_WITH: "XMLHttpRequest" },
       {}].each do |env|
        response = request(clerk_app(->(_env) { [204, {}, []] }, **offline), cookies:, **env)
        expect(response).to have_attributes(status: 204, location: nil, reason: /\Asession-token-expired/), env.to_s
      end
    end

    it "is not redirected for ever: the fourth time it reaches the application, and the log says what is wrong" do
      got = (0..3).map { |count| visit(app, cookies: { "__clerk_redirect_count" => count.to_s }) }
      expect(got.map(&:status)).to eq([307, 307, 307, 200])
      expect(got.first(3).map { |response| response.cookies.first[/\d/] }).to eq(%w[1 2 3])
      expect(got.last.reason).to eq("dev-browser-missing")
      expect(log.lines).to contain_exactly(/redirect loop.*probably not of the same instance/)
    end

    it "is not redirected to a host that it made up itself" do
      got = visit(clerk_app(**offline, trusted_hosts: ["app.example"]), HTTP_X_FORWARDED_HOST: "evil.example")
      expect(got.query["redirect_url"]).to eq("http://app.example/")
    end
  end

  describe "coming back from Clerk" do
    let(:directives) do
      ["__session=#{local.session_token}; Path=/; SameSite=Lax; Max-Age=315360000; Partitioned",
       "__client_uat#{local.cookie_suffix}=#{clock.now}; Path=/; Expires=Fri, 01 Jan 2044 10:20:30 GMT; HttpOnly"]
    end

    it "in development sets Clerk's cookies, to the letter, and takes the token out of the URL" do
      response = visit(app, "/page?a=b&__clerk_handshake=#{local.handshake_token(directives)}&c=d")
      expect(response).to have_attributes(status: 307, location: "http://app.example/page?a=b&c=d", cookies: directives)
      expect(response.headers).to include("cache-control" => "no-store")
    end

    it "in production sets them on the application's own response" do
      live = new_local(environment: :production)
      directives = ["__session=#{live.session_token}; Path=/; Partitioned", "__client_uat=#{clock.now}; Path=/"]
      response = visit(clerk_app(**offline(live)), cookies: { "__clerk_handshake" => live.handshake_token(directives) })
      expect(response).to have_attributes(status: 200, cookies: directives, location: nil)
      expect(response.json).to include("signed_in" => true)
    end

    it "in production goes on with the cookies there are when the token is stale, foreign or garbage" do
      live = new_local(environment: :production)
      header, claims = decode(live.handshake_token(["__session=evil"]))
      bad = ["garbage", "a.b.c", forge(header, claims, key: SpecInstance::OTHER_KEY),
             live.template_token("x", claims: { handshake: ["a=1"] }),
             live.handshake_token(["__session=#{live.session_token(issued_at: clock.now - 9999)}; Path=/"])]
      bad.each do |token|
        got = visit(clerk_app(**offline(live)), cookies: signed_in_cookies(live).merge("__clerk_handshake" => token))
        expect(got.json).to include("signed_in" => true)
        expect(got.cookies).to eq([])
      end
      expect(log.lines.size).to eq(bad.size)
      expect(log.text).not_to match(/eyJ|evil/)
    end

    it "in development explains on a page of its own that the keys were switched" do
      header, claims = decode(local.handshake_token(directives))
      forged = forge(header, claims, key: SpecInstance::OTHER_KEY)
      response = visit(app, "/?__clerk_handshake=#{forged}")
      expect(response.status).to eq(500)
      expect(response["content-type"]).to start_with("text/plain")
      expect(response.body).to match(/switched Clerk keys, clear the cookies/)
      expect(response.body).not_to include(forged[0, 20])
      expect(response.cookies).to eq([])
    end

    it "never sets a cookie that would be another header" do
      response = visit(app, "/?__clerk_handshake=#{local.handshake_token([*directives, "a=1\r\nX-Evil: 1", "b=1\n"])}")
      expect(response.cookies).to eq(directives)
    end

    it "does not go round in circles over a nonce that a cookie has kept" do
      response = visit(app, "/page", cookies: { "__clerk_handshake_nonce" => "left_over" })
      expect(response.location).not_to eq("http://app.example/page")
    end

    it "is forgiven a wrong clock in development, with a log line" do
      early = ["__session=#{local.session_token(issued_at: clock.now + 600)}; Path=/"]
      response = visit(app, "/?__clerk_handshake=#{local.handshake_token(early)}")
      expect(response).to have_attributes(status: 307, cookies: early)
      expect(log.text).to match(/Clock skew detected/)
    end
  end

  describe "an application's own cookies" do
    let(:live) { new_local(environment: :production) }
    let(:ours) { ["__session=#{live.session_token}; Path=/"] }
    let(:returning) { environment(cookies: { "__clerk_handshake" => live.handshake_token(ours) }) }
    let(:lists) { Rack.release.to_i >= 3 }

    def cookies_after(headers)
      status, headers, body = described_class.new(->(_env) { [200, headers, []] }, **offline(live)).call(returning)
      SpecRequests::Answer.new(status, headers, body, {}).cookies
    end

    it "stay, be it none, one or several" do
      expect(cookies_after({})).to eq(ours)
      expect(cookies_after("set-cookie" => "a=1")).to eq(["a=1", *ours])
      expect(cookies_after("set-cookie" => lists ? %w[a=1 b=2] : "a=1\nb=2")).to eq(["a=1", "b=2", *ours])
    end

    it "stay under whatever spelling of the header" do
      expect(cookies_after("Set-Cookie" => "a=1")).to eq(["a=1", *ours])
    end

    it "stay when the headers are frozen, and are not changed for the next response" do
      headers = { "set-cookie" => "a=1" }.freeze
      2.times { expect(cookies_after(headers)).to eq(["a=1", *ours]) }
      expect(headers).to eq("set-cookie" => "a=1")
    end

    it "are joined with Clerk's as this version of Rack wants it" do
      two = ["__session=#{live.session_token}; Path=/", "x=y"]
      env = environment(cookies: { "__clerk_handshake" => live.handshake_token(two) })
      _, headers, = described_class.new(->(_env) { [200, {}, []] }, **offline(live)).call(env)
      expect(headers.find { |name, _| name.casecmp?("set-cookie") }.last).to eq(lists ? two : two.join("\n"))
    end
  end

  describe "an expired session with a refresh token" do
    let(:backend) { SpecBackend.start(local) }
    let(:app) { clerk_app(**offline, api_url: backend.url, read_timeout: 0.15) }
    it "is renewed on the spot: no redirect, new cookies" do
      response = visit(app, cookies: stale)
      expect(response).to have_attributes(status: 200, location: nil)
      expect(response.json).to include("signed_in" => true, "user" => ada.id)
      expect(response.cookies.grep(/\A__session=eyJ/)).not_to be_empty
      expect(visit(app, cookies: SpecBrowser.cookies(response.cookies)).cookies).to eq([])
    end

    it "is renewed for a script, but not for a form" do
      expect(request(app, cookies: stale).json).to include("signed_in" => true)
      expect(request(app, method: "POST", cookies: stale))
        .to have_attributes(reason: "session-token-expired-refresh-non-eligible-non-get", cookies: [])
    end

    it "goes through Clerk's pages when it cannot be" do
      reasons = { down: "fetch-error", server_error: "spec_code", html: "unexpected-sdk-error",
                  bad_gateway: "unexpected-bapi-error" }
      reasons.each do |fault, reason|
        backend.fail_with(fault)
        expect(visit(app, cookies: stale))
          .to have_attributes(status: 307, reason: "session-token-expired-refresh-#{reason}")
      end
    end
  end
end
