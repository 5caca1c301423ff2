# frozen_string_literal: true

# Tests of a Rails application with Minitest, as an application's own test folder would hold them. The kit comes after
# the application here; where that has no keys, `ruby -r clerk/testing` brings it first.

require_relative "rails_app"
require "active_support/testing/autorun"
require "active_support/test_case"
require "action_dispatch/testing/integration"
require "clerk/testing"

module ActiveSupport
  class TestCase
    include Clerk::Testing

    # Rails 7.2 cannot do it with Minitest 6.
    parallelize(workers: 2) if Minitest.respond_to?(:run_one_method)
  end
end

# What a browser and an API client see.
class ShopTest < ActionDispatch::IntegrationTest
  def get_json(path, **options)
    get(path, **options)
    JSON.parse(response.body)
  end

  test "a stranger sees the open pages, and is sent to sign in from the others" do
    get "/"
    assert_includes response.body, "Hello, stranger"
    get "/account", headers: { "Accept" => "text/html" }
    assert_redirected_to %r{\Ahttps://accounts\..+/sign-in\?redirect_url=http%3A%2F%2Fwww\.example\.com%2Faccount\z}
    get "/account", as: :json
    assert_response :unauthorized
  end

  test "somebody is signed in" do
    clerk_sign_in
    get "/"
    assert_includes response.body, "Hello, Test"
  end

  test "a certain user is signed in, and Clerk knows about them" do
    clerk_sign_in "user_ada", first_name: "Ada", last_name: "Lovelace", email_address: "ada@example.com",
                              public_metadata: { theme: "dark" }
    assert_equal({ "user" => "user_ada", "name" => "Ada Lovelace", "email" => "ada@example.com", "theme" => "dark",
                   "organization" => nil, "actor" => nil, "session" => "active" }, get_json("/account"))
  end

  # Whatever the application keeps about its users: an ActiveRecord model with a column clerk_id, say.
  Customer = Struct.new(:name, :clerk_id)

  test "a record of the application says who it is at Clerk" do
    signed_in = clerk_sign_in(Customer.new("Grace", "user_grace"))
    assert_equal "user_grace", signed_in.user_id
    assert_equal "user_grace", get_json("/account")["user"]
    assert_raises(ArgumentError) { clerk_sign_in(Customer.new("Nobody", nil)) }
  end

  test "roles and permissions in an organization" do
    clerk_sign_in org: "acme", permissions: ["org:invoices:read"]
    get "/invoices"
    assert_response :ok
    get "/settings"
    assert_response :forbidden

    clerk_sign_in org: "acme", role: "org:admin"
    get "/settings"
    assert_response :ok
    assert_equal "Acme", get_json("/account")["organization"]
  end

  test "an organization in the path" do
    clerk_sign_in org: "acme"
    get "/teams/acme", headers: { "Accept" => "text/html" }
    assert_equal "acme: org:member", response.body
    # Clerk would be asked to activate another one.
    get "/teams/other", headers: { "Accept" => "text/html" }
    assert_response :temporary_redirect
    assert_match(/organization_id=other/, response.location)
  end

  test "a user who was verified just now, and one who was not" do
    { 2 => :ok, 2.minutes => :ok, 11 => :forbidden, 11.minutes => :forbidden }.each do |age, answer|
      clerk_sign_in reverified: age
      get "/card"
      assert_response answer
    end
  end

  test "a user with tasks to do is not signed in yet" do
    clerk_sign_in status: "pending"
    get "/account"
    assert_response :unauthorized
  end

  test "somebody from support impersonates a user" do
    clerk_sign_in actor: "user_support"
    assert_equal({ "sub" => "user_support" }, get_json("/account")["actor"])
  end

  test "a session that is not renewed expires" do
    clerk_sign_in expires_in: 1.minute
    travel 50.seconds
    get "/account"
    assert_response :ok
    travel 20.seconds
    get "/account"
    assert_response :unauthorized
    assert_match(/expired/, response.headers["x-clerk-auth-reason"])
  end

  test "without a time to expire, a user stays signed in whenever the test travels to" do
    clerk_sign_in
    [3.years.from_now, Time.utc(2001, 2, 3), Time.now].each do |time|
      travel_to(time) do
        get "/account"
        assert_response :ok
      end
    end
  end

  test "signing out" do
    clerk_sign_in
    clerk_sign_out
    get "/account"
    assert_response :unauthorized
  end

  test "two people, each with a browser" do
    ada = open_session { |browser| browser.clerk_sign_in("user_ada") }
    grace = open_session { |browser| browser.clerk_sign_in("user_grace") }
    seen = [ada, grace, ada].map { |browser| browser.get("/account") && JSON.parse(browser.response.body)["user"] }
    assert_equal %w[user_ada user_grace user_ada], seen
    get "/account"
    assert_response :unauthorized
  end

  test "another host has cookies of its own" do
    host! "admin.shop.example"
    clerk_sign_in
    get "/account"
    assert_response :ok
    host! "www.shop.example"
    get "/account"
    assert_response :unauthorized
  end

  test "requests that send a token" do
    assert_equal "user_ada", get_json("/account", headers: clerk_headers("user_ada"))["user"]
    assert_equal "user_bot", get_json("/account", headers: clerk_headers(:api_key, subject: "user_bot"))["user"]
    get "/account", headers: clerk_headers(:m2m_token)
    assert_response :unauthorized
    get "/account", headers: clerk_headers(claims: { azp: "https://evil.example" })
    assert_response :unauthorized
  end
end

# Controller tests run no middleware.
class ShopControllerTest < ActionController::TestCase
  tests ShopController

  setup { @routes = Rails.application.routes }

  test "a stranger" do
    get :index
    assert_includes response.body, "Hello, stranger"
    get :account
    assert_response :unauthorized
  end

  test "somebody is signed in, and signs out" do
    clerk_sign_in "user_ada", role: "org:admin"
    get :settings
    assert_response :ok
    clerk_sign_out
    get :settings
    assert_response :unauthorized
  end
end

# Below HTTP.
class PolicyTest < ActiveSupport::TestCase
  test "what somebody may do" do
    assert clerk_auth(role: "org:admin").has?(role: "org:admin")
    assert clerk_auth(plan: "pro", features: ["export"]).has?(plan: "user:pro", feature: "export")
    assert clerk_auth(org: true, plan: "pro").has?(plan: "org:pro")
    assert_not clerk_auth.has?(role: "org:admin")
  end

  test "there is no browser to sign in" do
    assert_match(/clerk_headers/, assert_raises(ArgumentError) { clerk_sign_in }.message)
  end

  # Each test in its turn: whoever the one creates, the other does not meet.
  %w[first second].each do |turn|
    test "users of other tests are forgotten, #{turn}" do
      assert_empty Clerk::Testing.instance.users
      clerk_session_token "user_ada", first_name: turn
      Clerk::Testing.instance.create_user(id: "user_grace")
      assert_equal 2, Clerk::Testing.instance.users.size
    end
  end
end
