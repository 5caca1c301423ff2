# frozen_string_literal: true

# A person with a real browser uses the applications of examples/, each in a process of its own, with Clerk::Local as
# their Clerk. Nothing in between is ours but the clock, which the person does not see.
RSpec.describe "A person with a browser" do
  before(:context) { skip(SpecChromium.missing) if SpecChromium.missing }

  # Clerk::Local behind something that counts its calls and can fail, and an example that uses it. As with the real
  # Clerk, the application of a development instance is on another host, and that of a production instance is not:
  # cookies know hosts, not ports.
  def open_example(name, kind)
    ahead = @ahead = SpecClock.new(0)
    @door = SpecBackend.new(->(env) { @clerk.call(env) }).start
    @clerk = Clerk::Local.new(url: @door.url, environment: kind, key: SpecInstance::KEY,
                              clock: -> { Time.now.to_i + ahead.now })
    @example = SpecExample.new(name, @clerk.options)
    @home = kind == :development ? @example.url.sub(SpecServer::HOST, "localhost") : @example.url
  end

  def close_example
    @example&.stop
    @door&.stop(wait: false)
  end

  let(:browser) { SpecChromium.session }
  let(:admin) { %w[ada analytical-engines] }

  before { SpecChromium.clear }
  after { @door.recover }

  def visit(path)
    take_time
    browser.visit("#{@home}#{path}")
  end

  def click(name)
    take_time
    SpecChromium.follow(name)
  end

  # A person takes longer from one click to the next than the two seconds in which redirects are counted.
  def take_time
    later(3)
    SpecChromium.forget(/\A__clerk_redirect_count\z/)
  end

  # Somebody who signed in on this browser a while ago opens the dashboard.
  def be(user, organization = nil)
    session = @clerk.sign_in(user, organization_id: organization)
    SpecChromium.keep(@clerk.cookies_for(session.id), @home)
    SpecChromium.keep({ "__client" => session.client.token }, @clerk.url) unless @clerk.development?
    visit("/dashboard")
    see(/\AHello/)
    session
  end

  # Waits for the page with this heading.
  def see(heading, *texts)
    browser.assert_selector("h1", text: heading)
    texts.each { |text| browser.assert_text(text) }
  end

  # What is in the address bar, as a path when it is the application's.
  def address = browser.current_url.delete_prefix(@home)

  # Everybody's time goes on.
  def later(seconds)
    @ahead.advance(seconds)
    @example.advance(seconds)
  end

  # As in a browser that was given no refresh token, or lost it.
  def lose_refresh_token = SpecChromium.forget(/\A__refresh/)

  def handshakes = @door.calls("/v1/client/handshake")

  shared_examples "signing in and out" do
    it "looks around without signing in" do
      visit("/")
      see("Hello, stranger", "signed-out")
      expect([address, SpecChromium.status]).to eq(["/", 200])
    end

    it "signs in where that is needed, and comes back to where they wanted to go" do
      visit("/dashboard?note=hello")
      see("Sign in", "Choose who to be")
      expect(address).to start_with("#{@clerk.url}/sign-in?")
      click("grace@example.com")
      see("Hello, Grace Hopper", "grace@example.com")
      expect([address, browser.find_field("note").value]).to eq(["/dashboard?note=hello", "hello"])
      visit("/")
      see("Welcome back", "signed-in")
    end

    it "switches to an organization and back, and sees what belongs to it" do
      be("ada")
      browser.assert_text("Your personal account")
      browser.fill_in("note", with: "Only mine")
      click("Save")
      click("Switch organization")
      click("Ada Lovelace as admin of Analytical Engines")
      browser.assert_selector("h2", text: "Analytical Engines admin")
      expect(address).to eq("/dashboard")
      expect(browser.find_field("note").value).not_to eq("Only mine")
      click("Switch organization")
      click("ada@example.com")
      browser.assert_text("Your personal account")
      expect([address, browser.find_field("note").value]).to eq(["/dashboard", "Only mine"])
    end

    it "signs out, and has to sign in again, by the back button too" do
      be(*admin)
      click("Sign out")
      see("Hello, stranger", "signed-out")
      expect(address).to eq("/")
      browser.go_back
      see("Sign in", "Choose who to be")
      visit("/dashboard")
      see("Sign in", "Choose who to be")
    end
  end

  shared_examples "a session that expires" do
    it "goes on after the token has expired, and notices nothing: a new one comes without a redirect" do
      be(*admin)
      later(120)
      before = handshakes
      visit("/dashboard")
      see("Hello, Ada Lovelace", "org:admin")
      expect([address, handshakes]).to eq(["/dashboard", before])
    end

    it "goes on without a refresh token too, and notices nothing: the browser visits Clerk by the way" do
      be(*admin)
      lose_refresh_token
      later(120)
      before = handshakes
      visit("/dashboard")
      see("Hello, Ada Lovelace", "org:admin")
      expect([address, handshakes]).to eq(["/dashboard", before + 1])
    end
  end

  shared_examples "an application" do
    it "is let into the admin page as an admin" do
      be(*admin)
      click("Admin")
      see("Admin", "org:engines:manage")
      expect([address, SpecChromium.status]).to eq(["/admin", 200])
    end

    it "is told that the admin page is for admins, as a member and with a personal account" do
      [%w[grace analytical-engines], %w[ada]].each do |who|
        SpecChromium.clear
        be(*who)
        click("Admin")
        see("For admins only", "Back to the dashboard")
        expect([address, SpecChromium.status]).to eq(["/admin", 403])
      end
    end

    it "is sent to sign in by the admin page as a stranger" do
      visit("/admin")
      see("Sign in", "Choose who to be")
      click("Ada Lovelace as admin of Analytical Engines")
      see("Admin")
      expect(address).to eq("/admin")
    end

    it "loads a page whose script asks the API: strangers get 401 in JSON and no redirect" do
      visit("/")
      status, redirected, json = SpecChromium.fetch("/api/me")
      expect([status, redirected, json.dig("errors", 0, "code")]).to eq([401, false, "unauthenticated"])
      be(*admin)
      status, redirected, json = SpecChromium.fetch("/api/me")
      expect([status, redirected]).to eq([200, false])
      expect(json).to include("name" => "Ada Lovelace", "role" => "org:admin", "organization" => "analytical-engines")
    end

    it "loses nothing by sending a form after the session has expired" do
      be(*admin)
      lose_refresh_token
      later(120)
      browser.fill_in("note", with: "Oil the engine")
      before = handshakes
      click("Save")
      see("Your session has expired", "Nothing has been saved yet")
      expect([address, SpecChromium.status, handshakes]).to eq(["/note", 401, before])
      expect(browser.find_field("What you wrote").value).to eq("Oil the engine")
      click("Continue")
      see("Hello, Ada Lovelace")
      expect([browser.find_field("note").value, handshakes]).to eq(["Oil the engine", before + 1])
      click("Save")
      expect([address, browser.find_field("note").value]).to eq(["/dashboard", "Oil the engine"])
    end

    it "loses nothing either when the session has been ended elsewhere: signing in leads back to the form" do
      session = be("grace")
      @clerk.sign_out(session.id)
      later(120)
      browser.fill_in("note", with: "Find the moth")
      click("Save")
      see("Your session has expired")
      click("Continue")
      see("Sign in", "Choose who to be")
      click("grace@example.com")
      see("Hello, Grace Hopper")
      expect(browser.find_field("note").value).to eq("Find the moth")
    end

    it "sees a page that says so when their account is deleted meanwhile, and is signed out a minute later" do
      mary = @clerk.create_user(first_name: "Mary", email_address: "mary@example.com")
      be(mary.id)
      @clerk.delete_user(mary.id)
      visit("/dashboard")
      see("This account is gone")
      expect(SpecChromium.status).to eq(200)
      later(120)
      visit("/dashboard")
      see("Sign in", "Choose who to be")
    end

    it "sees a friendly page while Clerk is down, stays signed in, and goes on when it is back" do
      be(*admin)
      %i[down bad_gateway].each do |fault|
        @door.fail_with(fault)
        visit("/dashboard")
        see("One moment, please", "You are still signed in")
        expect(SpecChromium.status).to eq(503)
        expect(SpecChromium.fetch("/api/me")).to eq([503, false, { "error" => "try again soon" }])
      end
      visit("/")
      see("Welcome back", "signed-in")
      @door.recover
      visit("/dashboard")
      see("Hello, Ada Lovelace")
    end

    it "gets everything from the application itself, and runs no script" do
      be(*admin)
      loaded = browser.evaluate_script("performance.getEntriesByType('resource').map(entry => entry.name)")
      expect(loaded.uniq).to contain_exactly("#{@home}/style.css", "#{@home}/icon.svg")
      expect(browser.evaluate_script("document.querySelector('.avatar').naturalWidth")).to be_positive
      expect(browser).to have_no_css("script", visible: :all)
    end

    it "is told when there is no such page" do
      visit("/nowhere")
      see("There is nothing here")
      expect(SpecChromium.status).to eq(404)
    end
  end

  { "rack" => "examples/rack", "sinatra" => "examples/sinatra", "rails" => "examples/rails" }.each do |name, folder|
    context "on #{folder}" do
      before(:context) { open_example(name, :development) }
      after(:context) { close_example }

      include_examples "signing in and out"
      include_examples "a session that expires"
      include_examples "an application"
    end
  end

  # What differs is how cookies reach the application, so one application is enough.
  context "on examples/rack with a production instance" do
    before(:context) { open_example("rack", :production) }
    after(:context) { close_example }

    include_examples "signing in and out"
    include_examples "a session that expires"
  end
end
