# frozen_string_literal: true

require "securerandom"
require_relative "ids"

module Clerk
  class Local
    # A browser, as Clerk sees it: on a development instance its token is the dev browser (`__clerk_db_jwt`),
    # on a production instance the value of the `__client` cookie.
    class Client
      # @return [String] "client_…"
      attr_reader :id
      # @return [String] what the browser shows to be recognised; a secret
      attr_reader :token
      # @return [Session, nil] the session the browser signed in to last
      attr_accessor :session

      # @param development [Boolean] whether the instance is a development instance
      def initialize(development:)
        @id = Ids.random("client_")
        @token = development ? Ids.random("dvb_") : SecureRandom.urlsafe_base64(32)
      end

      # @return [Session, nil] the session, when it is still active
      def active_session = (session if session&.active?)

      # @return [String] without the token
      def inspect = "#<#{self.class} #{id}>"
    end
  end
end
