# frozen_string_literal: true

require "uri"
require "clerk/test_kit/browsers/cuprite"
require "clerk/test_kit/browsers/rack_test"
require "clerk/test_kit/browsers/selenium"

module Clerk
  module TestKit
    module Browsers
      # Capybara's page, whatever drives it.
      module Capybara
        class << self
          # @param test [Object]
          # @return [#sign_in, #sign_out, nil]
          # @raise [ArgumentError] for a driver whose cookies cannot be set
          def of(test)
            drive(test.page) if defined?(::Capybara::DSL) && test.is_a?(::Capybara::DSL)
          end

          private

          def drive(page)
            driver = page.driver
            url = URI.join(page.config.app_host || page.server_url || page.config.default_host, "/")
            if driver.respond_to?(:set_cookie) then Cuprite.new(driver, url)
            elsif driver.browser.respond_to?(:set_cookie) then RackTest.new(driver.browser, url)
            elsif driver.browser.respond_to?(:manage) then Selenium.new(page, url)
            else
              raise ArgumentError, "how to set a cookie of #{driver.class} is not known here. Set those of " \
                                   "clerk_cookies for the host #{url.host} by its own means."
            end
          end
        end
      end
    end
  end
end
