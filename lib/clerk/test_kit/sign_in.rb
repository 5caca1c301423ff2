# frozen_string_literal: true

module Clerk
  module TestKit
    # Somebody who is signed in, and what proves it.
    class SignIn
      include Opaque

      # How long a token is good for, in seconds. ClerkJS renews a browser's token every minute; in a test nobody does,
      # and a test may travel through time.
      LIFETIME = 10 * 365 * 86_400

      # @return [Local::User]
      attr_reader :user
      # @return [Local::Organization, nil] the active one
      attr_reader :organization
      # @return [String] `sess_…`
      attr_reader :session_id
      # @return [String] the session token, a JWT
      attr_reader :token
      # @return [Hash{String => String}] the cookies that the application gets, value by name
      attr_reader :cookies
      # @return [Hash{String => String}] the cookie that Clerk's own pages know a browser by
      attr_reader :client_cookie

      # @param option [Symbol] an option of {Configuration} that is a list
      # @return [String, nil] what the application accepts first
      def self.accepted(option) = Array(Clerk.configuration.public_send(option)).first

      # @param local [Local]
      # @param directory [Directory] of it
      # @param named [Object] the user; it and the options are those of {Testing#clerk_sign_in}
      # @raise [ArgumentError]
      def initialize(local, directory, named, org: nil, role: nil, permissions: nil, plan: nil, features: nil,
                     reverified: nil, actor: nil, status: "active", expires_in: LIFETIME, claims: {}, **attributes)
        unless %w[active pending].include?(status.to_s)
          raise ArgumentError, "status is active or pending, not #{status.inspect}"
        end

        @user = directory.user(named, attributes)
        if org || role || permissions
          @organization = directory.organization(org || true)
          directory.join(@organization, @user, role:, permissions:)
        end
        session = local.sign_in(@user.id, organization_id: @organization&.id)
        @session_id = session.id
        @token = local.session_token(
          session_id:, plan:, features: features && Array(features), expires_in: expires_in.to_i,
          claims: { **own_claims(reverified, actor), "sts" => status.to_s, **claims.transform_keys(&:to_s) }
        )
        @client_cookie = { "__client" => session.client.token }.freeze
        values = { "__session" => @token, "__client_uat" => session.created_at.to_s }
        @cookies = { **values, **values.transform_keys { |name| name + local.cookie_suffix } }.freeze
      end

      # @return [String] `user_…`
      def user_id = user.id

      # @return [String, nil] `org_…`
      def organization_id = organization&.id

      # @return [Hash{String => String}] the header of a request without cookies
      def headers = { "Authorization" => "Bearer #{token}" }

      # @return [String] without the token
      def inspect = "#<#{self.class} #{[user_id, session_id, organization_id].compact.join(" ")}>"

      private

      def own_claims(reverified, actor)
        { "azp" => self.class.accepted(:authorized_parties), "aud" => self.class.accepted(:audience),
          "fva" => factor_ages(reverified), "act" => actor.is_a?(String) ? { "sub" => actor } : actor }.compact
      end

      def factor_ages(reverified)
        return if reverified.nil?
        return reverified if reverified.is_a?(Array)

        # A duration counts as its seconds, a number as minutes, as Clerk does.
        [reverified.respond_to?(:in_minutes) ? reverified.in_minutes.to_i : reverified, -1]
      end
    end
  end
end
