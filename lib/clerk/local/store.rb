# frozen_string_literal: true

require_relative "client"
require_relative "ids"
require_relative "membership"
require_relative "organization"
require_relative "session"
require_relative "user"

module Clerk
  class Local
    # Everything Local remembers, in memory. Not thread-safe by itself: {Local} holds one lock around every use.
    class Store
      # Anybody can make browsers, so only the newest are kept.
      BROWSERS = 10_000

      # @param clock [#call] gives Unix seconds
      # @param development [Boolean]
      def initialize(clock:, development:)
        @clock = clock
        @development = development
        @users = {}
        @organizations = {}
        @memberships = []
        @clients = {}
        @sessions = {}
      end

      # @return [Array<User>] in the order they were created
      def users = @users.values

      # @return [Array<Organization>]
      def organizations = @organizations.values

      # @return [User, nil]
      def user(id) = @users[id]

      # @return [Session, nil]
      def session(id) = @sessions[id]

      # @return [Session, nil] the user's newest active session
      def newest_session(user) = @sessions.each_value.select { |one| one.user == user && one.active? }.last

      # @return [Organization, nil] by id, else by slug
      def organization(name) = @organizations[name] || organizations.find { |candidate| candidate.slug == name }

      # @return [Client, nil] the browser that shows this token
      def client(token) = @clients[token]

      # @return [Array<Membership>] of a user
      def memberships_of(user) = @memberships.select { |membership| membership.user == user }

      # @return [Membership, nil] of a user in an organization
      def membership(user, organization) = memberships_of(user).find { |one| one.organization == organization }

      # @return [Integer] how many users belong to an organization
      def members_count(organization) = @memberships.count { |membership| membership.organization == organization }

      # @return [User] the added user
      def add_user(**attributes)
        user = User.new(created_at: @clock.call, **attributes)
        raise ArgumentError, "there already is a user #{user.id}" if @users.key?(user.id)

        @users[user.id] = user
      end

      # @return [User] the changed user
      def update_user(id, **changes)
        user = @users[id] = @users.fetch(id).with(**changes)
        @memberships.map! { |membership| membership.user == user ? membership.with(user:) : membership }
        user
      end

      # @return [Organization] the added organization
      def add_organization(**attributes)
        organization = Organization.new(created_at: @clock.call, **attributes)
        @organizations[organization.id] = organization
      end

      # @return [Membership] the new membership, instead of one the user already had there
      def add_membership(**attributes)
        membership = Membership.new(created_at: @clock.call, **attributes)
        @memberships.reject! { |one| one.id == membership.id }
        @memberships.push(membership).last
      end

      # @return [User, nil] the user that is no more, together with sessions and memberships
      def delete_user(id)
        user = @users.delete(id) or return
        @memberships.reject! { |membership| membership.user == user }
        @sessions.each_value { |session| session.finish("removed") if session.user == user }
        user
      end

      # @return [Client] a browser nobody has signed in on
      def add_client
        client = Client.new(development: @development)
        @clients.shift if @clients.size >= BROWSERS
        @clients[client.token] = client
      end

      # @return [Session] a new session, instead of the one the browser had
      def sign_in(user, client: add_client, organization: nil)
        client.session&.finish("replaced")
        session = Session.new(user:, client:, clock: @clock, organization:)
        user.last_sign_in_at = session.created_at
        client.session = session
        @sessions[session.id] = session
      end

      # @return [Array] everything there is now, for {#restore}
      def snapshot = [@users, @organizations, @memberships, @clients, @sessions].map(&:dup)

      # @param kept [Array] what {#snapshot} gave
      # @return [void]
      def restore(kept)
        @users, @organizations, @memberships, @clients, @sessions = kept.map(&:dup)
      end

      # @return [String] how much there is, not what
      def inspect = "#<#{self.class} #{@users.size} users, #{@sessions.size} sessions>"
    end
  end
end
