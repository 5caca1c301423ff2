# frozen_string_literal: true

require "clerk"

module Clerk
  # Devise's words for the routes of a Rails application. Only the scope `:clerk` is ours; every other goes to Devise,
  # where that is there.
  #
  # @example config/routes.rb
  #   Rails.application.routes.draw do
  #     extend Clerk::Routes
  #
  #     authenticate :clerk, role: "org:admin" do      # a stranger is sent to sign in, a member gets 403
  #       mount Sidekiq::Web => "/sidekiq"
  #     end
  #     authenticated :clerk do                        # exists only for who is signed in
  #       root to: "dashboard#show", as: :dashboard
  #     end
  #     unauthenticated :clerk do                      # exists only for strangers
  #       root to: "welcome#show"
  #     end
  #   end
  module Routes
    # @param scope [Symbol] `:clerk`
    # @param demands [Hash] those of {Guard}
    # @return [void]
    # @raise [ArgumentError] naming the demand that cannot be made
    def authenticated(scope = nil, *others, **demands, &)
      return super unless scope == :clerk

      refuse_clerk_demands(__method__, others)
      constraints(Constraint.new(**demands), &)
    end

    # @param scope [Symbol] `:clerk`
    # @return [void]
    # @raise [ArgumentError] for a demand, as strangers have nothing
    def unauthenticated(scope = nil, *others, **demands, &)
      return super unless scope == :clerk

      refuse_clerk_demands(__method__, [*others, *demands.keys])
      signed_in = Constraint.new
      constraints(->(request) { !signed_in.matches?(request) }, &)
    end

    # Whoever may not enter gets the answer of a {Guard}, as from a filter of a controller, and the router looks no
    # further. Clerk::Rack gives it in place of the router, as Warden does.
    #
    # @param scope [Symbol] `:clerk`
    # @param demands [Hash] those of {Guard}
    # @return [void]
    # @raise [ArgumentError] naming the demand that cannot be made
    def authenticate(scope = nil, *others, **demands, &)
      return super unless scope == :clerk

      refuse_clerk_demands(__method__, others)
      guard = Guard.new(**demands)
      constraints(->(request) { (answer = guard.call(Clerk.auth(request.env))) ? throw(:clerk, answer) : true }, &)
    end

    private

    # Devise takes a lambda here. Ignoring one would open a door.
    def refuse_clerk_demands(name, others)
      return if others.empty?

      raise ArgumentError, "#{name} :clerk takes demands such as role: \"org:admin\", and not #{others.first.inspect}"
    end
  end
end
