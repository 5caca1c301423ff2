# frozen_string_literal: true

require "clerk"
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

    # @return [Session, nil] lazy
    def clerk_session
      clerk.session
    end

    # @return [User, nil] lazy
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

    # @return [Hash{String => Object}, nil]
    def clerk_session_claims
      clerk.session_claims
    end

    # @return [Organization, nil] the active organization, lazy
    def clerk_organization
      clerk.organization
    end

    # @return [String, nil]
    def clerk_organization_id
      clerk.organization_id
    end

    # @return [String, nil] the user's role in the active organization, such as `org:admin`
    def clerk_organization_role
      clerk.organization_role
    end

    # @return [Array<String>, nil] the user's permissions there
    def clerk_organization_permissions
      clerk.organization_permissions
    end

    # @param return_url [String, nil] where the visitor shall come back to
    # @return [String, nil] see {Auth::Pages#sign_in_url}
    def clerk_sign_in_url(return_url: nil)
      clerk.sign_in_url(return_url:)
    end

    # @param return_url (see #clerk_sign_in_url)
    # @return [String, nil] see {Auth::Pages#sign_up_url}
    def clerk_sign_up_url(return_url: nil)
      clerk.sign_up_url(return_url:)
    end

    # @param return_url (see #clerk_sign_in_url)
    # @return [String, nil] see {Auth::Pages#sign_out_url}
    def clerk_sign_out_url(return_url: nil)
      clerk.sign_out_url(return_url:)
    end

    # @param return_url (see #clerk_sign_in_url)
    # @return [String, nil] see {Auth::Pages#user_profile_url}
    def clerk_user_profile_url(return_url: nil)
      clerk.user_profile_url(return_url:)
    end
  end
end
