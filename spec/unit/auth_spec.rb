# frozen_string_literal: true

# What an application finds in env["clerk"].
RSpec.describe Clerk::Auth do
  let(:backend) { SpecBackend.start(local) }
  let(:options) { backend.options.merge(jwt_key: local.public_key_pem, **on_the_clock) }
  let(:session) { local.sign_in("ada", organization_id: "analytical-engines") }
  let(:token) { local.session_token(session_id: session.id) }
  let(:auth) { auth_for(token) }
  let(:nobody) { request(clerk_app(**options)).auth }

  def auth_for(token, **more) = request(clerk_app(**options, **more), bearer: token).auth

  def with_claims(**claims) = auth_for(local.session_token(session_id: session.id, claims:))

  describe "of a signed-in request" do
    it "says who it is and how we know" do
      expect(auth).to have_attributes(
        signed_in?: true, signed_out?: false, status: "signed-in", reason: nil, message: nil,
        token_type: "session_token", user_id: ada.id, session_id: session.id, session_status: "active", actor: nil
      )
    end

    it "says what organization the user works for, as what, and what they may do there" do
      expect(auth).to have_attributes(
        organization_id: organization.id, organization_slug: "analytical-engines", organization_role: "org:admin",
        organization_permissions: contain_exactly("org:engines:manage", "org:engines:read", "org:punch_cards:read")
      )
    end

    it "has all the claims" do
      expect(auth.session_claims).to eq(decode(token).last).and be_frozen
      expect(auth.session_claims).to be(auth.session_claims)
    end

    it "reads tokens of the first version alike" do
      old = with_claims(v: nil, o: nil, org_id: "org_1", org_slug: "one", org_role: "org:admin",
                        org_permissions: ["org:a:read"])
      expect(old).to have_attributes(organization_id: "org_1", organization_slug: "one",
                                     organization_role: "org:admin", organization_permissions: ["org:a:read"])
      expect(old.has?(role: :admin, permission: "a:read")).to be(true)
    end

    it "has no organization while the user works for none" do
      auth = auth_for(local.session_token(session_id: session.id, organization_id: ""))
      expect(auth).to have_attributes(user_id: ada.id, organization_id: nil, organization_slug: nil, organization: nil,
                                      organization_role: nil, organization_permissions: nil)
    end

    it "tells who impersonates the user" do
      expect(with_claims(act: { sub: "user_support" }).actor).to eq("sub" => "user_support").and be_frozen
    end

    it "tells how long ago the user proved who they are" do
      expect(with_claims(fva: [3, -1]).factor_verification_age).to eq([3, -1])
      expect(with_claims(fva: "x").factor_verification_age).to be_nil
    end
  end

  describe "of an anonymous request" do
    it "is there, says no to everything, and asks nobody" do
      expect(nobody).to have_attributes(
        signed_in?: false, signed_out?: true, status: "signed-out", reason: "dev-browser-missing", user_id: nil,
        session_id: nil, session_status: nil, session_claims: nil, actor: nil, factor_verification_age: nil,
        organization_id: nil, organization_slug: nil, organization_role: nil, organization_permissions: nil,
        user: nil, session: nil, organization: nil, token: nil
      )
      expect(nobody.token(template: "db")).to be_nil
      expect(nobody.has?(role: "org:admin")).to be(false)
      expect(backend.calls).to eq(0)
    end

    it "tells the reason, and for a bad token a sentence" do
      expect(auth_for("x")).to have_attributes(reason: "token-invalid", message: /three parts/)
    end
  end

  describe "#has?" do
    it "knows roles and permissions, with or without org:" do
      [{ role: "org:admin" }, { role: :admin }, { permission: "org:engines:manage" }, { permission: "engines:read" },
       { role: :admin, permission: "engines:read" }].each { |asked| expect(auth.has?(**asked)).to be(true), asked.to_s }
      [{ role: "org:member" }, { permission: "engines:sell" }, { permission: "org:admin" },
       { role: :admin, permission: "engines:sell" }].each do |asked|
        expect(auth.has?(**asked)).to be(false),
                                      asked.to_s
      end
    end

    it "knows features and plans, of anybody or of somebody" do
      [{ feature: :dashboard }, { feature: "user:dashboard" }, { feature: "org:engines" }, { plan: "org:pro" },
       { plan: :free_user }].each { |asked| expect(auth.has?(**asked)).to be(true), asked.to_s }
      [{ feature: "org:dashboard" }, { plan: "user:pro" }, { feature: "moon:dashboard" }, { plan: "gold" }]
        .each { |asked| expect(auth.has?(**asked)).to be(false), asked.to_s }
    end

    it "knows whether the user proved lately who they are, and without knowing says no" do
      just_now = with_claims(fva: [0, 0])
      expect(just_now.has?(reverification: :strict_mfa)).to be(true)
      expect(with_claims(fva: [30, -1]).has?(reverification: :moderate)).to be(true)
      expect(with_claims(fva: [30, -1]).has?(reverification: :strict)).to be(false)
      expect(with_claims(fva: [5, 5]).has?(reverification: { level: :first_factor, after_minutes: 5 })).to be(false)
      [nil, [], [1], ["a", 1], [-1, -1], [-2, 0], "0,0"].each do |ages|
        expect(with_claims(fva: ages).has?(reverification: :lax)).to be(false), ages.inspect
      end
    end

    it "wants all that is asked" do
      expect(auth.has?(role: :admin, plan: :pro, feature: :engines)).to be(true)
      expect(auth.has?(role: :admin, plan: :gold)).to be(false)
    end

    it "says no to no question" do
      expect(auth.has?).to be(false)
      expect(auth.has?(role: nil)).to be(false)
    end

    it "says what is wrong with a question that cannot be asked" do
      [{ reverification: :always }, { reverification: { level: :first_factor } }, { role: 1 }, { role: "" },
       { feature: [] },
       { reverification: { level: :first_factor, after_minutes: 0 } }].each do |asked|
        expect { auth.has?(**asked) }.to raise_error(ArgumentError, /#{asked.keys.first}/), asked.to_s
        expect { nobody.has?(**asked) }.to raise_error(ArgumentError), asked.to_s
      end
      expect { auth.has?(roles: "x") }.to raise_error(ArgumentError, /roles/)
    end

    it "is not fooled by claims of the wrong form" do
      [{ o: "org_1" }, { o: { id: 1, rol: ["admin"] } }, { o: { id: "org_1", rol: nil } }].each do |claims|
        expect(with_claims(**claims).has?(role: :admin)).to be(false), claims.to_s
      end
      excess = with_claims(fea: "o:a", o: { id: "org_1", rol: "x", per: "read", fpm: "#{(2**70) + 3},7,7" })
      expect(excess.organization_permissions).to eq(["org:a:read"])
    end
  end

  describe "#user, #session and #organization" do
    it "cost nothing until something beyond the claims is read" do
      expect([auth.user.id, auth.session.id, auth.organization.id]).to eq([ada.id, session.id, organization.id])
      expect([auth.user, auth.session, auth.organization].map(&:inspect)).to all end_with("(not loaded)>")
      expect(backend.calls).to eq(0)
    end

    it "then cost one call each, once" do
      2.times do
        expect(auth.user).to have_attributes(first_name: "Ada", full_name: "Ada Lovelace", username: "ada",
                                             public_metadata: { "theme" => "dark" }, banned: false)
        expect(auth.session).to have_attributes(user_id: ada.id, status: "active",
                                                last_active_organization_id: organization.id)
        expect(auth.organization).to have_attributes(name: "Analytical Engines", slug: "analytical-engines",
                                                     members_count: 2)
      end
      expect(backend.requests.map { |env| env["PATH_INFO"] }.tally)
        .to eq("/v1/users/#{ada.id}" => 1, "/v1/sessions/#{session.id}" => 1,
               "/v1/organizations/#{organization.id}" => 1)
    end

    it "keep one connection alive for all calls" do
      auth.user.first_name
      auth.session.status
      expect(backend.requests.map { |env| env.fetch("puma.socket") }.uniq.size).to eq(1)
    end

    it "read times as Time, and everything else as the API sends it" do
      expect(auth.user.created_at).to eq(Time.at(ada.created_at))
      expect(auth.user[:created_at]).to be_a(Time)
      expect(auth.user["username"]).to eq("ada")
      expect(auth.user.to_h).to include("object" => "user", "created_at" => ada.created_at * 1000)
      expect(auth.user[:no_such_field]).to be_nil
    end

    it "know a user's e-mail addresses" do
      expect(auth.user.primary_email_address.to_s).to eq("ada@example.com")
      expect(auth.user.email_addresses.first.verification).to have_attributes(status: "verified")
      expect(backend.calls).to eq(1)
    end

    it "are equal when they are the same thing" do
      same = auth_for(token).user
      expect(auth.user).to eq(same)
      expect([auth.user, same].uniq.size).to eq(1)
      expect(auth.user).not_to eq(auth.session)
    end

    it "show no private data in inspect" do
      local.create_user(id: "user_private", email_address: "x@example.com", private_metadata: { "pin" => "4711" })
      user = auth_for(local.session_token(user_id: "user_private")).user
      user.username
      expect(user.inspect).to eq("#<Clerk::User user_private>")
    end

    it "cannot be sent astray by a strange id" do
      odd = with_claims(sub: "../sessions/#{session.id}?x=1#")
      expect(odd.user).to be_missing
      expect(backend.requests.last["PATH_INFO"]).to start_with("/v1/users/..%2F")
    end
  end

  describe "#token" do
    it "is the token of the request, for passing on" do
      expect(auth.token).to eq(token).and be_frozen
      expect(backend.calls).to eq(0)
    end

    it "is one of a JWT template when one is named" do
      made = auth.token(template: "hasura", expires_in: 600)
      header, claims = decode(made)
      expect(header["cat"]).to eq("cl_B7d4PD222AAA")
      expect(claims).to include("sub" => ada.id, "exp" => clock.now + 600)
      expect(backend.requests.map { |env| env.values_at("REQUEST_METHOD", "PATH_INFO") })
        .to eq([["POST", "/v1/sessions/#{session.id}/tokens/hasura"]])
    end

    it "is a new session token when it shall live longer" do
      expect(decode(auth.token(expires_in: 3600)).last).to include("sid" => session.id, "exp" => clock.now + 3600)
    end

    it "raises what the API says" do
      expect { auth.token(expires_in: 1) }.to raise_error(Clerk::ApiError, /422 form_param_value_invalid/)
      backend.fail_with(:down)
      expect { auth.token(template: :db) }.to raise_error(Clerk::ConnectionError)
    end
  end

  describe "#sign_in_url and #sign_up_url" do
    let(:key) { local.options[:publishable_key] }

    def at(path = "/", more = {}, **env) = request(clerk_app(**options, **more), path, **env).auth

    it "are the configured pages" do
      expect(at.sign_in_url).to eq(local.options[:sign_in_url])
      expect(at("/", { sign_in_url: "/login" }).sign_in_url).to eq("http://app.example/login")
      expect(at("/", { sign_up_url: "https://a.example/join" }).sign_up_url).to eq("https://a.example/join")
    end

    it "are those of the account portal when nothing is configured" do
      plain = { sign_in_url: nil, sign_up_url: nil, proxy_url: nil }
      expect(at("/", plain).sign_in_url).to eq("https://local-spec.accounts.dev/sign-in")
      expect(at("/", plain).sign_up_url).to eq("https://local-spec.accounts.dev/sign-up")
    end

    it "bring the visitor back, to an absolute URL or one relative to the page" do
      back = ->(url) { URI.decode_www_form(URI(url).query).to_h["redirect_url"] }
      expect(back.call(at("/a/b?c=d").sign_in_url(return_url: "/x y"))).to eq("http://app.example/x%20y")
      expect(back.call(at.sign_up_url(return_url: "https://www.example.com/"))).to eq("https://www.example.com/")
    end

    it "bring nobody to what is no page of the web" do
      ["javascript:alert(1)", "data:text/html,x", "\xff", "\xff/\0"].each do |url|
        expect(at.sign_in_url(return_url: url)).not_to match(/redirect_url|javascript|data:/), url.inspect
      end
    end

    it "tell a development instance which browser it is" do
      expect(at("/", cookies: { "__clerk_db_jwt" => "dvb_1" }).sign_in_url).to include("__clerk_db_jwt=dvb_1")
    end

    it "are the visitor's, not the proxy's" do
      auth = at("/page", { sign_in_url: "/login" }, HTTP_X_FORWARDED_HOST: "www.example.com, inner",
                                                    HTTP_X_FORWARDED_PROTO: "https")
      expect([auth.url, auth.sign_in_url]).to eq(%w[https://www.example.com/page https://www.example.com/login])
    end

    it "are nil for a host that is none, or not trusted" do
      expect(at("/", {}, HTTP_HOST: "1.2.3.256")).to have_attributes(sign_in_url: nil, url: nil)
      expect(at("/", { trusted_hosts: ["www.example.com"] })).to have_attributes(sign_in_url: nil, url: nil)
    end
  end

  describe "#redirect_to_sign_in and #redirect_to_sign_up" do
    # What the application answers that makes this of env["clerk"].
    def answer
      app = ->(env) { yield env["clerk"] }
      ->(**env) { request(clerk_app(app, **options), "/secret?tab=1", cookies: { "__clerk_db_jwt" => "dvb_1" }, **env) }
    end

    it "are responses that bring whoever opened a page back to it" do
      response = answer(&:redirect_to_sign_in).call(**SpecRequests::DOCUMENT.transform_keys(&:to_sym))
      expect(response).to have_attributes(status: 302, body: "")
      expect(response.headers).to include("cache-control" => "no-store")
      expect(response.location).to start_with("#{local.options[:sign_in_url]}?")
      expect(response.query["redirect_url"]).to eq("http://app.example/secret?tab=1")
      expect(answer(&:redirect_to_sign_up).call.location).to start_with(local.options[:sign_up_url])
    end

    it "bring nobody back to the target of a form or a script" do
      expect(answer(&:redirect_to_sign_in).call(method: "POST").query).not_to include("redirect_url")
      expect(answer(&:redirect_to_sign_in).call(HTTP_SEC_FETCH_DEST: "empty").query).not_to include("redirect_url")
    end

    it "go where they are told" do
      response = answer { |auth| auth.redirect_to_sign_in(return_url: "/home") }.call
      expect(response.query["redirect_url"]).to eq("http://app.example/home")
    end

    it "are 401 when the request has no host to go by" do
      expect(answer(&:redirect_to_sign_in).call(HTTP_HOST: "1.2.3.256")).to have_attributes(status: 401, location: nil)
    end
  end

  describe "#document?" do
    it "tells page visits from everything else" do
      app = clerk_app(->(_env) { [204, {}, []] }, **options)
      seen = ->(**env) { request(app, cookies: { "__clerk_db_jwt" => "dvb_1" }, **env).auth.document? }
      expect(seen.call(HTTP_SEC_FETCH_DEST: "document")).to be(true)
      expect(seen.call(HTTP_SEC_FETCH_DEST: "iframe")).to be(true)
      expect(seen.call(HTTP_ACCEPT: "text/html,*/*")).to be(true)
      expect(seen.call(HTTP_ACCEPT: "text/html", HTTP_SEC_FETCH_DEST: "empty")).to be(false)
      expect(seen.call(HTTP_ACCEPT: "application/json")).to be(false)
      expect(seen.call(HTTP_SEC_FETCH_DEST: "document", method: "POST")).to be(false)
      expect(seen.call(HTTP_SEC_FETCH_DEST: "document", method: "HEAD")).to be(false)
    end
  end

  describe "of a session with tasks to do first (pending)" do
    let(:pending_token) { local.session_token(claims: { sts: "pending" }) }

    it "counts as signed out" do
      expect(auth_for(pending_token)).to have_attributes(
        signed_in?: false, session_status: "pending", user_id: nil, session_id: nil, session_claims: nil, user: nil,
        organization_id: nil, token: nil
      )
      expect(auth_for(pending_token).has?(feature: :dashboard)).to be(false)
    end

    it "sends people to what is left to do" do
      expect(auth_for(pending_token).sign_in_url).to eq("#{local.options[:sign_in_url]}/tasks")
    end

    it "counts as signed in where the application says so" do
      expect(auth_for(pending_token, treat_pending_as_signed_out: false))
        .to have_attributes(signed_in?: true, session_status: "pending", user_id: ada.id)
    end
  end

  describe "#inspect" do
    it "says who and why, and no token" do
      expect(auth.inspect).to eq("#<Clerk::Auth signed-in #{ada.id}>")
      expect(nobody.inspect).to eq("#<Clerk::Auth signed-out (dev-browser-missing)>")
      expect(auth_for(local.session_token(claims: { sts: "pending" })).inspect).to eq("#<Clerk::Auth signed-in>")
    end
  end
end
