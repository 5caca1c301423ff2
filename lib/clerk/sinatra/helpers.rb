# frozen_string_literal: true

module Sinatra
  module Clerk
    # What routes, filters and views may call.
    module Helpers
      # @return [::Clerk::Auth] who makes this request
      # @raise [::Clerk::MiddlewareMissing]
      def clerk
        ::Clerk.auth(env)
      end

      # @return [::Clerk::User, nil] lazy
      def clerk_user
        clerk.user
      end

      # @return [String, nil]
      def clerk_user_id
        clerk.user_id
      end

      # @return [Boolean] whether a user makes this request; a machine is none
      def clerk_user_signed_in?
        clerk.user?
      end

      # @return [::Clerk::Session, nil] lazy
      def clerk_session
        clerk.session
      end

      # @return [::Clerk::Organization, nil] the active organization, lazy
      def clerk_organization
        clerk.organization
      end

      # @param return_url [String, nil] where the visitor shall come back to
      # @return [String, nil] see {::Clerk::Auth::Pages#sign_in_url}
      def clerk_sign_in_url(return_url: nil)
        clerk.sign_in_url(return_url:)
      end

      # @param return_url (see #clerk_sign_in_url)
      # @return [String, nil] see {::Clerk::Auth::Pages#sign_up_url}
      def clerk_sign_up_url(return_url: nil)
        clerk.sign_up_url(return_url:)
      end

      # For filters and routes. Without a session, somebody who visits a page is sent to sign in and comes back to it;
      # everything else (forms, XHR, fetch, JSON) gets 401, never a redirect.
      #
      # @return [void]
      def require_clerk_session!
        require_clerk!
      end

      # The same with demands; who is signed in and may not gets 403.
      #
      # @param demands [Hash] those of {::Clerk::Guard}
      # @return [void]
      # @raise [ArgumentError] naming the demand that cannot be made
      def require_clerk!(**demands)
        clerk_admit(::Clerk::Guard.new(**demands))
      end

      # A fresh proof of who the user is; without it, ClerkJS asks for one and sends the request again.
      #
      # @param preset [Symbol, Hash] as {::Clerk::Auth#has?} takes it
      # @yieldparam preset [Symbol, Hash] instead, when the proof is missing
      # @return [void]
      def require_reverification!(preset = ::Clerk::StepUp::Preset::STRICT, &block)
        return clerk.user_require_reverification!(preset, &block) if block

        require_clerk!(reverification: preset)
      end

      # @param preset [Symbol, Hash, nil] nil: `:strict`
      # @return [void]
      def render_reverification!(preset = nil)
        halt(*clerk.reverification_response(preset || ::Clerk::StepUp::Preset::STRICT))
      end

      private

      def clerk_admit(guard)
        refusal = guard.call(clerk)
        halt(*refusal) if refusal
      end
    end
  end
end
