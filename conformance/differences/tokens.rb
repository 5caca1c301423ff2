# frozen_string_literal: true

module Conformance
  # Where the gem is stricter about tokens.
  module Tokens
    class << self
      # Whether a case has a token with one of these oddities.
      def any?(kase, *names) = odd?(kase.oddities, names)

      # Whether a cookie has a token that the gem, unlike the reference, cannot read: that also decides which form of
      # the cookies is trusted.
      def unread?(kase, *names)
        tokens = kase.choices.values_at(:session, :session_suffixed).grep(Array).flatten
        odd?(tokens, names)
      end

      # Whether the gem refuses the token for this reason, or does without the cookies that brought it.
      def refused?(theirs, ours, reason)
        ours["reason"] == reason || dropped?(theirs, ours)
      end

      # Whether the reference took cookies from a handshake or a refresh that the gem did not take.
      def dropped?(theirs, ours)
        resolved = ->(outcome) { outcome.dig("headers", "access-control-allow-origin") == "null" }
        renewed = ->(outcome) { outcome["setCookies"].to_a.any? { |cookie| cookie.start_with?("__session") } }
        [resolved, renewed].any? { |taken| taken.call(theirs) && !taken.call(ours) }
      end

      private

      def odd?(oddities, names) = oddities.any? { |oddity| names.any? { |name| oddity.match?(/\A#{name}\z/) } }
    end

    WRONG_TYPES = [/aud_(none|number|zero|numbers|mixed|null|object|false|nested|nulls)/, /azp_(null|number|list)/,
                   /iat_(null|text|false|list)/].freeze
    FOREIGN = [/iss_.*/, "foreign"].freeze
    PADDED = %w[padded payload_padded header_padded].freeze
    SHAPES = [/payload_(null|number|list|text)/, /header_(null|list|text|number)/].freeze
    KIDS = %w[kid_list kid_proto kid_constructor].freeze
    UNREADABLE = %w[payload_bytes payload_surrogate payload_bom].freeze
    CLASSES = ["template_class", "sub_machine", /cat_.*/].freeze
    FOREVER = %w[nbf_huge iat_huge].freeze
    PACKED = %w[org_user_first org_user_between org_feature_odd].freeze
    private_constant :SHAPES, :KIDS, :WRONG_TYPES, :FOREIGN, :PADDED, :UNREADABLE, :CLASSES, :FOREVER, :PACKED

    # The differences.
    DIFFERENCES = [
      Difference.new(
        "issuer pinned",
        "Without `issuer`, a token's `iss` must be this instance (§8, ours)."
      ) do |kase, theirs, ours|
        Array(kase[:issuer]).empty? && any?(kase, *FOREIGN) && refused?(theirs, ours, "token-invalid-issuer")
      end,
      Difference.new(
        "claims of a wrong type",
        "`aud`, `azp` and `iat` of a wrong type are refused even where nothing is compared with them (§8, " \
        "ours)."
      ) do |kase, theirs, ours|
        any?(kase, *WRONG_TYPES) && (refused?(theirs, ours, "token-verification-failed") ||
          theirs["reason"] == "session-token-iat-before-client-uat")
      end,
      Difference.new(
        "no base64 padding",
        "A JWT with padding is none (RFC 7515 §2, ARCHITECTURE.md)."
      ) do |kase, theirs, ours|
        any?(kase, *PADDED) && (unread?(kase, *PADDED) || refused?(theirs, ours, "token-invalid"))
      end,
      Difference.new(
        "payloads that are no JSON",
        "Bytes that are not UTF-8, half surrogates and byte order marks mean different things to different " \
        "readers; RFC 8259 forbids them."
      ) do |kase, theirs, ours|
        any?(kase, *UNREADABLE) && (unread?(kase, *UNREADABLE) || refused?(theirs, ours, "token-invalid"))
      end,
      Difference.new(
        "headers and payloads are objects",
        "A JWT whose header or payload is no JSON object is invalid (§8, ours)."
      ) do |kase, theirs, ours|
        any?(kase, *SHAPES) && (unread?(kase, *SHAPES) || theirs["threw"] || refused?(theirs, ours, "token-invalid"))
      end,
      Difference.new(
        "kid is a text",
        "A `kid` that is no text, or one that JavaScript's objects happen to have, names no key (§8)."
      ) do |kase, theirs, ours|
        any?(kase,
             *KIDS) && (refused?(theirs, ours, "jwk-kid-mismatch") ||
          [theirs, ours].any? { |outcome| outcome["reason"] == "token-verification-failed" })
      end,
      Difference.new(
        "readable issuer",
        "An `iss` that is no text is not readable, so the plain cookies are trusted (§2 rule 1)."
      ) do |kase, _, _|
        kase[:session].is_a?(Array) && kase[:session].intersect?(%w[iss_number iss_list])
      end,
      Difference.new(
        "readable times",
        "An `exp` or `iat` that is no number is neither past nor newer where the form of the cookies is " \
        "chosen (§2 rules 4 and 6)."
      ) do |kase, _, _|
        (kase[:session_suffixed] || kase[:client_uat_suffixed]) &&
          unread?(kase, /(exp|iat)_(text|null|true|false|list)/)
      end,
      Difference.new(
        "class of brought tokens",
        "The class is checked in the session token inside a handshake or refresh too (§8, ours)."
      ) do |kase, theirs, ours|
        any?(kase, *CLASSES) && dropped?(theirs, ours)
      end,
      Difference.new(
        "times beyond the calendar",
        "A time that JavaScript's dates cannot hold is still in the future (§8)."
      ) do |kase, theirs, ours|
        late = %w[session-token-nbf session-token-iat-in-the-future token-verification-failed]
        any?(kase, *FOREVER) &&
          (dropped?(theirs, ours) || (theirs["reason"] != ours["reason"] && late.include?(ours["reason"])))
      end,
      Difference.new(
        "missing azp allowed",
        "`missing_azp: :allow` lets a token without `azp` pass (§8, ours)."
      ) do |kase, theirs, ours|
        kase[:missing_azp] == "allow" && any?(kase, "azp_missing", "azp_empty") && ours["reason"] != theirs["reason"]
      end,
      Difference.new(
        "permissions by the whole feature list",
        "`fpm` is indexed by the whole `fea` list, as Clerk documents it (§11).",
        %w[auth.orgPermissions auth.has]
      ) do |kase, _, _|
        any?(kase, *PACKED)
      end
    ].freeze
  end
end
