# frozen_string_literal: true

module Clerk
  class Local
    # Users, organizations and who is signed in. Part of {Local}.
    module People
      # @return [Array<User>] in the order they were created
      def users = synchronize { @store.users }

      # @return [Array<Organization>] in the order they were created
      def organizations = synchronize { @store.organizations }

      # @param attributes [Hash] those of {User#initialize} but created_at: email_address, username, first_name, …
      # @return [User]
      # @raise [ArgumentError] when the id is taken
      def create_user(**attributes) = synchronize { @store.add_user(**attributes) }

      # @param id [String] id or user name
      # @param changes [Hash] attributes as {#create_user} takes them
      # @return [User] the changed user
      # @raise [ArgumentError] when there is no such user, or no such attribute
      def update_user(id, **changes) = synchronize { @store.update_user(known_user(id).id, **changes) }

      # Ends the user's sessions too.
      #
      # @param id [String]
      # @return [User, nil] the user that is no more; nil when there was none
      def delete_user(id) = synchronize { @store.delete_user(id) }

      # @param members [Hash{String => Hash}] role and permissions by user id or user name
      # @param attributes [Hash] those of {Organization#initialize} but created_at: name, slug, plan, features, …
      # @return [Organization]
      # @raise [ArgumentError] when a member is unknown, or a permission malformed
      def create_organization(members: {}, **attributes)
        synchronize do
          organization = @store.add_organization(**attributes)
          members.each { |user, place| add_member(organization.id, user, **place) }
          organization
        end
      end

      # @param organization [String] id or slug
      # @param user [String] id or user name
      # @param role [String] for example "org:admin"
      # @param permissions [Array<String>] for example "org:invoices:read"
      # @return [Membership]
      # @raise [ArgumentError] when either does not exist, or a permission is malformed
      def add_member(organization, user, role:, permissions: [])
        synchronize do
          @store.add_membership(organization: known_organization(organization), user: known_user(user),
                                role:, permissions:)
        end
      end

      # @param organization [String] id or slug
      # @param user [String] id or user name
      # @return [Membership, nil]
      # @raise [ArgumentError] when either does not exist
      def membership(organization, user)
        synchronize { @store.membership(known_user(user), known_organization(organization)) }
      end

      # @param user_id [String] id or user name
      # @param organization_id [String, nil] id or slug of the organization to activate
      # @param dev_browser [String, nil] token of the browser to sign in on; nil makes a new one. The session's
      #   `client.token` is this token
      # @return [Session]
      # @raise [ArgumentError] when one of them does not exist, or the user is not a member
      def sign_in(user_id, organization_id: nil, dev_browser: nil)
        synchronize do
          user = known_user(user_id)
          organization = known_membership(user, organization_id).organization if organization_id
          client = dev_browser ? known_client(dev_browser) : @store.add_client
          @store.sign_in(user, client:, organization:)
        end
      end

      # @param session_id [String]
      # @return [Session] which has ended
      # @raise [ArgumentError] when there is no such session
      def sign_out(session_id) = synchronize { known_session(session_id).finish("ended") }

      private

      def known_user(name)
        user = @store.user(name) || @store.users.find { |one| one.username == name }
        user || raise(ArgumentError, "there is no user #{name.inspect}")
      end

      def known_organization(name)
        @store.organization(name) || raise(ArgumentError, "there is no organization #{name.inspect}")
      end

      def known_membership(user, name)
        organization = known_organization(name)
        @store.membership(user, organization) || raise(ArgumentError, "#{user.id} is not a member of #{name.inspect}")
      end

      def known_session(id, user_id = nil)
        session = @store.session(id) || raise(ArgumentError, "there is no session #{id.inspect}")
        return session if user_id.nil? || session.user == known_user(user_id)

        raise ArgumentError, "session #{id.inspect} is not one of #{user_id.inspect}"
      end

      def known_client(token) = @store.client(token) || raise(ArgumentError, "there is no such dev browser")
    end
  end
end
