# frozen_string_literal: true

module Conformance
  # What a token looks like: its parts, their encoding, the signature.
  module Shapes
    extend Twist

    # @param at [Integer] which of the three parts to change
    def self.part(at, &change)
      edit { |text| text.split(".", -1).each_with_index.map { |part, i| i == at ? change.call(part) : part }.join(".") }
    end

    # @param member [String] JSON that comes before the claims
    def self.first(member)
      ->(draft, _) { draft.payload = "{#{member},#{JSON.generate(draft.claims)[1..]}" }
    end

    # By name.
    TWISTS = {
      "signature_bad" => part(2) { |part| part.sub(/\A./) { |char| char == "A" ? "B" : "A" } },
      "signature_empty" => part(2) { "" },
      "signature_short" => part(2) { |part| part[0, 100] },
      "signature_of_other" => ->(draft, _) { draft.key = "other" },
      "tampered" => part(1) { |part| Base64.urlsafe_encode64("#{Base64.urlsafe_decode64(part)} ", padding: false) },
      "two_dots" => edit { |text| text.rpartition(".").first },
      "four_parts" => edit { |text| "#{text}.x" },
      "trailing_dot" => edit { |text| "#{text}." },
      "garbage" => edit { "garbage" },
      "dots" => edit { ".." },
      "encrypted" => edit { |text| "#{text}.x.y" },
      "padded" => part(2) { |part| "#{part}==" },
      "payload_padded" => part(1) { |part| "#{part}=" },
      "header_padded" => part(0) { |part| "#{part}==" },
      "standard_base64" => part(2) { |part| part.tr("-_", "+/") },
      "loose_bits" => part(2) { |part| part.sub(/.\z/) { |char| char.succ[-1] } },
      "header_empty" => ->(draft, _) { draft.head = {} },
      "header_null" => ->(draft, _) { draft.head = nil },
      "header_list" => ->(draft, _) { draft.head = [1] },
      "header_text" => ->(draft, _) { draft.head = '"x"' },
      "header_broken" => ->(draft, _) { draft.head = '{"alg":' },
      "header_number" => ->(draft, _) { draft.head = 7 },
      "payload_null" => payload(nil),
      "payload_number" => payload(7),
      "payload_list" => payload([1]),
      "payload_text" => payload('"x"'),
      "payload_empty" => payload(""),
      "payload_broken" => payload("{"),
      "payload_bytes" => payload("{\"sub\":\"\xFF\"}".b),
      "payload_bom" => ->(draft, _) { draft.payload = "\xEF\xBB\xBF".b + JSON.generate(draft.claims).b },
      "payload_spaced" => ->(draft, _) { draft.payload = " #{JSON.generate(draft.claims)}\n" },
      "payload_twice" => first('"sub":"user_9"'),
      "payload_deep" => ->(draft, _) { draft.claims["deep"] = JSON.parse("#{"[" * 90}1#{"]" * 90}") },
      "payload_proto" => first('"__proto__":{"a":1}'),
      "payload_long" => ->(draft, _) { draft.claims["long"] = "x" * 3000 },
      "payload_number_exact" => ->(draft, _) { draft.claims["big"] = 2**53 },
      "payload_surrogate" => first('"s":"\ud800"')
    }.freeze
  end
end
