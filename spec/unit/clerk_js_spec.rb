# frozen_string_literal: true

# The script tags that load Clerk's JavaScript, read as a browser reads them.
RSpec.describe Clerk::ClerkJS do
  # `<script>` by `<script>`: its attributes by name, true for one without a value.
  def scripts(html)
    html.lines.map do |line|
      expect(line.chomp).to match(%r{\A<script(?: [a-z-]+(?:="[^"<>]*")?)+></script>\z})
      line.scan(/ ([a-z-]+)(?:="([^"]*)")?/).to_h.transform_values { |value| value ? CGI.unescapeHTML(value) : true }
    end
  end

  def tags(options = {}, **arguments)
    app = clerk_app(->(env) { [200, {}, [env["clerk"].javascript_tag(**arguments)]] }, **offline, **options)
    scripts(request(app).body)
  end

  # One that is not asked through a request.
  def clerk_js(**options)
    described_class.new(Clerk::Instance.build(Clerk::Configuration.new(**options), :requests))
  end

  let(:key) { local.options[:publishable_key] }
  let(:frontend_api) { Clerk::Core.new(local.options, :requests).frontend_api }

  it "loads ClerkJS and its components from the instance, and tells them whose they are" do
    shared = { "async" => true, "crossorigin" => "anonymous", "data-clerk-publishable-key" => key }
    expect(tags({ proxy_url: nil })).to eq(
      [{ "src" => "https://#{frontend_api}/npm/@clerk/clerk-js@6/dist/clerk.browser.js",
         "data-clerk-js-script" => true, **shared },
       { "src" => "https://#{frontend_api}/npm/@clerk/ui@1/dist/ui.browser.js",
         "data-clerk-ui-script" => true, **shared }]
    )
  end

  it "loads them through the proxy" do
    ["https://www.example.com/__clerk", "/__clerk"].each do |proxy_url|
      script, components = tags({ proxy_url: })
      expect(script["src"]).to eq("#{proxy_url}/npm/@clerk/clerk-js@6/dist/clerk.browser.js")
      expect([script, components].map { |one| one["data-clerk-proxy-url"] }).to eq([proxy_url] * 2)
    end
  end

  it "loads them on a satellite from its own Frontend API" do
    live = new_local(environment: :production)
    satellite = { proxy_url: nil, is_satellite: true, domain: "satellite.example.net" }
    script, = tags({ **live.options, jwt_key: live.public_key_pem, **satellite })
    expect(script).to include("data-clerk-domain" => "satellite.example.net",
                              "src" => start_with("https://clerk.satellite.example.net/npm/"))
  end

  it "loads other versions, or files of the application's own" do
    expect(tags(version: "6.40.0", ui_version: 2).map { |one| one["src"][/@[^@]+\z/] })
      .to eq(%w[@6.40.0/dist/clerk.browser.js @2/dist/ui.browser.js])
    expect(tags(ui_version: false).size).to eq(1)
    expect(tags(js_url: "/clerk.js", ui_url: "/ui.js").map { |one| one["src"] }).to eq(%w[/clerk.js /ui.js])
  end

  it "takes a nonce, and more attributes" do
    expect(tags(nonce: "r4nd0m", defer: true, data: { turbo_track: "reload" }, fetchpriority: nil))
      .to all(include("nonce" => "r4nd0m", "defer" => true, "data-turbo-track" => "reload"))
    expect(tags.flat_map(&:keys)).not_to include("nonce", "fetchpriority")
  end

  it "escapes everything" do
    hostile = %("><script>alert('1')</script>&)
    tags({ proxy_url: "/__clerk#{hostile}" }, nonce: hostile, title: hostile, data: { x: hostile }).each do |script|
      expect(script).to include("nonce" => hostile, "title" => hostile, "data-x" => hostile,
                                "data-clerk-proxy-url" => "/__clerk#{hostile}",
                                "src" => start_with("/__clerk#{hostile}/npm/"))
    end
  end

  it "says what is wrong with an option" do
    { { version: "6/../../x" } => %r{"6/../../x": is no version of @clerk/clerk-js}, { version: nil } => /no version/,
      { ui_version: "" } => %r{no version of @clerk/ui}, { "x onload=alert(1)": "1" } => /is no name of an attribute/ }
      .each do |options, message|
        expect { clerk_js(**local.options).tags(**options) }.to raise_error(ArgumentError, message)
      end
  end

  it "needs a publishable key" do
    machines = clerk_js(secret_key: local.options[:secret_key], accepts_token: :api_key)
    expect { machines.tags(js_url: "/clerk.js") }
      .to raise_error(Clerk::ConfigurationError, /publishable_key: is missing/)
  end
end
