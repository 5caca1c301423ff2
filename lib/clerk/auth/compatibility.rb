# frozen_string_literal: true

module Clerk
  class Auth
    # The names by which clerk-sdk-ruby knew things: versions 2 and 3 the short ones, version 4 and later the others. An
    # application that uses them goes on working; new code has no need of them.
    #
    # One thing is stricter: a session without `fva` is not reverified.
    module Compatibility
      # @return [String, nil] see {Auth#token}
      def session_token
        token
      end

      # @return [Organization, nil] see {Auth#organization}
      def org
        organization
      end

      # @return [String, nil] see {Auth#organization_id}
      def org_id
        organization_id
      end

      # @return [String, nil] see {Auth#organization_role}
      def org_role
        organization_role
      end

      # @return [Array<String>, nil] see {Auth#organization_permissions}
      def org_permissions
        organization_permissions
      end

      # @return [Session, nil] the session as Clerk has it now, past every cache
      # @raise [ApiError, ConnectionError]
      def verify_session
        return unless session_id

        Session.new(session_id, @instance.call("GET", "/v1/sessions/#{escape(session_id)}"))
      end

      # @param wanted [Symbol, Hash] see {Auth#has?}
      # @return [Boolean] see {Auth#reverified?}
      def user_reverified?(wanted = StepUp::Preset::STRICT)
        reverified?(wanted)
      end
      alias is_user_reverified? user_reverified?

      # @param wanted [Symbol, Hash]
      # @return [Boolean]
      def user_needs_reverification?(wanted = StepUp::Preset::STRICT)
        !reverified?(wanted)
      end

      # @param wanted [Symbol, Hash]
      # @yieldparam wanted [Symbol, Hash] when it is missing
      # @return [Object, nil] what the block returns
      def user_require_reverification!(wanted = StepUp::Preset::STRICT)
        yield wanted if user_needs_reverification?(wanted) && block_given?
      end

      # @param wanted [Symbol, Hash]
      # @return [Array(Integer, Hash, Array)] the Rack response that asks for it
      def user_reverification_rack_response(wanted = StepUp::Preset::STRICT)
        Denial.unverified(self, Authorization.new({ reverification: wanted }))
      end
      alias reverification_response user_reverification_rack_response

      # @param wanted [Symbol, Hash]
      # @return [Hash] the body of that response
      def reverification_error_payload(wanted = StepUp::Preset::STRICT)
        StepUp::Reverification.error_payload(wanted)
      end

      private

      # Version 4 and later write these claims into every token's.
      def session_claims_with_organization
        session_claims&.merge(
          { "org_id" => organization_id, "org_slug" => organization_slug, "org_role" => organization_role,
            "org_permissions" => organization_permissions }.compact
        )
      end
    end
  end
end
