# frozen_string_literal: true

# System tests of a Rails application, as its folder test/system would hold them: the same stories without a browser and
# in a real one.

require_relative "rails_app"
require "minitest/autorun"
require "action_dispatch/system_test_case"
require "selenium/webdriver"
require "clerk/testing"

# No other host than this one can be reached.
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
         "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"].freeze

Capybara.server = :puma, { Silent: true }
Capybara.register_driver :chromium do |app|
  options = Selenium::WebDriver::Chrome::Options.new(args: FLAGS, binary: "/usr/bin/chromium")
  service = Selenium::WebDriver::Service.chrome(path: "/usr/bin/chromedriver")
  Capybara::Selenium::Driver.new(app, browser: :chrome, options:, service:)
end

class ApplicationSystemTestCase < ActionDispatch::SystemTestCase
  include Clerk::Testing
end

module Stories
  def test_a_stranger
    visit "/"
    assert_text "Hello, stranger"
  end

  def test_somebody_signs_in_then_somebody_else_and_leaves
    clerk_sign_in "user_ada", first_name: "Ada"
    visit "/"
    assert_text "Hello, Ada"
    click_on "Account"
    assert_text "user_ada"

    clerk_sign_in "user_grace", first_name: "Grace"
    visit "/"
    assert_text "Hello, Grace"

    clerk_sign_out
    visit "/"
    assert_text "Hello, stranger"
  end
end

class WithoutBrowserTest < ApplicationSystemTestCase
  driven_by :rack_test
  include Stories

  test "two people, each with a browser" do
    clerk_sign_in first_name: "Ada"
    visit "/"
    using_session(:other) do
      clerk_sign_in first_name: "Grace"
      visit "/"
      assert_text "Hello, Grace"
    end
    refresh
    assert_text "Hello, Ada"
  end
end

class BrowserTest < ApplicationSystemTestCase
  driven_by :chromium
  include Stories

  test "roles and permissions" do
    clerk_sign_in role: "org:member"
    visit "/settings"
    assert_text "You may not do this."
    clerk_sign_in role: "org:admin"
    visit "/settings"
    assert_text "The settings"
  end
end

# Through the pages of Clerk's that a person meets.
class ClerkPagesTest < ApplicationSystemTestCase
  driven_by :chromium

  setup { Clerk::Testing.listen }

  test "a stranger is sent to sign in, and comes back as somebody" do
    Clerk::Testing.instance.create_user(id: "user_ada", first_name: "Ada", last_name: "Lovelace")
    visit "/account?tab=2"
    assert_text "Choose who to be"
    click_on "Ada Lovelace"
    assert_text "user_ada"
    assert_current_path "/account?tab=2"
  end

  test "an expired session is renewed by Clerk" do
    clerk_sign_in "user_ada", first_name: "Ada", expires_in: 60
    visit "/"
    travel 2.minutes
    visit "/account"
    assert_text "user_ada"
    assert_current_path "/account"
  end

  test "an organization in the path becomes the active one" do
    clerk_sign_in "user_ada", org: "acme"
    clerk_sign_in "user_ada", org: "other"
    visit "/teams/acme"
    assert_text "acme: org:member"
  end
end
