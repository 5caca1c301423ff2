# frozen_string_literal: true

require "clerk/readers"

module Sinatra
  module Clerk
    # What routes, filters and views may call.
    module Helpers
      include ::Clerk::Readers

      # @return [::Clerk::Auth] who makes this request
      # @raise [::Clerk::MiddlewareMissing]
      def clerk
        ::Clerk.auth(env)
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
