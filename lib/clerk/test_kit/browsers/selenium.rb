# frozen_string_literal: true

module Clerk
  module TestKit
    module Browsers
      # A real browser that Capybara drives through Selenium.
      class Selenium
        # A path that Capybara's server answers by itself: a page of the application's origin without the application.
        BLANK = "/__identify__"
        private_constant :BLANK

        # @param page [Capybara::Session]
        # @param url [URI] of the application
        def initialize(page, url)
          @page = page
          @url = url
        end

        # @param sign_in [SignIn]
        # @return [void]
        def sign_in(sign_in)
          sign_in.cookies.merge(sign_in.client_cookie).each do |name, value|
            cookies.add_cookie(name:, value:, path: "/")
          end
        end

        # @return [void]
        def sign_out
          TestKit.sandbox.cookie_names.each { |name| cookies.delete_cookie(name) }
        end

        private

        # A browser gives cookies only to the origin that it shows, and shows a page of its own for an empty answer.
        def cookies
          @page.visit(BLANK) unless @page.evaluate_script("location.hostname") == @url.host
          @page.driver.browser.manage
        end
      end
    end
  end
end
