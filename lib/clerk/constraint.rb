# frozen_string_literal: true

require "clerk"

module Clerk
  # A route constraint: the routes in it exist only for those who meet its demands. For others Rails goes on looking, so
  # it is a 404, or the next route of the same path. ({Routes#authenticate} sends strangers to sign in instead.)
  #
  # @example config/routes.rb
  #   constraints Clerk::Constraint.new(role: "org:admin") do
  #     mount Sidekiq::Web => "/sidekiq"
  #   end
  #   root to: "dashboard#show", constraints: Clerk::Constraint.new
  #   root to: "welcome#show", as: :welcome
  class Constraint
    # @param demands [Hash] those of {Guard}; without any, being signed in is enough
    # @raise [ArgumentError] naming the demand that cannot be made
    def initialize(**demands)
      @guard = Guard.new(**demands)
    end

    # @param request [#env] the request of a router
    # @return [Boolean]
    # @raise [MiddlewareMissing]
    def matches?(request)
      @guard.pass?(Clerk.auth(request.env))
    end
  end
end
