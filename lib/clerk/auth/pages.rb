# frozen_string_literal: true

module Clerk
  class Auth
    # Where a visitor goes who is not signed in, and what kind of request this is.
    module Pages
      # @param return_url [String, nil] where the visitor shall come back to, absolute or relative to this request
      # @return [String, nil] the URL of the sign-in page; nil when the request has no usable host
      def sign_in_url(return_url: nil)
        page_url(:sign_in, return_url)
      end

      # @param return_url (see #sign_in_url)
      # @return [String, nil] the URL of the sign-up page
      def sign_up_url(return_url: nil)
        page_url(:sign_up, return_url)
      end

      # @param return_url (see #sign_in_url)
      # @return [String, nil] the URL where the session ends, when `sign_out_url` is configured
      def sign_out_url(return_url: nil)
        page_url(:sign_out, return_url)
      end

      # @param return_url (see #sign_in_url)
      # @return [String, nil] the URL of the user's own settings
      def user_profile_url(return_url: nil)
        page_url(:user_profile, return_url)
      end

      # @param return_url (see #sign_in_url) by default this page, when it is one to come back to
      # @return [Array(Integer, Hash, Array)] a Rack response
      def redirect_to_sign_in(return_url: this_page)
        redirect_to(sign_in_url(return_url:))
      end

      # @param return_url (see #redirect_to_sign_in)
      # @return [Array(Integer, Hash, Array)] a Rack response
      def redirect_to_sign_up(return_url: this_page)
        redirect_to(sign_up_url(return_url:))
      end

      # @param options [Hash] as {ClerkJS#tags} takes them, such as `nonce:`
      # @return [String] HTML: the script tags that load Clerk's JavaScript
      # @raise [ArgumentError, ConfigurationError] as {ClerkJS#tags}
      def javascript_tag(**options)
        ClerkJS.new(@instance).tags(**options)
      end

      # @return [Boolean] whether a redirect would reach a person: a GET whose answer becomes a page
      def document?
        @instance.core.document?(@env)
      end

      # @return [Boolean] whether the answer becomes a page that a person sees, be it that of a form they sent
      def page?
        @instance.core.page?(@env)
      end

      # @return [Boolean] whether an answer must have no body (RFC 9110 section 9.3.2)
      # @api private
      def head?
        @env["REQUEST_METHOD"] == "HEAD"
      end

      # @return [String, nil] the URL of this request as the visitor sees it
      def url
        @instance.core.public_url(@env)
      end

      private

      def page_url(page, return_url)
        @instance.core.page_url(@env, page, return_url, session_status == "pending")
      end

      # A form's answer or a script's is nothing to come back to.
      def this_page
        url if document?
      end

      def redirect_to(url)
        url ? [302, { "location" => url, "cache-control" => "no-store" }, []] : [401, {}, []]
      end
    end
  end
end
