# frozen_string_literal: true

require "monitor"
require "securerandom"
require "clerk/test_kit/delivery"
require "clerk/test_kit/directory"
require "clerk/test_kit/in_process"
require "clerk/test_kit/sign_in"

module Clerk
  module TestKit
    # A Clerk instance that nothing but this process knows, and how an application is made to use it.
    class Sandbox
      # A party that every application accepts besides its own: the `azp` where none is configured.
      ORIGIN = "http://www.example.com"
      # What an application may have configured for the real Clerk and would refuse the sandbox for.
      SET_ASIDE = { cache_store: nil, domain: nil, is_satellite: nil, issuer: nil, machine_secret_key: nil,
                    proxy_url: nil, satellite_auto_sync: nil }.freeze
      private_constant :SET_ASIDE

      # @return [Local]
      attr_reader :local

      # A production instance, because a first visit to one is plainly signed out; a development instance would send it
      # through a handshake.
      def initialize
        @local = Local.new(environment: :production, name: "testing", users: [], organizations: [], azp: ORIGIN,
                           clock: -> { now.to_i })
        @directory = Directory.new(@local)
        @empty = @local.snapshot
        @monitor = Monitor.new
        @tests = 0
        @started_at = 0
        @pages = {}
        @options = {
          **SET_ASIDE, **@local.options.slice(:publishable_key, :secret_key, :api_url),
          jwt_key: @local.public_key_pem, http: InProcess.new(@local), clock: -> { milliseconds },
          webhook_signing_secret: "whsec_#{SecureRandom.base64(24)}"
        }.freeze
      end

      # @param configuration [Configuration] the application's
      # @return [Hash] the options it gives way to
      def options(configuration)
        parties = Array(configuration.authorized_parties)
        options = @pages.reject { |name, _url| configuration.public_send(name) }.merge(@options)
        parties.empty? ? options : options.merge(authorized_parties: parties | [ORIGIN])
      end

      # Serves the pages of the instance on a loopback port of this process.
      #
      # @return [void]
      def listen
        @monitor.synchronize do
          next if @listening == Process.pid

          url = "http://127.0.0.1:#{Local::Server.new(@local, host: "127.0.0.1", port: 0).port}"
          @listening = Process.pid
          @options = { **@options, proxy_url: url }.freeze
          @pages = { sign_in_url: "#{url}/sign-in", sign_up_url: "#{url}/sign-up" }.freeze
          TestKit.install
        end
      end

      # @return [Array<String>] the names of the cookies that sign somebody in
      def cookie_names = ["__client", *%w[__session __client_uat].product(["", @local.cookie_suffix]).map(&:join)]

      # @return [SignIn] of the user, with the given options of {Testing#clerk_sign_in}
      def sign_in(user, **options)
        @monitor.synchronize do
          @started_at = [@started_at, Time.now.to_i].max
          SignIn.new(@local, @directory, user, **options)
        end
      end

      # @return [String] a token as {Testing#clerk_machine_token} describes it
      def machine_token(kind, subject: nil, expires_in: SignIn::LIFETIME, **options)
        subject = @monitor.synchronize { @directory.subject(subject) } unless kind == :m2m_token && subject.nil?
        options = { audience: SignIn.accepted(:audience), **options }
        @local.machine_token(kind, subject:, expires_in: expires_in.to_i, **options)
      end

      # @return [Delivery] a webhook as {Testing#clerk_webhook} describes it
      def webhook(type, data, **signing) = Delivery.new(type, data, at: milliseconds, **signing)

      # @return [void]
      def test_begins
        @monitor.synchronize do
          @before = @local.snapshot if @tests.zero?
          @tests += 1
        end
      end

      # Forgets what a test has created, once no other one runs.
      #
      # @return [void]
      def test_ends
        @monitor.synchronize do
          @tests -= 1
          forget_since(@before) if @tests.zero?
        end
      end

      # @return [void]
      def reset = @monitor.synchronize { forget_since(@before = @empty) }

      private

      # Time.now, so that travel_to and Timecop take Clerk with them. Who signs in and then travels to the past stays
      # signed in: there Clerk's clock shows when they did.
      def now = [Time.now.to_f, @started_at].max

      def milliseconds = (now * 1000).to_i

      def forget_since(snapshot)
        @local.restore(snapshot)
        @started_at = 0
      end
    end
  end
end
