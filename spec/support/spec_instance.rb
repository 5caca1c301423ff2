# frozen_string_literal: true

require "json"
require "openssl"

# A stand-in Clerk instance for each example, on a clock that moves only when told to.
#
# Making an RSA key takes a tenth of a second, so all instances of the suite share one, and another one is the
# attacker's.
module SpecInstance
  KEY = OpenSSL::PKey::RSA.new(2048)
  OTHER_KEY = OpenSSL::PKey::RSA.new(2048)

  def self.included(base)
    base.class_eval do
      let(:clock) { SpecClock.new }
      let(:log) { SpecLog.new }
      let(:local) { new_local }
      let(:ada) { local.users.find { |user| user.username == "ada" } }
      let(:organization) { local.organizations.first }
    end
  end

  # One that is called as a Rack app, or whose tokens are all that is wanted.
  def new_local(**options)
    Clerk::Local.new(url: "http://127.0.0.1:9", key: KEY, clock: clock.seconds, name: "spec", **options)
  end

  # One that listens.
  def start_local(**options)
    server = SpecServer.start(->(env) { @listening.call(env) })
    @listening = new_local(**options, url: server.url)
  end

  # The gem's options for an instance that must not be asked anything: its public key is known.
  def offline(instance = local)
    instance.options.merge(jwt_key: instance.public_key_pem, api_url: "http://127.0.0.1:9", **on_the_clock)
  end

  def on_the_clock = { clock: clock.milliseconds, logger: log }

  # A token that nobody of ours has signed. `key` may be an RSA key, a shared secret (HMAC) or nil.
  def forge(header, claims, key: nil)
    text = [header, claims].map { |part| base64url(part.is_a?(String) ? part : JSON.generate(part)) }.join(".")
    signature = case key
                when nil then ""
                when String then OpenSSL::HMAC.digest("SHA256", key, text)
                else key.sign("SHA256", text)
                end
    "#{text}.#{base64url(signature)}"
  end

  def base64url(bytes) = [bytes].pack("m0").tr("+/", "-_").delete("=")

  # Header and claims of a token, unverified.
  def decode(token) = token.split(".").first(2).map { |part| JSON.parse(part.tr("-_", "+/").unpack1("m")) }

  # Every error of the block, with what a user sees of it.
  def error_of
    yield
    nil
  rescue StandardError => e
    e
  end
end
