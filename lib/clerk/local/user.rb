# frozen_string_literal: true

require_relative "changeable"
require_relative "ids"

module Clerk
  class Local
    # A person who can sign in.
    class User
      include Changeable

      # What Clerk always says about a user and Local has no use for.
      CONSTANTS = {
        "primary_phone_number_id" => nil, "primary_web3_wallet_id" => nil, "locale" => nil, "has_image" => false,
        "phone_numbers" => [], "web3_wallets" => [], "passkeys" => [], "external_accounts" => [],
        "saml_accounts" => [], "enterprise_accounts" => [], "password_enabled" => false,
        "two_factor_enabled" => false, "totp_enabled" => false, "backup_code_enabled" => false,
        "mfa_enabled_at" => nil, "mfa_disabled_at" => nil, "password_last_updated_at" => nil, "banned" => false,
        "locked" => false, "deprovisioned" => false, "lockout_expires_in_seconds" => nil,
        "verification_attempts_remaining" => 100, "delete_self_enabled" => true,
        "create_organization_enabled" => true, "create_organizations_limit" => nil, "legal_accepted_at" => nil,
        "bypass_client_trust" => false
      }.freeze
      private_constant :CONSTANTS

      # @return [String] "user_…"
      attr_reader :id
      # @return [String, nil]
      attr_reader :email_address, :username, :first_name, :last_name, :external_id, :plan
      # @return [Array<String>] features the user's own plan includes
      attr_reader :features
      # @return [Hash]
      attr_reader :public_metadata, :private_metadata, :unsafe_metadata
      # @return [Integer] Unix seconds
      attr_reader :created_at
      # @return [Integer, nil] Unix seconds
      attr_accessor :last_sign_in_at

      # @param created_at [Integer] Unix seconds
      # @param email_address [String, nil]
      # @param id [String, nil] nil makes a random one
      def initialize(created_at:, email_address: nil, id: nil, username: nil, first_name: nil, last_name: nil,
                     external_id: nil, plan: nil, features: [], public_metadata: {}, private_metadata: {},
                     unsafe_metadata: {})
        @id = id || Ids.random("user_")
        @email_address = email_address
        @username = username
        @first_name = first_name
        @last_name = last_name
        @external_id = external_id
        @plan = plan
        @features = features
        @public_metadata = public_metadata
        @private_metadata = private_metadata
        @unsafe_metadata = unsafe_metadata
        @created_at = created_at
      end

      # @return [String] what to call the user on a page
      def name
        full = [first_name, last_name].compact.join(" ")
        [full, username, email_address, id].find { |text| !text.to_s.empty? }
      end

      # A changed user is still the same one.
      def ==(other) = other.is_a?(User) && other.id == id

      # @return [Hash] the User of Clerk's Backend API
      def to_json_object
        CONSTANTS.merge(
          "id" => id, "object" => "user", "external_id" => external_id, "username" => username,
          "first_name" => first_name, "last_name" => last_name, "image_url" => image_url,
          "profile_image_url" => image_url, "primary_email_address_id" => (email_id if email_address),
          "email_addresses" => email_address ? [email_json_object] : [], "public_metadata" => public_metadata,
          "private_metadata" => private_metadata, "unsafe_metadata" => unsafe_metadata,
          "last_sign_in_at" => milliseconds(last_sign_in_at), "last_active_at" => milliseconds(last_sign_in_at),
          "created_at" => milliseconds(created_at), "updated_at" => milliseconds(last_sign_in_at || created_at)
        )
      end

      # A picture with the user's first letter that needs no network.
      #
      # @return [String] a data URL
      def image_url
        letter = name[/[[:alnum:]]/] || "?"
        svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><rect width='9' height='9' fill='#6c47ff'/>" \
              "<text x='4.5' y='6.2' font-family='sans-serif' font-size='5' text-anchor='middle' " \
              "fill='#fff'>#{letter}</text></svg>"
        "data:image/svg+xml;base64,#{[svg].pack("m0")}"
      end

      private

      def email_id = Ids.derived("idn_", "#{id}#{email_address}")

      def email_json_object
        { "id" => email_id, "object" => "email_address", "email_address" => email_address, "reserved" => false,
          "verification" => { "object" => "verification_admin", "status" => "verified", "strategy" => "admin",
                              "attempts" => nil, "expire_at" => nil },
          "linked_to" => [], "matches_sso_connection" => false,
          "created_at" => milliseconds(created_at), "updated_at" => milliseconds(created_at) }
      end

      def milliseconds(seconds) = seconds && (seconds * 1000)
    end
  end
end
