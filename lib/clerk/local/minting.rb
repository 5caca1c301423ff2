# frozen_string_literal: true

module Clerk
  class Local
    # Tokens on demand, for tests. Part of {Local}.
    module Minting
      # A session token as Clerk writes it (version 2). Without a session, one is made for the user.
      #
      # @param user_id [String, nil] nil: the session's user, else the first user there is
      # @param session_id [String, nil] a session of this instance; nil: the user's newest active one, or a new one
      # @param organization_id [String, nil] id or slug of an organization the user belongs to; nil: the one active in
      #   the session; "" the personal account
      # @param plan [String, nil] the plan that the token tells of the active organization, without one of the user;
      #   nil: as they were created
      # @param features [Array<String>, nil] features likewise
      # @param expires_in [Integer] seconds from `issued_at` to `exp`; may be negative
      # @param issued_at [Integer] `iat`, Unix seconds
      # @param claims [Hash] claims to add or replace; a nil value removes the claim
      # @param header [Hash] header fields likewise
      # @return [String] a signed JWT
      # @raise [ArgumentError] when the user, session or organization does not exist, or they do not belong together
      def session_token(user_id: nil, session_id: nil, organization_id: nil, plan: nil, features: nil,
                        expires_in: 60, issued_at: now, claims: {}, header: {})
        synchronize do
          session = session_for(user_id, session_id)
          common = common_claims(session, issued_at, expires_in)
          own = @mint.session_claims(session_id: session.id, age: issued_at - session.created_at,
                                     **with_plan(session.user, membership_for(session, organization_id),
                                                 { plan:, features: }.compact))
          @mint.token(category: Mint::SESSION, claims: @mint.patch(common.merge(own), claims), header:)
        end
      end

      # A token as Clerk makes it from a JWT template: no session in it.
      #
      # @param name [String] the template; its claims are those given to {Local#initialize}
      # @param user_id [String, nil] as {#session_token}
      # @param session_id [String, nil] as {#session_token}
      # @param expires_in [Integer] seconds
      # @param issued_at [Integer] Unix seconds
      # @param claims [Hash] as {#session_token}
      # @param header [Hash] as {#session_token}
      # @return [String] a signed JWT
      # @raise [ArgumentError] as {#session_token}
      def template_token(name, user_id: nil, session_id: nil, expires_in: 60, issued_at: now, claims: {}, header: {})
        synchronize do
          common = common_claims(session_for(user_id, session_id), issued_at, expires_in)
          common = @mint.patch(common, @templates.to_h.fetch(name.to_s, {}))
          @mint.token(category: Mint::TEMPLATE, claims: @mint.patch(common, claims), header:)
        end
      end

      # @param name [String]
      # @return [Boolean] whether there is a JWT template of this name
      def template?(name) = @templates.nil? || @templates.key?(name)

      # @param directives [Array<String>] the Set-Cookie values it carries
      # @param header [Hash] as {#session_token}
      # @return [String] a handshake token
      def handshake_token(directives, header: {})
        @mint.token(category: Mint::SESSION, claims: { "handshake" => directives }, header:)
      end

      # The cookies an application has when this session is signed in on it, without a handshake.
      #
      # @param session_id [String] a session of this instance
      # @return [Hash{String => String}] value by name
      # @raise [ArgumentError] when there is no such session
      def cookies_for(session_id)
        synchronize do
          client = session_for(nil, session_id).client
          lines = @cookies.directives(client:, token: session_token(session_id:), secure: false)
          lines.to_h { |line| line[/\A[^;]*/].split("=", 2) }.reject { |_name, value| value.empty? }
        end
      end

      private

      def common_claims(session, issued_at, expires_in)
        @mint.common_claims(subject: session.user_id, origin: @azp || session.origin || @origin,
                            issued_at:, expires_in:)
      end

      def session_for(user_id, session_id)
        return known_session(session_id, user_id) if session_id

        user = user_id ? known_user(user_id) : @store.users.first
        raise ArgumentError, "there are no users" unless user

        @store.newest_session(user) || @store.sign_in(user)
      end

      def with_plan(user, membership, changes)
        return { user: user.with(**changes), membership: } unless membership

        { user:, membership: membership.with(organization: membership.organization.with(**changes)) }
      end

      def membership_for(session, name)
        name = session.organization&.id if name.nil?
        return if name.to_s.empty?

        known_membership(session.user, name)
      end
    end
  end
end
