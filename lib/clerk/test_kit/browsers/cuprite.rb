# frozen_string_literal: true

module Clerk
  module TestKit
    module Browsers
      # A real browser whose driver for Capybara sets cookies of any host: Cuprite and its like.
      class Cuprite
        # @param driver [#set_cookie, #remove_cookie]
        # @param url [URI] of the application
        def initialize(driver, url)
          @driver = driver
          @domain = url.host
        end

        # @param sign_in [SignIn]
        # @return [void]
        def sign_in(sign_in)
          sign_in.cookies.merge(sign_in.client_cookie).each do |name, value|
            @driver.set_cookie(name, value, domain: @domain, path: "/")
          end
        end

        # @return [void]
        def sign_out
          TestKit.sandbox.cookie_names.each { |name| @driver.remove_cookie(name, domain: @domain) }
        end
      end
    end
  end
end
