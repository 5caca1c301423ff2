# frozen_string_literal: true

require "securerandom"
require_relative "ids"

module Clerk
  class Local
    # A user signed in on a browser.
    class Session
      # How long a session lasts, in seconds.
      LIFETIME = 7 * 86_400

      # @return [String] "sess_…"
      attr_reader :id
      # @return [User]
      attr_reader :user
      # @return [Client]
      attr_reader :client
      # @return [Integer] when the user signed in, Unix seconds
      attr_reader :created_at
      # @return [String] the value of the `__refresh` cookie; a secret
      attr_reader :refresh_token
      # @return [Organization, nil] the active organization; nil is the personal account
      attr_accessor :organization
      # @return [String, nil] the origin of the application that last asked for a token
      attr_accessor :origin

      # @param user [User]
      # @param client [Client]
      # @param clock [#call] gives Unix seconds
      # @param organization [Organization, nil]
      def initialize(user:, client:, clock:, organization: nil)
        @id = Ids.random("sess_")
        @user = user
        @client = client
        @clock = clock
        @organization = organization
        @refresh_token = SecureRandom.urlsafe_base64(32)
        @status = "active"
        @created_at = @updated_at = clock.call
      end

      # @return [String] the user's id
      def user_id = user.id

      # @return [String] "active", "ended", "replaced", "revoked", "removed" or "expired"
      def status
        @status == "active" && @clock.call >= created_at + LIFETIME ? "expired" : @status
      end

      # @return [Boolean]
      def active? = status == "active"

      # @param status [String] what the session becomes; one that is over stays as it is
      # @return [Session] itself
      def finish(status)
        if active?
          @status = status
          @updated_at = @clock.call
        end
        self
      end

      # @return [Hash] the Session of Clerk's Backend API
      def to_json_object
        { "object" => "session", "id" => id, "user_id" => user_id, "client_id" => client.id, "actor" => nil,
          "status" => status, "last_active_organization_id" => organization&.id,
          "last_active_at" => @updated_at * 1000, "latest_activity" => nil, "tasks" => nil,
          "expire_at" => (created_at + LIFETIME) * 1000, "abandon_at" => (created_at + (4 * LIFETIME)) * 1000,
          "created_at" => created_at * 1000, "updated_at" => @updated_at * 1000 }
      end

      # @return [String] without the refresh token
      def inspect = "#<#{self.class} #{id} #{status} user=#{user_id}>"
    end
  end
end
