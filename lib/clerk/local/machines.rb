# frozen_string_literal: true

require_relative "ids"

module Clerk
  class Local
    # Tokens that machines send. Part of {Local}.
    module Machines
      # What the opaque tokens of each kind start with, and what the ids of their subjects start with.
      KINDS = {
        api_key: { prefix: "ak_", subject: "user_", id: "ak_" },
        m2m_token: { prefix: "mt_", subject: "mch_", id: "mt_" },
        oauth_token: { prefix: "oat_", subject: "user_", id: "oat_" }
      }.freeze
      private_constant :KINDS

      # @param kind [Symbol] `:api_key`, `:m2m_token` or `:oauth_token`
      # @param jwt [Boolean] a JWT instead of an opaque token; there are no API keys of this form
      # @param subject [String, nil] whom it stands for; nil: the first user, or a new machine for an M2M token
      # @param scopes [Array<String>] what it may do
      # @param claims [Hash, nil] custom claims of an API key or an M2M token
      # @param audience [String, Array<String>, nil] `aud`
      # @param expires_in [Integer] seconds; may be negative
      # @return [String] the token
      # @raise [ArgumentError] when there is no such kind or form
      def machine_token(kind, jwt: false, subject: nil, scopes: [], claims: nil, audience: nil, expires_in: 3600)
        form = KINDS.fetch(kind) { raise ArgumentError, "there are no machine tokens of the kind #{kind.inspect}" }
        raise ArgumentError, "an API key is never a JWT" if jwt && kind == :api_key

        subject ||= kind == :m2m_token ? Ids.random(form[:subject]) : users.first.id
        facts = { "id" => Ids.random(form[:id]), "type" => kind.to_s, "subject" => subject, "scopes" => scopes,
                  "claims" => claims, "expiration" => (now + expires_in) * 1000, "aud" => audience && Array(audience) }
        jwt ? machine_jwt(kind, facts, expires_in) : opaque_machine_token(kind, form, facts)
      end

      # The Backend API then says `revoked: true` of it.
      #
      # @param token [String] an opaque one
      # @return [void]
      def revoke_machine_token(token)
        synchronize { @machine_tokens.fetch(token)["revoked"] = true }
      end

      # @param kind [Symbol]
      # @param token [String]
      # @return [Hash, nil] what the Backend API says of an opaque token
      # @api private
      def machine_token_facts(kind, token)
        facts = @machine_tokens[token] or return
        return unless facts["type"] == kind.to_s

        expired = facts["expiration"] <= now * 1000
        facts.merge("object" => kind.to_s, "revoked" => facts["revoked"] || false, "expired" => expired)
      end

      private

      def opaque_machine_token(kind, form, facts)
        more = { api_key: { "name" => "A key" }, oauth_token: { "client_id" => "client_local" } }.fetch(kind, {})
        Ids.random(form[:prefix]).tap { |token| synchronize { @machine_tokens[token] = facts.merge(more).compact } }
      end

      def machine_jwt(kind, facts, expires_in)
        common = { "iss" => issuer, "sub" => facts["subject"], "jti" => facts["id"], "aud" => facts["aud"],
                   "iat" => now, "nbf" => now - Mint::EARLY, "exp" => now + expires_in }
        if kind == :m2m_token
          own = { "scopes" => (facts["scopes"].join(" ") if facts["scopes"].any?), **facts["claims"].to_h }
          @mint.token(category: Mint::MACHINE, claims: @mint.patch(common, own))
        else
          own = { "client_id" => "client_local", "scope" => facts["scopes"].join(" ") }
          @mint.token(category: nil, claims: @mint.patch(common, own), header: { "typ" => "at+jwt", "cat" => nil })
        end
      end
    end
  end
end
