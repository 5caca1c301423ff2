# frozen_string_literal: true

require "uri"

module Clerk
  module TestKit
    module Browsers
      # The session of a Rails integration test or of a request spec; `open_session` makes others.
      class Integration
        # @param test [Object]
        # @return [Integration, nil]
        def self.of(test) = (new(test.integration_session) if test.respond_to?(:integration_session))

        # @param session [ActionDispatch::Integration::Session]
        def initialize(session)
          @session = session
        end

        # The cookies are those of the host that the test talks to now.
        #
        # @param sign_in [SignIn]
        # @return [void]
        def sign_in(sign_in)
          host = URI("http://#{@session.host}/")
          sign_in.cookies.each { |name, value| @session.cookies.merge("#{name}=#{value}; path=/", host) }
        end

        # @return [void]
        def sign_out
          TestKit.sandbox.cookie_names.each { |name| @session.cookies.delete(name) }
        end
      end
    end
  end
end
