# frozen_string_literal: true

# Uses an installed gem as an application would, for `rake package:check`: ruby package_smoke.rb FIXTURE

require "clerk_rs_rack"
require "json"
require "openssl"

fixture = JSON.parse(File.read(ARGV.fetch(0)))
modulus, exponent = fixture.fetch("jwk").values_at("n", "e").map do |number|
  OpenSSL::ASN1::Integer(OpenSSL::BN.new(number.tr("-_", "+/").unpack1("m"), 2))
end
pem = OpenSSL::PKey::RSA.new(OpenSSL::ASN1::Sequence([modulus, exponent]).to_der).public_to_pem
token = fixture.fetch("token")

claims = Clerk.verify_token(token, jwt_key: pem, now: fixture.fetch("valid_at"))
unless claims.is_a?(Hash) && claims["sub"] == "user_2GIpXOEpVyJw51rkZn9Kmnc6Sxr"
  abort "a valid token gave #{claims.inspect}"
end

begin
  abort "a token of 2022 is still valid: #{Clerk.verify_token(token, jwt_key: pem).inspect}"
rescue Clerk::TokenError => e
  abort "a token of 2022 was refused for the wrong reason: #{e.reason}" unless e.reason.to_s == "token-expired"
end

checkout = File.expand_path("../..", __dir__)
strays = $LOADED_FEATURES.select do |path|
  path.start_with?("#{checkout}/") && Gem.path.none? { |dir| path.start_with?("#{dir}/") }
end
abort "loaded from the checkout: #{strays.join(", ")}" unless strays.empty?

library = $LOADED_FEATURES.grep(%r{/clerk_rs_rack\.(?:so|bundle|dll)\z}).fetch(0)
puts library.delete_prefix("#{Gem.dir}/")
