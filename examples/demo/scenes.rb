# frozen_string_literal: true

require "cgi"
require "json"

# What the demo shows, scene by scene.
module Scenes
  private

  def local_scenes
    anonymous_page
    sign_in
    signed_in_json
    bearer
    expired_with_refresh
    expired_with_handshake
    forged
    script_is_never_redirected
    sign_out
  end

  # Without a person at the keyboard there is nobody to sign in at the real Clerk.
  def real_scenes
    @transcript.scene("A script without a session asks for JSON", status: 401, said: {}) { [api] }
    forged
  end

  def anonymous_page
    @transcript.scene(
      "An anonymous visitor opens the page; the development instance meets the browser first",
      status: 200, said: { "status" => "signed-out" }, by_way_of: "dev-browser-missing"
    ) { @browser.open("#{@app}/") }
  end

  def sign_in
    @transcript.scene(
      "The visitor opens the dashboard, is sent to the sign-in page, signs in there and comes back",
      status: 200, said: { "page" => "Hello, Ada Lovelace", "status" => "signed-in", "role" => "org:admin" },
      by_way_of: "dev-browser-sync"
    ) do
      hops = @browser.open("#{@app}/dashboard")
      hops + @browser.open("#{@local.url}/sign-in", method: "POST", form: first_form(hops.last.body))
    end
  end

  def first_form(html)
    html.scan(/name="(\w+)" value="([^"]*)"/).uniq(&:first).to_h.transform_values { |value| CGI.unescapeHTML(value) }
  end

  def signed_in_json
    @transcript.scene("The page's script asks the API; the browser sends its cookie",
                      status: 200, said: { "name" => "Ada Lovelace" }) { [api] }
  end

  def bearer
    @transcript.scene("A client on another origin sends the session token as bearer token",
                      status: 200, said: { "name" => "Ada Lovelace" }) do
      [api(Browser.new, "authorization" => "Bearer #{session_token}")]
    end
  end

  def expired_with_refresh
    age_cookies
    @transcript.scene("Minutes later the session token has expired; the refresh cookie renews it on the spot",
                      status: 200, said: { "page" => "Hello, Ada Lovelace", "status" => "signed-in" }) do
      @browser.open("#{@app}/dashboard")
    end
  end

  def expired_with_handshake
    age_cookies
    @browser.cookies("localhost").delete_if { |name, _| name.start_with?("__refresh") }
    @transcript.scene("It expires again, this time without a refresh cookie: the handshake renews it",
                      status: 200, said: { "page" => "Hello, Ada Lovelace", "status" => "signed-in" },
                      by_way_of: "session-token-expired-refresh-non-eligible-no-refresh-cookie") do
      @browser.open("#{@app}/dashboard")
    end
  end

  def forged
    header, payload, signature = @local ? session_token.split(".") : %w[e30 e30 c2ln]
    signature = signature.sub(/\A./) { |first| first == "A" ? "B" : "A" }
    reason = @local ? { "reason" => "token-invalid-signature" } : {}
    @transcript.scene("Somebody forges a token", status: 401, said: reason) do
      [api(Browser.new, "authorization" => "Bearer #{[header, payload, signature].join(".")}")]
    end
  end

  def script_is_never_redirected
    stranger = Browser.new
    @transcript.scene("A script without a session asks the API: it gets an answer, not a redirect",
                      status: 401, said: { "reason" => "dev-browser-missing" }) do
      [stranger.fetch("#{@app}/api/me"), api(stranger)]
    end
  end

  def sign_out
    @transcript.scene("The visitor signs out",
                      status: 200, said: { "status" => "signed-out" }, by_way_of: "dev-browser-sync") do
      @browser.open("#{@local.url}/sign-out?#{URI.encode_www_form(redirect_url: "#{@app}/")}")
    end
  end

  def api(browser = @browser, headers = {})
    browser.fetch("#{@app}/api/me",
                  headers: { "accept" => "application/json", "sec-fetch-dest" => "empty" }.merge(headers))
  end

  def session_token
    @browser.cookies("localhost").fetch("__session")
  end

  # As if the visitor had signed in five minutes ago and not come back since.
  def age_cookies
    cookies = @browser.cookies("localhost")
    sid = JSON.parse(session_token.split(".")[1].tr("-_", "+/").unpack1("m"))["sid"]
    old = @local.session_token(session_id: sid, issued_at: Time.now.to_i - 200)
    cookies.each_key do |name|
      cookies[name] = old if name.start_with?("__session")
      cookies[name] = (Time.now.to_i - 300).to_s if name.start_with?("__client_uat")
    end
  end
end
