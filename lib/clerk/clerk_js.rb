# frozen_string_literal: true

require "clerk"
require "rack"

module Clerk
  # The script tags that load Clerk's JavaScript into a page, from the instance's own Frontend API. It keeps the session
  # cookie fresh, and brings the components (sign-in, user button, …), which since ClerkJS 6 are a script of their own.
  #
  # @example Any template
  #   <%= env["clerk"].javascript_tag %>             in Rails: <%= clerk_javascript_tag %>
  #   <script>
  #     addEventListener("load", async () => {
  #       await Clerk.load({ ui: { ClerkUI: window.__internal_ClerkUICtor } })
  #       Clerk.mountUserButton(document.getElementById("user-button"))
  #     })
  #   </script>
  # @see https://clerk.com/docs/js-frontend/getting-started/quickstart
  class ClerkJS
    # The major versions that are loaded by default; Clerk serves the newest of each.
    VERSION = "6"
    UI_VERSION = "1"
    # What may stand in a URL as a version, a range or a tag of npm.
    VERSION_FORM = /\A[\w.~^-]+\z/
    ATTRIBUTE_FORM = /\A[A-Za-z][\w:.-]*\z/
    private_constant :VERSION_FORM, :ATTRIBUTE_FORM

    # @param instance [Instance]
    # @api private
    def initialize(instance)
      @core = instance.core
      @configuration = instance.configuration
    end

    # @param version [String, Integer] of `@clerk/clerk-js`: a version, or a tag of npm
    # @param ui_version [String, Integer, false] of `@clerk/ui`; false leaves the components out
    # @param js_url [String, nil] where clerk.browser.js is instead
    # @param ui_url [String, nil] where ui.browser.js is instead
    # @param nonce [String, nil] of the page's Content-Security-Policy
    # @param attributes [Hash] more for both tags; `data: { turbo_track: "reload" }` is `data-turbo-track="reload"`
    # @return [String] HTML, wholly escaped
    # @raise [ArgumentError] for a version or the name of an attribute that is none
    # @raise [ConfigurationError] when there is no publishable key
    def tags(version: VERSION, ui_version: UI_VERSION, js_url: nil, ui_url: nil, nonce: nil, **attributes)
      raise ConfigurationError, "publishable_key: is missing, and ClerkJS needs it" unless @core.publishable_key

      shared = { async: true, crossorigin: "anonymous", nonce:, **identity, **flatten(attributes) }
      tags = [script(js_url || url("clerk-js", version, "clerk.browser.js"), "data-clerk-js-script": true, **shared)]
      if ui_version
        tags << script(ui_url || url("ui", ui_version, "ui.browser.js"), "data-clerk-ui-script": true, **shared)
      end
      tags.join("\n")
    end

    private

    # By these the scripts know whose they are.
    def identity
      { "data-clerk-publishable-key": @core.publishable_key, "data-clerk-proxy-url": @configuration.proxy_url,
        "data-clerk-domain": @configuration.domain }
    end

    def url(package, version, file)
      raise ArgumentError, "#{version.inspect}: is no version of @clerk/#{package}" unless VERSION_FORM =~ version.to_s

      "#{@core.scripts_url}/npm/@clerk/#{package}@#{version}/dist/#{file}"
    end

    # As Rails writes them.
    def flatten(attributes)
      attributes.each_with_object({}) do |(name, value), flat|
        next flat[name.to_sym] = value unless value.is_a?(Hash)

        value.each { |key, one| flat[:"#{name}-#{key.to_s.tr("_", "-")}"] = one }
      end
    end

    def script(src, **attributes)
      text = { src:, **attributes }.filter_map do |name, value|
        raise ArgumentError, "#{name.inspect}: is no name of an attribute" unless ATTRIBUTE_FORM.match?(name.to_s)
        next unless value

        value == true ? " #{name}" : %( #{name}="#{::Rack::Utils.escape_html(value.to_s)}")
      end
      "<script#{text.join}></script>"
    end
  end
end
