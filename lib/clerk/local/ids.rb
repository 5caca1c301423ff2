# frozen_string_literal: true

require "digest"
require "securerandom"

module Clerk
  class Local
    # Identifiers in Clerk's form: a prefix and 27 base62 characters.
    module Ids
      LENGTH = 27
      ALPHABET = [*"0".."9", *"A".."Z", *"a".."z"].join.freeze
      private_constant :LENGTH, :ALPHABET

      # @param prefix [String] for example "user_"
      # @return [String] an identifier nobody can guess
      def self.random(prefix)
        prefix + Array.new(LENGTH) { ALPHABET[SecureRandom.random_number(ALPHABET.size)] }.join
      end

      # The seeded users keep their ids when Local is restarted, so rows that refer to them stay valid.
      #
      # @param prefix [String] for example "user_"
      # @param text [String] what the identifier is derived from
      # @return [String] the same identifier for the same text
      def self.derived(prefix, text)
        number = Digest::SHA256.hexdigest("#{prefix}#{text}").to_i(16)
        prefix + Array.new(LENGTH) { |place| ALPHABET[number / (ALPHABET.size**place) % ALPHABET.size] }.join
      end
    end
  end
end
