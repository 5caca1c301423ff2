# frozen_string_literal: true

require "securerandom"
require_relative "permission_packing"

module Clerk
  class Local
    # Writes the claims of Clerk's token classes. Knows nothing of sessions in a store; that is {Minting}.
    class Mint
      # The header `cat` of session and handshake tokens.
      SESSION = "cl_B7d4PD111AAA"
      # The header `cat` of tokens made from a JWT template.
      TEMPLATE = "cl_B7d4PD222AAA"
      # The header `cat` of machine-to-machine tokens.
      MACHINE = "cl_B7d4PD333AAA"
      # How long before `iat` a token is already good, in seconds.
      EARLY = 10

      # @param keys [KeyRing] what signs
      # @param issuer [String] the `iss` of every token
      def initialize(keys:, issuer:)
        @keys = keys
        @issuer = issuer
      end

      # @param category [String, nil] {SESSION}, {TEMPLATE} or {MACHINE}
      # @param claims [Hash] the claims
      # @param header [Hash] header fields to replace, or with nil to leave out
      # @return [String] a signed JWT
      def token(category:, claims:, header: {})
        base = { "alg" => "RS256", "cat" => category, "kid" => @keys.id, "typ" => "JWT" }
        @keys.sign(patch(base, header), claims)
      end

      # The claims that session and template tokens share.
      #
      # @param subject [String] the user's id
      # @param origin [String] the origin of the application, `azp`
      # @param issued_at [Integer] Unix seconds
      # @param expires_in [Integer] seconds
      # @return [Hash]
      def common_claims(subject:, origin:, issued_at:, expires_in:)
        { "azp" => origin, "exp" => issued_at + expires_in, "iat" => issued_at, "iss" => @issuer,
          "jti" => SecureRandom.hex(10), "nbf" => issued_at - EARLY, "sub" => subject }
      end

      # What a session token says beyond {#common_claims}.
      #
      # @param session_id [String]
      # @param age [Integer] seconds since the user proved who they are
      # @param user [User, nil] whose features and plan to tell
      # @param membership [Membership, nil] the user's place in the active organization
      # @return [Hash]
      def session_claims(session_id:, age:, user: nil, membership: nil)
        organization = membership&.organization
        packed = PermissionPacking.pack(organization_features: organization&.features || [],
                                        user_features: user&.features || [],
                                        permissions: membership&.permissions || [])
        claims = { "sid" => session_id, "sts" => "active", "fva" => [[age / 60, 0].max, -1], "v" => 2 }
        claims["fea"] = packed["fea"]
        claims["pla"] = plans(organization, user)
        claims["o"] = organization_claim(membership, packed) if membership
        claims.compact
      end

      # @param base [Hash] claims or header fields
      # @param changes [Hash] what replaces them; nil leaves one out
      # @return [Hash] sorted by name, as Clerk writes them
      def patch(base, changes)
        base.merge(changes.transform_keys(&:to_s)).compact.sort.to_h
      end

      private

      def plans(organization, user)
        plans = [("o:#{organization.plan}" if organization&.plan), ("u:#{user.plan}" if user&.plan)].compact
        plans.join(",") unless plans.empty?
      end

      def organization_claim(membership, packed)
        { "id" => membership.organization.id, "rol" => membership.role.delete_prefix("org:"),
          "slg" => membership.organization.slug, "per" => packed["per"], "fpm" => packed["fpm"] }.compact
      end
    end
  end
end
