# frozen_string_literal: true

require "clerk/test_kit/browsers"
require "clerk/test_kit/inclusion"
require "clerk/test_kit/lifecycle"
require "clerk/test_kit/sandbox"

module Clerk
  # What {Testing} is made of.
  #
  # @api private
  module TestKit
    @mutex = Mutex.new

    class << self
      # @return [Sandbox] the one of this process
      # @raise [Local::ProductionError] in production
      def sandbox = @mutex.synchronize { @sandbox ||= Sandbox.new }

      # From now on every configuration uses the sandbox.
      #
      # @return [void]
      # @raise [Local::ProductionError] in production
      def install = Clerk.override(sandbox.method(:options))

      # @param env [Hash] a Rack environment
      # @param token [String, nil] a session token
      # @return [Auth] what the middleware would make of it
      def authenticate(env, token)
        given = env["HTTP_AUTHORIZATION"]
        env["HTTP_AUTHORIZATION"] = token && "Bearer #{token}"
        Clerk.authenticate_request(env)
      ensure
        given ? env["HTTP_AUTHORIZATION"] = given : env.delete("HTTP_AUTHORIZATION")
      end
    end
  end
end
