# frozen_string_literal: true

module Conformance
  # Where the reference reads an input as JavaScript does, and the gem as its rules say.
  module Readings
    # The differences.
    DIFFERENCES = [
      Difference.new(
        "counters are plain numbers",
        "A redirect counter that is no plain decimal number is unreadable, so 0 (§5.2); JavaScript also reads " \
        "fractions, signs, exponents, hexadecimal digits and Infinity."
      ) do |kase, _, _|
        count = kase[:redirect_count].to_s.strip
        !count.empty? && !count.match?(/\A\d+\z/)
      end,
      Difference.new(
        "client_uat is a decimal number",
        "The leading integer of client_uat (§2) is a decimal one; JavaScript also reads hexadecimal ones."
      ) do |kase, _, _|
        %i[client_uat client_uat_suffixed].any? { |name| kase[name].to_s.match?(/\A\s*[+-]?0x/i) }
      end,
      Difference.new(
        "keys that cannot verify",
        "A key for encryption or of another type is not one of the key set (§9); the reference finds it by its kid " \
        "and fails to use it. Both refuse.",
        %w[reason x-clerk-auth-reason]
      ) do |kase, theirs, ours|
        %w[encryption oct].include?(kase[:jwks]) && theirs["status"] == "signed-out" && ours["status"] == "signed-out"
      end,
      Difference.new(
        "renewal without cookies",
        "A 2xx without cookies is `unexpected-sdk-error` (§6), 204 as well as 200."
      ) do |kase, theirs, ours|
        kase[:refresh] == "204" && theirs["reason"].to_s.end_with?("-unexpected-bapi-error") &&
          ours["reason"].to_s.end_with?("-unexpected-sdk-error")
      end,
      Difference.new(
        "repeated parameters",
        "A parameter with * or + is the text that it matches; the reference makes a list of it, which no " \
        "organization is ever equal to, and redirects until the loop guard ends it."
      ) do |kase, theirs, _|
        Array(kase[:organization_patterns]).any? { |pattern| pattern.match?(/:(?:slug|id)(?:\([^)]*\))?[*+]/) } &&
          (theirs["reason"] == "active-organization-mismatch" || theirs["location"].to_s.include?("organization_id="))
      end,
      Difference.new(
        "requests without Host",
        "Without a Host header (HTTP/1.0) the server's own name is the host, also with a forwarded scheme (§2); the " \
        "reference then ignores the scheme."
      ) do |kase, _, _|
        kase[:host].nil? && !kase[:forwarded_proto].nil?
      end
    ].freeze
  end
end
