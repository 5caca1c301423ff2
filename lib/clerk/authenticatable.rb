# frozen_string_literal: true

require "clerk"
require "clerk/readers"
require "clerk/authenticatable/guards"
require "clerk/authenticatable/compatibility"

module Clerk
  # A concern for Rails controllers, those of API applications included. All its methods are private, so that none of
  # them becomes an action, and all but the filters are helpers in views too.
  #
  # @example
  #   class ApplicationController < ActionController::Base
  #     include Clerk::Authenticatable
  #     before_action :require_clerk_session!
  #   end
  module Authenticatable
    include Readers
    include Guards
    include Compatibility

    # What views may call.
    HELPERS = %i[
      clerk clerk_session clerk_user clerk_user_id clerk_user_signed_in? clerk_session_claims
      clerk_organization clerk_organization_id clerk_organization_role clerk_organization_permissions
      clerk_sign_in_url clerk_sign_up_url clerk_sign_out_url clerk_user_profile_url
    ].freeze

    # A concern of the application that includes this one passes it on to the controllers that include the concern.
    module PassedOn
      private

      # First, as the concern's own `included` block may use what it brings.
      def append_features(base)
        Authenticatable.included(base)
        super
      end
    end
    private_constant :PassedOn

    # @api private
    def self.included(base)
      super
      return base.extend(PassedOn) unless base.is_a?(Class)
      return if base.singleton_class.include?(Guards::Macro)

      base.extend(Guards::Macro, Compatibility::Filters)
      base.helper_method(*HELPERS, *Compatibility::HELPERS) if base.respond_to?(:helper_method)
    end

    private

    # @return [Auth] who makes this request
    # @raise [MiddlewareMissing]
    def clerk
      Clerk.auth(request.env)
    end
  end
end
