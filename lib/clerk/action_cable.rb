# frozen_string_literal: true

require "clerk"

module Clerk
  # Authenticates the WebSockets of Action Cable: include it in the application's connection. Strangers are rejected for
  # good. Who has a session whose token has just run out is told to come back: ClerkJS renews the cookie every minute,
  # and Action Cable's client tries again by itself.
  #
  # The browser's cookies say who it is, as for any request, or the `Authorization` header of a client that is none. A
  # cable server that stands alone, without the middleware, does it itself.
  #
  # A connection outlives the session it was opened with; to end it, react to Clerk's webhooks `session.ended`,
  # `session.removed` and `session.revoked` with
  # `ActionCable.server.remote_connections.where(clerk_user_id: id).disconnect`.
  #
  # @example app/channels/application_cable/connection.rb
  #   class ApplicationCable::Connection < ActionCable::Connection::Base
  #     include Clerk::ActionCable
  #   end
  # @example With more to identify it by, or more to demand
  #   class ApplicationCable::Connection < ActionCable::Connection::Base
  #     include Clerk::ActionCable
  #     identified_by :current_account
  #
  #     def connect
  #       authenticate_clerk!(organization: true)
  #       self.current_account = Account.find_by!(clerk_id: clerk.organization_id)
  #     end
  #   end
  module ActionCable
    # @api private
    def self.included(base)
      super
      base.identified_by(:clerk_user_id)
    end

    # Called by Action Cable when the WebSocket is open. An application's own `connect` calls `super` or
    # {#authenticate_clerk!}.
    #
    # @return [void]
    def connect
      authenticate_clerk!
    end

    # @return [Auth] who opened the connection
    def clerk
      @clerk ||= env["clerk"] || Clerk.authenticate_request(env)
    end

    # Called by Action Cable with what its client shall do.
    #
    # @return [void]
    def close(reason: nil, reconnect: true)
      super(reason:, reconnect: reconnect || @clerk_may_return || false)
    end

    private

    # Sets `clerk_user_id`, or rejects the connection.
    #
    # @param demands [Hash] those of {Guard}
    # @return [void]
    # @raise [ArgumentError] naming the demand that cannot be made
    def authenticate_clerk!(**demands)
      if clerk.user? && Guard.new(**demands).pass?(clerk)
        self.clerk_user_id = clerk.user_id
      else
        @clerk_may_return = clerk.transient?
        logger.info("Clerk: #{clerk.status}#{" (#{clerk.reason})" if clerk.reason}")
        reject_unauthorized_connection
      end
    end
  end
end
