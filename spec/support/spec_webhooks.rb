# frozen_string_literal: true

require "json"
require "openssl"
require "rack/mock"

# Clerk as the sender of webhooks. It signs with Ruby's OpenSSL, not with the core.
module SpecWebhooks
  # What Svix's documentation uses, and another one.
  SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
  OTHER_SECRET = "whsec_AAcOFRwjKjE4P0ZNVFtiaXB3foWMk5qhqK+2vcTL0tk="

  # The JSON of an event.
  def event(type = "user.created", data = { id: "user_1" }, **more)
    JSON.generate({ data:, instance_id: "ins_1", object: "event", timestamp: 1_654_012_591_514, type: }.merge(more))
  end

  # The headers of a delivery.
  def headers_for(body, id: "msg_1", at: clock.now, secret: SECRET, family: "svix")
    key = secret.delete_prefix("whsec_").unpack1("m")
    signature = OpenSSL::HMAC.digest("SHA256", key, "#{id}.#{at}.".b + body.b)
    { "#{family}-id" => id, "#{family}-timestamp" => at.to_s, "#{family}-signature" => "v1,#{[signature].pack("m0")}" }
  end

  # The request of a delivery, as a Rack environment.
  def delivery(body = event, headers: nil, path: "/webhooks/clerk", input: StringIO.new(body.b), **options)
    env = Rack::MockRequest.env_for("http://app.example#{path}", method: "POST", "CONTENT_TYPE" => "application/json")
    env.merge!("CONTENT_LENGTH" => body.bytesize.to_s, "rack.input" => input)
    (headers || headers_for(body, **options)).each do |name, value|
      env["HTTP_#{name.upcase.tr("-", "_")}"] = value
    end
    env
  end

  # An input as Rack 3 allows it: it is read once.
  class Once
    def initialize(text) = @io = StringIO.new(text)

    def read(...) = @io.read(...)

    def gets(...) = @io.gets(...)

    def each(&) = @io.each(&)

    def close; end
  end
end
