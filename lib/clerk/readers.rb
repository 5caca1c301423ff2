# frozen_string_literal: true

module Clerk
  # What controllers and routes call instead of `clerk.user` and its like. Private, so that none becomes an action of a
  # Rails controller; whoever includes it has a method `clerk`.
  module Readers
    private

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
