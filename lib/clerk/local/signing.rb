# frozen_string_literal: true

module Clerk
  class Local
    # The keys of an instance and what they sign. Part of {Local}.
    module Signing
      # @param header [Hash] the JOSE header, used as it is
      # @param payload [Hash] the claims, used as they are
      # @return [String] a JWT, signed by this instance with RSA and SHA-256 whatever the header says
      def sign(header, payload) = @keys.sign(header, payload)

      # @return [String] the issuer (`iss`) of the tokens
      def issuer = @identity.issuer

      # @return [String] the id ("kid") of the key that signs now
      def key_id = @keys.id

      # @return [String] the public key in PEM, for verification without a network (`jwt_key`)
      def public_key_pem = @keys.public_pem

      # @return [Hash] the JSON Web Key Set
      def jwks = @keys.jwks

      # Signs with a new key from now on; the key set keeps the old ones.
      #
      # @return [String] the new key's id ("kid")
      def rotate_key! = synchronize { @keys.rotate }

      # Removes all keys but the newest from the key set.
      #
      # @return [void]
      def drop_old_keys! = synchronize { @keys.drop_old }
    end
  end
end
