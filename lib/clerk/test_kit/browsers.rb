# frozen_string_literal: true

require "clerk/test_kit/browsers/capybara"
require "clerk/test_kit/browsers/controller"
require "clerk/test_kit/browsers/integration"
require "clerk/test_kit/browsers/rack_test"

module Clerk
  module TestKit
    # Where a test keeps cookies, found out by what it offers.
    module Browsers
      KINDS = [Integration, RackTest, Capybara, Controller].freeze
      private_constant :KINDS

      # @param test [Object]
      # @return [Array<#sign_in, #sign_out>] usually one
      # @raise [ArgumentError] when there is none
      def self.of(test)
        found = KINDS.filter_map { |kind| kind.of(test) }
        return found if found.any?

        raise ArgumentError, "#{test.class} has no browser that could be signed in (a Rails integration, system or " \
                             "controller test, Rack::Test::Methods, Capybara::DSL). Use clerk_headers for the " \
                             "header of a request, or clerk_cookies."
      end
    end
  end
end
