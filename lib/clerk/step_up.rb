# frozen_string_literal: true

module Clerk
  # Reverification under the names that clerk-sdk-ruby gave it: an application that uses them goes on working. Where
  # they are taken, the names of the presets are too (`:strict`).
  #
  # @see https://clerk.com/docs/guides/secure/reverification
  module StepUp
    # What Clerk's presets stand for.
    module Preset
      STRICT_MFA = { after_minutes: 10, level: :multi_factor }.freeze
      STRICT = { after_minutes: 10, level: :second_factor }.freeze
      MODERATE = { after_minutes: 60, level: :second_factor }.freeze
      LAX = { after_minutes: 1440, level: :second_factor }.freeze
    end

    # The same by name.
    PRESETS = { strict_mfa: Preset::STRICT_MFA, strict: Preset::STRICT, moderate: Preset::MODERATE,
                lax: Preset::LAX }.freeze

    # The answer that makes ClerkJS ask the user for a proof and try again.
    module Reverification
      # @param wanted [Symbol, Hash] what is missing, as {Auth#has?} takes it
      # @return [Hash] the body of the answer, for a response of status 403
      # @raise [ArgumentError] for what is no reverification
      def self.error_payload(wanted)
        require "json"
        hint = JSON.parse(Authorization.new({ reverification: wanted }).reverification_hint)
        { clerk_error: { type: "forbidden", reason: "reverification-error", metadata: { reverification: hint } } }
      end
    end
  end
end
