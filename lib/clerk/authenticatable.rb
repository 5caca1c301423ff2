# frozen_string_literal: true

require "clerk"

module Clerk
  # A concern for Rails controllers, those of API applications included. All its methods are private, so that none of
  # them becomes an action, and all but the filter are helpers in views too.
  #
  # @example
  #   class ApplicationController < ActionController::Base
  #     include Clerk::Authenticatable
  #     before_action :require_clerk_session!
  #   end
  module Authenticatable
    # What views may call.
    HELPERS = %i[
      clerk clerk_session clerk_user clerk_user_id clerk_user_signed_in? clerk_session_claims
      clerk_sign_in_url clerk_sign_up_url
    ].freeze

    # @api private
    def self.included(base)
      super
      base.helper_method(*HELPERS) if base.respond_to?(:helper_method)
    end

    private

    # @return [Auth] who makes this request
    # @raise [MiddlewareMissing]
    def clerk
      request.env["clerk"] || raise(MiddlewareMissing, <<~TEXT)
        request.env["clerk"] is not set: the middleware Clerk::Rack has not run. Add `config.middleware.use Clerk::Rack`
        to config/application.rb, or remove what keeps the gem from adding it (config.clerk.middleware = false,
        CLERK_SKIP_RAILTIE).
      TEXT
    end

    # @return [Session, nil] lazy
    def clerk_session
      clerk.session
    end

    # @return [User, nil] lazy
    def clerk_user
      clerk.user
    end

    # @return [String, nil]
    def clerk_user_id
      clerk.user_id
    end

    # @return [Boolean]
    def clerk_user_signed_in?
      clerk.signed_in?
    end

    # @return [Hash{String => Object}, nil]
    def clerk_session_claims
      clerk.session_claims
    end

    # @param return_url [String, nil] where the visitor shall come back to
    # @return [String]
    def clerk_sign_in_url(return_url: nil)
      clerk.sign_in_url(return_url:)
    end

    # @param return_url [String, nil] where the visitor shall come back to
    # @return [String]
    def clerk_sign_up_url(return_url: nil)
      clerk.sign_up_url(return_url:)
    end

    # A before_action. Without a session, somebody who visits a page is sent to sign in and comes back to it; everything
    # else (forms, XHR, fetch, JSON) gets 401 and JSON, never a redirect.
    #
    # @return [void]
    def require_clerk_session!
      return if clerk.signed_in?

      page = clerk.document? && clerk.sign_in_url(return_url: clerk.url)
      if page
        response.headers["cache-control"] = "no-store"
        return redirect_to(page, ForeignHost.allowed)
      end

      response.headers["www-authenticate"] = 'Bearer realm="clerk"'
      render(json: { errors: [{ code: "unauthenticated", message: "Sign in to continue." }] }, status: :unauthorized)
    end

    # Rails 7 asks for leave to redirect to another host, and Rails 6 takes the question for a query parameter.
    module ForeignHost
      # @return [Hash] the option for `redirect_to`
      def self.allowed
        ActionPack.gem_version >= Gem::Version.new("7.0") ? { allow_other_host: true } : {}
      end
    end
    private_constant :ForeignHost
  end
end
