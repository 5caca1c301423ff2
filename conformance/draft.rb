# frozen_string_literal: true

require "json"

module Conformance
  # A JWT in the making: what a twist may change about it.
  Draft = Struct.new(:header, :claims, :head, :payload, :key, :digest, :edits) do
    # @return [String] the signed token
    def text
      signed = "#{encode(head == :header ? header : head)}.#{encode(payload == :claims ? claims : payload)}"
      token = "#{signed}.#{base64(signature(signed))}"
      edits.reduce(token) { |text, edit| edit.call(text) }
    end

    private

    def signature(signed)
      return "" if digest.nil?
      return OpenSSL::HMAC.digest("SHA256", KEYS["instance"].public_to_pem, signed) if digest == "HMAC"

      KEYS.fetch(key).sign(digest, signed)
    end

    # A String is raw bytes, so that a twist can make what is no JSON.
    def encode(part) = base64(part.is_a?(String) ? part : JSON.generate(part))

    def base64(bytes) = Base64.urlsafe_encode64(bytes, padding: false)
  end
end
