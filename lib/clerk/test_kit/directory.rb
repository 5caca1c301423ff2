# frozen_string_literal: true

module Clerk
  module TestKit
    # Finds in an instance whom a test names, and creates who is missing.
    class Directory
      # Where things of an application keep their ids at Clerk.
      USER_ID = %i[clerk_user_id clerk_id id].freeze
      ORGANIZATION_ID = %i[clerk_organization_id clerk_id id].freeze
      private_constant :USER_ID, :ORGANIZATION_ID

      # @param local [Local]
      def initialize(local)
        @local = local
      end

      # @param named [String, Object, nil] as {Testing#clerk_sign_in} takes it
      # @param attributes [Hash] of the user; they change one who is there
      # @return [Local::User]
      # @raise [ArgumentError]
      def user(named, attributes = {})
        changes = attributes.except(:id)
        name = named.nil? ? attributes[:id] : name_of(named, USER_ID)
        found = @local.users.find { |user| [user.id, user.username].include?(name) } if name
        return create_user(name, changes) unless found

        changes.empty? ? found : @local.update_user(found.id, **changes)
      end

      # @param named [true, String, Hash, Object] as {Testing#clerk_sign_in} takes it
      # @return [Local::Organization]
      # @raise [ArgumentError]
      def organization(named)
        attributes = named.is_a?(Hash) ? named.transform_keys(&:to_sym) : organization_named(named)
        names = attributes.values_at(:id, :slug).compact
        @local.organizations.find { |one| names.include?(one.id) || names.include?(one.slug) } ||
          create_organization(attributes)
      end

      # Sees to it that a user belongs to an organization.
      #
      # @param organization [Local::Organization]
      # @param user [Local::User]
      # @param role [String, nil] nil leaves the one the user has there, or is `org:member`
      # @param permissions [Array<String>, nil] nil leaves them too
      # @return [void]
      # @raise [ArgumentError]
      def join(organization, user, role: nil, permissions: nil)
        present = @local.membership(organization.id, user.id)
        return if present && role.nil? && permissions.nil?

        granted = Array(permissions || present&.permissions).map { |name| "org:#{name.to_s.delete_prefix("org:")}" }
        @local.add_member(organization.id, user.id, role: role || present&.role || "org:member", permissions: granted)
      end

      # @param named [String, Object, nil] whom a machine token stands for
      # @return [String] an id; a user or an organization that is not there is created
      # @raise [ArgumentError]
      def subject(named)
        return user(nil).id if named.nil?

        case name = name_of(named, USER_ID)
        when /\Aorg_/ then organization(name).id
        when /\Amch_/ then name
        else user(name).id
        end
      end

      private

      def name_of(named, methods)
        return named if named.is_a?(String)

        method = methods.find { |candidate| named.respond_to?(candidate) }
        name = named.public_send(method) if method
        return name if name.is_a?(String)

        raise ArgumentError, "#{named.class} has none of #{methods.join(", ")} that says in a String who it is at Clerk"
      end

      def create_user(id, attributes)
        id ||= Local::Ids.random("user_")
        unless id.start_with?("user_")
          raise ArgumentError, "#{id.inspect} is no id of a user (user_…), and nobody of this name was created before"
        end

        @local.create_user(id:, first_name: "Test", last_name: "User",
                           email_address: "#{id.downcase}@example.com", **attributes)
      end

      def organization_named(named)
        return {} if named == true

        name = name_of(named, ORGANIZATION_ID)
        name.to_s.start_with?("org_") ? { id: name } : { slug: name.to_s }
      end

      def create_organization(attributes)
        id = attributes[:id] || Local::Ids.random("org_")
        slug = attributes[:slug] || id.downcase.tr("_", "-")
        @local.create_organization(id:, slug:, name: slug.split(/[-_]/).map(&:capitalize).join(" "), **attributes)
      end
    end
  end
end
