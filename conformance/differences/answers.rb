# frozen_string_literal: true

module Conformance
  # Where the gem is stricter about what the Backend API answers and what tokens say.
  module Answers
    # The type that each field of the auth object has, where it has one.
    TYPES = { "sessionId" => String, "sessionStatus" => String, "orgId" => String, "orgRole" => String,
              "orgSlug" => String,
              "orgPermissions" => Array, "actor" => Hash, "scopes" => Array, "id" => String, "subject" => String,
              "name" => String, "clientId" => String, "claims" => Hash, "factorVerificationAge" => Array }.freeze
    private_constant :TYPES

    class << self
      # The fields where the reference hands on what is not of the field's type, and the check that reads them.
      def untyped(theirs, ours)
        return if theirs["auth"].nil? || ours["auth"].nil?

        odd = TYPES.keys.select do |field|
          value = theirs["auth"][field]
          odd?(field, value) && [nil, [], Array(value).grep(String)].include?(ours["auth"][field])
        end
        odd.map { |field| "auth.#{field}" } + ["auth.has"] if odd.any?
      end

      # The last part of an opaque token, which names its answer.
      def answer(kase)
        kase[:authorization]&.fetch(:token).then do |token|
          token.is_a?(String) ? token[/_(.*)/, 1] : nil
        end
      end

      # Forms of directives among all of a case.
      def directive?(kase, *forms) = kase.oddities.any? { |oddity| forms.include?(oddity) }

      private

      def odd?(field, value)
        case field
        when "scopes", "orgPermissions" then !(value.is_a?(Array) && value.all?(String))
        when "factorVerificationAge" then !value.nil? && !(value.is_a?(Array) && value.size == 2 && value.all?(Integer))
        when "id", "clientId" then !value.nil? && (!value.is_a?(String) || value.empty?)
        else !value.nil? && !value.is_a?(TYPES[field])
        end
      end
    end

    # The differences.
    DIFFERENCES = [
      Difference.new(
        "dead machine tokens",
        "A 200 that says revoked, expired or inactive is not signed in (§10, ours)."
      ) do |kase, theirs, ours|
        MachineAnswers::DEAD.include?(answer(kase)) &&
          theirs["reason"] != "token-invalid" && ours["reason"] == "token-invalid"
      end,
      Difference.new(
        "answers about nobody",
        "An answer that names no subject signs nobody in."
      ) do |kase, theirs, ours|
        ["subject_missing", "subject_number", *Backend::FAILURES.keys].include?(answer(kase)) &&
          theirs["reason"] != "unexpected-error" && ours["reason"] == "unexpected-error"
      end,
      Difference.new(
        "cookies that are no headers",
        "A cookie directive that is no header is dropped (ARCHITECTURE.md); the reference fails on some and " \
        "sends others."
      ) do |kase, _, _|
        directive?(kase, *Directives::ODD)
      end,
      Difference.new(
        "typed fields",
        "A field of the auth object has its type or is empty; a value of another type is not handed on."
      ) do |_, theirs, ours|
        untyped(theirs, ours)
      end,
      Difference.new(
        "oddities that are no errors",
        "Claims on which the reference fails with an exception are passed over."
      ) do |_, theirs, ours|
        theirs["threw"].to_s.match?(/is not a function|missing colon/) && !ours["raised"]
      end,
      Difference.new(
        "odd feature lists",
        "An entry of `fea` without a scope is passed over; the reference gives up."
      ) do |kase, theirs, ours|
        directive?(kase,
                   "org_feature_odd") && theirs["reason"] == "unexpected-error" && ours["reason"] != "unexpected-error"
      end,
      Difference.new(
        "error codes in headers",
        "Of an API error's code only visible ASCII becomes part of a header and a URL (§12)."
      ) do |kase, theirs, ours|
        kase[:refresh] == "422odd" && theirs["reason"] != ours["reason"]
      end,
      Difference.new(
        "no organization, no permissions",
        "Permissions and role belong to an active organization (§11).",
        %w[auth.orgPermissions]
      ) do |_, theirs, ours|
        theirs["auth"] && !theirs["auth"]["orgId"].is_a?(String) && ours["auth"]["orgPermissions"].nil?
      end
    ].freeze
  end
end
