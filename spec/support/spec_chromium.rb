# frozen_string_literal: true

# A real Chromium, without a window, where there is one.
module SpecChromium
  NAMES = %w[chromium chromium-browser google-chrome].freeze
  FLAGS = %w[--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --window-size=1000,1100].freeze

  class << self
    # @return [String, nil] why there is none
    def missing
      return "this needs Chromium and chromedriver; bin/setup installs them on Debian" unless chromium && chromedriver

      require "capybara"
      require "selenium-webdriver"
      nil
    rescue LoadError => e
      "this needs the gem #{e.path}; bin/setup installs it"
    end

    # @return [Capybara::Session] the same for all, as a browser takes a second to start. Capybara ends it.
    def session
      @session ||= begin
        Capybara.register_driver(:clerk_chromium) { |app| driver(app) }
        # Pages come at once, but on a busy machine.
        Capybara.default_max_wait_time = 5
        Capybara::Session.new(:clerk_chromium)
      end
    end

    # Clicks on what leads to another page, and waits for that. By script: chromedriver cannot bear that an element
    # vanishes together with its page while it looks at it.
    def follow(name)
      session.execute_script("document.documentElement.dataset.left = true")
      session.click_on(name)
      errors = [Selenium::WebDriver::Error::WebDriverError, Capybara::ExpectationNotMet]
      session.document.synchronize(Capybara.default_max_wait_time, errors:) do
        here = session.evaluate_script("document.readyState != 'complete' || document.documentElement.dataset.left")
        raise Capybara::ExpectationNotMet, "#{name.inspect} leads nowhere" if here
      end
    end

    # Makes it a browser that has never been anywhere.
    def clear
      devtools("Network.clearBrowserCookies")
    end

    # @param cookies [Hash{String => String}]
    # @param url [String] of the host that gets them
    def keep(cookies, url)
      cookies.each { |name, value| devtools("Network.setCookie", name:, value:, url:) }
    end

    # @param pattern [Regexp] names of cookies, of whatever host
    def forget(pattern)
      devtools("Network.getAllCookies").fetch("cookies").each do |cookie|
        devtools("Network.deleteCookies", **cookie.slice("name", "domain")) if cookie["name"].match?(pattern)
      end
    end

    # @return [Integer] the HTTP status of the page
    def status
      session.evaluate_script("performance.getEntriesByType('navigation')[0].responseStatus")
    end

    # What a script in the page gets that asks for something.
    #
    # @return [Array(Integer, Boolean, Hash)] status, whether it was redirected, and the JSON
    def fetch(path)
      session.evaluate_async_script(<<~JS, path)
        const [path, done] = arguments
        fetch(path).then(async answer => done([answer.status, answer.redirected, await answer.json()]))
                   .catch(error => done([0, false, { error: String(error) }]))
      JS
    end

    private

    def devtools(command, **options) = session.driver.browser.execute_cdp(command, **options)

    def driver(app)
      Capybara::Selenium::Driver.new(
        app,
        browser: :chrome,
        options: Selenium::WebDriver::Chrome::Options.new(args: FLAGS, binary: chromium),
        service: Selenium::WebDriver::Service.chrome(path: chromedriver)
      )
    end

    def chromium = NAMES.filter_map { |name| which(name) }.first

    def chromedriver = which("chromedriver")

    def which(name)
      ENV["PATH"].to_s.split(File::PATH_SEPARATOR).map { |folder| File.join(folder, name) }
                 .find { |path| File.file?(path) && File.executable?(path) }
    end
  end
end
