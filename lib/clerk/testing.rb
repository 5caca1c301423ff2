# frozen_string_literal: true

require "clerk"
require "clerk/test_kit"

module Clerk
  # Signs in on an application's tests, offline: a throwaway Clerk instance in this process signs real tokens, and the
  # real middleware verifies them. From `require "clerk/testing"` on, every configuration uses that instance, whatever
  # keys the application has, if any.
  #
  # @example RSpec
  #   require "clerk/testing"
  #   RSpec.configure { |config| config.include Clerk::Testing }
  # @example Minitest
  #   class ActiveSupport::TestCase
  #     include Clerk::Testing
  #   end
  #
  # It has no constant that could hide one of the test class it is included in.
  module Testing
    include TestKit::Lifecycle
    extend TestKit::Inclusion

    class << self
      # @return [Local] the throwaway instance, to set up users and organizations. What is created during a test is
      #   forgotten after it; what is created before stays
      def instance = TestKit.sandbox.local

      # Serves Clerk's pages on a loopback port, for system tests in a real browser that go through them: an application
      # without a `sign_in_url` of its own sends strangers to a page where they choose a user of {Testing.instance}, and
      # a session is renewed and organizations are activated by the handshake. Call it in the setup of such tests; the
      # application's server must be on 127.0.0.1, which is Capybara's default.
      #
      # @return [void]
      # @raise [LoadError] when Puma is not installed
      def listen = TestKit.sandbox.listen

      # Forgets everybody, also those who were created before the tests. After each test it happens by itself for those
      # who were created in it.
      #
      # @return [void]
      def reset = TestKit.sandbox.reset
    end

    # Signs somebody in on the browser of this test: the cookies of an integration test, of Rack::Test, of Capybara's
    # page. Who or what does not exist is created. It replaces whoever was signed in there.
    #
    # @example
    #   clerk_sign_in
    #   clerk_sign_in users(:ada), org: "acme", role: "org:admin", permissions: ["org:invoices:read"]
    #   clerk_sign_in "user_123", first_name: "Ada", public_metadata: { "theme" => "dark" }
    # @param user [String, Object, nil] an id (`user_…`), a user of {Testing.instance}, or anything with a
    #   `clerk_user_id`, `clerk_id` or `id` of that form; nil: a new user
    # @param options [Hash]
    # @option options [true, String, Hash, Object] :org the active organization: true for a new one, an id (`org_…`), a
    #   slug, attributes (`id:`, `slug:`, `name:`, `plan:`, `features:`, …), or an object with an id
    # @option options [String] :role in the organization, `org:member` by default; without `org:` in a new one
    # @option options [Array<String>] :permissions likewise, such as `org:invoices:read`
    # @option options [String] :plan of the organization, without one of the user
    # @option options [Array<String>] :features likewise
    # @option options [Integer, Array(Integer, Integer), ActiveSupport::Duration] :reverified how many minutes ago the
    #   user proved who they are: by the first factor, or by both; -1 for a factor that is not enrolled
    # @option options [String, Hash] :actor who impersonates the user: an id, or the claim `act`
    # @option options [String] :status `pending` for a user with tasks to do
    # @option options [Integer, ActiveSupport::Duration] :expires_in seconds the token is good for; it is not renewed.
    #   By default longer than any test travels
    # @option options [Hash] :claims claims to add or replace; nil removes one
    # @option options [Object] :first_name and every other attribute of {Local::User}: email_address, last_name,
    #   username, external_id, public_metadata, private_metadata, unsafe_metadata
    # @return [TestKit::SignIn] with user_id, session_id, organization_id, token
    # @raise [ArgumentError] for what cannot be, or when the test has no browser that is known
    def clerk_sign_in(user = nil, **options)
      browsers = TestKit::Browsers.of(self)
      TestKit.sandbox.sign_in(user, **options).tap do |sign_in|
        browsers.each { |browser| browser.sign_in(sign_in) }
      end
    end

    # @return [void]
    # @raise [ArgumentError] when the test has no browser that is known
    def clerk_sign_out
      TestKit::Browsers.of(self).each(&:sign_out)
    end

    # {#clerk_sign_in} for who rather names the user among the options.
    #
    # @example
    #   sign_in_as_clerk(user_id: "user_123", org: "acme", role: "org:admin")
    # @param user (see #clerk_sign_in)
    # @param user_id [String, nil] the same as `user`
    # @param options [Hash] as {#clerk_sign_in}
    # @return [TestKit::SignIn]
    # @raise [ArgumentError] for what cannot be
    def sign_in_as_clerk(user = nil, user_id: nil, **options) = clerk_sign_in(user || user_id, **options)

    # @return [void] see {#clerk_sign_out}
    def sign_out_clerk = clerk_sign_out

    # For a browser that {#clerk_sign_in} does not know.
    #
    # @param user (see #clerk_sign_in)
    # @param options [Hash] as {#clerk_sign_in}
    # @return [Hash{String => String}] the cookies of somebody who is signed in, value by name
    # @raise [ArgumentError] for what cannot be
    def clerk_cookies(user = nil, **options) = TestKit.sandbox.sign_in(user, **options).cookies

    # A session token for whatever sends it by itself.
    #
    # @param user (see #clerk_sign_in)
    # @param options [Hash] as {#clerk_sign_in}
    # @return [String] a signed JWT
    # @raise [ArgumentError] for what cannot be
    def clerk_session_token(user = nil, **options) = TestKit.sandbox.sign_in(user, **options).token

    # @example
    #   get "/api/me", headers: clerk_headers(users(:ada))
    #   get "/api/me", headers: clerk_headers(:api_key, scopes: ["read"])
    # @param who [Object] a user as in {#clerk_sign_in}, or the kind of a machine token
    # @param options [Hash] as {#clerk_sign_in}, or as {#clerk_machine_token}
    # @return [Hash{String => String}] the header `Authorization`
    # @raise [ArgumentError] for what cannot be
    def clerk_headers(who = nil, **options)
      token = who.is_a?(Symbol) ? clerk_machine_token(who, **options) : clerk_session_token(who, **options)
      { "Authorization" => "Bearer #{token}" }
    end

    # What `env["clerk"]` is for somebody, for tests below HTTP: of a policy, a view component, a channel.
    #
    # @param user (see #clerk_sign_in)
    # @param options [Hash] as {#clerk_sign_in}
    # @return [Auth]
    # @raise [ArgumentError] for what cannot be
    def clerk_auth(user = nil, **options)
      TestKit.authenticate(::Rack::MockRequest.env_for("/"), clerk_session_token(user, **options))
    end

    # @param kind [Symbol] `:api_key`, `:m2m_token` or `:oauth_token`
    # @param subject [String, Object, nil] whom it stands for: a user as in {#clerk_sign_in}, the id of an organization
    #   (`org_…`) or of a machine (`mch_…`); nil: a new user, or a new machine for an M2M token
    # @param options [Hash]
    # @option options [Array<String>] :scopes what it may do
    # @option options [Hash] :claims custom claims of an API key or an M2M token
    # @option options [Boolean] :jwt a JWT instead of an opaque token; there are no API keys of this form
    # @option options [String, Array<String>] :audience `aud`; by default the one the application is configured with
    # @option options [Integer] :expires_in seconds; may be negative
    # @return [String] the token
    # @raise [ArgumentError] for what cannot be
    def clerk_machine_token(kind, subject: nil, **options)
      TestKit.sandbox.machine_token(kind, subject:, **options)
    end

    # A webhook as Clerk delivers it, with a signature that the application accepts.
    #
    # @example
    #   event = clerk_webhook("user.created", clerk_sign_in.user)
    #   post "/webhooks/clerk", params: event.body, headers: event.headers     # in Rails
    #   post "/webhooks/clerk", event.body, event.env                          # with Rack::Test
    # @param type [String] the event, such as `user.created`
    # @param data [Hash, Local::User] what it has happened to
    # @param id [String, nil] the id of the message; nil: a new one
    # @param timestamp [Time, Numeric, nil] when it is signed, in Unix seconds; nil: now
    # @param secret [String, nil] that of an endpoint which has one of its own
    # @return [TestKit::Delivery] with body, headers and env
    # @raise [ConfigurationError] for a wrong secret
    def clerk_webhook(type, data = {}, id: nil, timestamp: nil, secret: nil)
      TestKit.sandbox.webhook(type, data, id:, timestamp:, secret:)
    end
  end
end

Clerk::TestKit.install
