# frozen_string_literal: true

module Clerk
  module TestKit
    module Browsers
      # The current session of Rack::Test::Methods. Capybara's driver `rack_test` has one too.
      class RackTest
        # @param test [Object]
        # @return [RackTest, nil]
        def self.of(test) = (new(test) if test.respond_to?(:rack_mock_session))

        # @param methods [Rack::Test::Methods]
        # @param url [URI, nil] whose cookies they are; nil: those of the default host
        def initialize(methods, url = nil)
          @methods = methods
          @url = url
        end

        # @param sign_in [SignIn]
        # @return [void]
        def sign_in(sign_in)
          sign_in.cookies.each { |name, value| @methods.set_cookie("#{name}=#{value}; path=/", @url) }
        end

        # @return [void]
        def sign_out
          TestKit.sandbox.cookie_names.each do |name|
            @methods.set_cookie("#{name}=; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT", @url)
          end
        end
      end
    end
  end
end
