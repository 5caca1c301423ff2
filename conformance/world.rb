# frozen_string_literal: true

require "base64"
require "digest"
require "openssl"

# What every case of the suite has in common, so that a seed reproduces a run to the byte.
module Conformance
  # The moment of every case, in Unix seconds.
  NOW = 1_750_000_000
  # The host of the application.
  HOST = "www.example.com"

  # A Clerk instance as its dashboard shows it.
  Instance = Struct.new(:name, :frontend_api, :mode) do
    # @return [String]
    def publishable_key = "pk_#{mode}_#{["#{frontend_api}$"].pack("m0")}"

    # @return [String] what the names of its cookies end in
    def suffix = "_#{Base64.urlsafe_encode64(Digest::SHA1.digest(publishable_key))[0, 8]}"

    # @return [String] the `iss` of its tokens
    def issuer = "https://#{frontend_api}"

    # @param behaviour [String] what its Backend API does when asked for the keys
    # @return [String] a secret key that tells the {Backend} so
    def secret_key(behaviour) = "sk_#{mode}_#{behaviour}"
  end

  INSTANCES = {
    "production" => Instance.new("production", "clerk.example.com", "live"),
    "development" => Instance.new("development", "happy-cat-1.clerk.accounts.dev", "test")
  }.freeze

  keys = File.expand_path("../ext/clerk_core/tests/keys", __dir__)
  # The key that signs the instance's tokens, and one of somebody else's.
  KEYS = { "instance" => "instance", "other" => "other" }.transform_values do |name|
    OpenSSL::PKey::RSA.new(File.read("#{keys}/#{name}.pem"))
  end.freeze

  # How the key set names the one key: by the algorithm that each entry is for.
  KIDS = { "ins_1" => "RS256", "ins_384" => "RS384", "ins_any" => nil }.freeze
end
