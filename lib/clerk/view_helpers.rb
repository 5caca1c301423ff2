# frozen_string_literal: true

require "clerk"

module Clerk
  # What every view of a Rails application can call.
  module ViewHelpers
    # The script tags that load ClerkJS, with the nonce of the page's Content-Security-Policy where Rails has one.
    #
    # @param nonce [String, false, nil] another one; false: none
    # @param options [Hash] as {ClerkJS#tags} takes them, such as `version:` and attributes
    # @return [ActiveSupport::SafeBuffer]
    # @raise [ArgumentError, ConfigurationError] as {ClerkJS#tags}
    # @example app/views/layouts/application.html.erb
    #   <%= clerk_javascript_tag data: { turbo_track: "reload" } %>
    def clerk_javascript_tag(nonce: nil, **options)
      nonce = content_security_policy_nonce if nonce.nil? && respond_to?(:content_security_policy_nonce)
      options[:nonce] = nonce
      # A mail has no request.
      auth = request && request.env["clerk"]
      (auth ? auth.javascript_tag(**options) : ClerkJS.new(Clerk.instance).tags(**options)).html_safe
    end
  end
end
