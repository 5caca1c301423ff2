# frozen_string_literal: true

module Clerk
  module TestKit
    module Browsers
      # A Rails controller test. It runs no middleware, so `request.env["clerk"]` is set here, by the same code; what
      # counts is the moment of signing in and the global configuration.
      class Controller
        # @param test [Object]
        # @return [Controller, nil]
        def self.of(test)
          request = test.instance_variable_get(:@request)
          # An ActionController::TestRequest; to name it would load it.
          new(request) if request.respond_to?(:assign_parameters)
        end

        # @param request [ActionController::TestRequest]
        def initialize(request)
          @env = request.env
        end

        # Whoever does not sign in is a stranger, and the application may ask.
        #
        # @return [void]
        def prepare
          @env.key?("clerk") || sign_out
        end

        # @param sign_in [SignIn]
        # @return [void]
        def sign_in(sign_in)
          @env["clerk"] = TestKit.authenticate(@env, sign_in.token)
        end

        # @return [void]
        def sign_out
          @env["clerk"] = TestKit.authenticate(@env, nil)
        end
      end
    end
  end
end
