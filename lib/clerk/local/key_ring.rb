# frozen_string_literal: true

require "json"
require "openssl"
require_relative "ids"

module Clerk
  class Local
    # The RSA keys that sign the tokens. Signs with OpenSSL on purpose: it shares no code with the Rust verifier.
    class KeyRing
      # One RSA key and the id that tokens and the key set know it by.
      Key = Struct.new(:id, :rsa)
      private_constant :Key

      # @param key [OpenSSL::PKey::RSA, String, nil] a private key or its PEM; nil generates one of 2048 bits
      def initialize(key = nil)
        @keys = [make(key)].freeze
      end

      # @return [String] the id ("kid") of the key that signs now
      def id = @keys.last.id

      # @return [String] the public half of the key that signs now
      def public_pem = @keys.last.rsa.public_to_pem

      # Adds a key and signs with it from now on; the old ones stay in the set.
      #
      # @return [String] the id of the new key
      def rotate
        @keys = [*@keys, make(nil)].freeze
        id
      end

      # @return [void]
      def drop_old
        @keys = [@keys.last].freeze
      end

      # @return [Hash] the JSON Web Key Set
      def jwks
        { "keys" => @keys.map { |key| jwk(key) } }
      end

      # @param header [Hash] the JOSE header, used as it is
      # @param payload [Hash] the claims, used as they are
      # @return [String] a JWT, signed with RSA and SHA-256 by the newest key
      def sign(header, payload)
        text = [header, payload].map { |part| base64(JSON.generate(part)) }.join(".")
        "#{text}.#{base64(@keys.last.rsa.sign("SHA256", text))}"
      end

      # @param token [Object] anything a client sent
      # @return [Hash, nil] the claims when one of these keys signed the token, expired or not
      def read(token)
        head, body, signature, rest = token.to_s.split(".", -1)
        return if signature.nil? || rest

        header = JSON.parse(bytes(head))
        return unless header.is_a?(Hash) && header["alg"] == "RS256"

        key = @keys.find { |candidate| candidate.id == header["kid"] }
        JSON.parse(bytes(body)) if key&.rsa&.verify("SHA256", bytes(signature), "#{head}.#{body}")
      rescue JSON::ParserError, OpenSSL::PKey::PKeyError
        nil
      end

      # @return [String] no key material
      def inspect = "#<#{self.class} #{@keys.map(&:id).join(" ")}>"

      private

      def make(key)
        key = OpenSSL::PKey::RSA.new(key) if key.is_a?(String)
        Key.new(Ids.random("ins_"), key || OpenSSL::PKey::RSA.new(2048))
      end

      def jwk(key)
        { "use" => "sig", "kty" => "RSA", "kid" => key.id, "alg" => "RS256",
          "n" => base64(key.rsa.n.to_s(2)), "e" => base64(key.rsa.e.to_s(2)) }
      end

      def base64(bytes) = [bytes].pack("m0").tr("+/", "-_").delete("=")

      def bytes(text) = text.tr("-_", "+/").unpack1("m")
    end
  end
end
