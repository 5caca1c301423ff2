# frozen_string_literal: true

require "clerk"
# Applications that were written for clerk-sdk-ruby find `to_json` loaded.
require "json"
require "sinatra/base"
require "clerk/sinatra/demand"
require "clerk/sinatra/helpers"

module Sinatra
  # Clerk in a Sinatra application: the middleware, {Helpers}, and conditions that say who may have a route. What they
  # demand is checked when the route is defined.
  #
  # Other conditions choose among routes. These end the request when they do not hold, with the answer of
  # {::Clerk::Guard}: else a stranger would get the next route that matches, or 404. So they come last.
  #
  # @example A modular application; a classic one only requires "clerk/sinatra"
  #   class App < Sinatra::Base
  #     register Sinatra::Clerk
  #     set :clerk, excluded_routes: ["/health"]
  #
  #     get("/dashboard", auth: true) { "Hello, #{clerk_user.first_name}" }
  #     get("/admin", provides: :html, auth: { role: "org:admin" }) { erb :admin }
  #     get("/invoices", has: { permission: "org:invoices:read" }) { erb :invoices }
  #     post("/transfer", reverify: :strict) { transfer }
  #   end
  module Clerk
    # @param app [Class] an application
    # @api private
    def self.registered(app)
      app.helpers(Helpers)
    end

    # @return [Hash{Symbol => Object}, false] what `set :clerk, …` set, here or in a superclass
    def clerk
      return @clerk if defined?(@clerk)

      superclass.respond_to?(:clerk) ? superclass.clerk : {}
    end

    # What `set :clerk, …` calls. The values of the options are checked when the middleware is made.
    #
    # Without options of its own, the middleware leaves a request alone that another one has seen: in config.ru, or in
    # the Rails application around this one.
    #
    # @param options [Hash, Boolean] options of {::Clerk::Configuration}, over those that are set; false (`disable
    #   :clerk`) keeps the middleware out, for an application that never runs without another one in front
    # @return [void]
    # @raise [::Clerk::ConfigurationError] for what is no option
    def clerk=(options)
      changed = case options
                when Hash then (clerk || {}).merge(options)
                when true then clerk || {}
                when false then false
                else raise ::Clerk::ConfigurationError, "clerk (#{options.class}): must be a Hash of options, or false"
                end
      ::Clerk::Configuration.new(**changed) if changed
      @clerk = changed
    end

    private

    # `auth: true` demands a session, a Hash also what {::Clerk::Guard} knows (`role:`, `permission:`, `organization:`,
    # `accepts_token:`, …), false nothing.
    def auth(*wanted)
      clerk_condition(:auth, wanted)
    end

    # `has: { permission: "org:invoices:read" }` demands that `clerk.has?` says yes.
    def has(*wanted)
      clerk_condition(:has, wanted)
    end

    # `reverify: :moderate` demands a fresh proof of who the user is; true stands for `:strict`, false for nothing.
    def reverify(*wanted)
      clerk_condition(:reverify, wanted)
    end

    def clerk_condition(name, wanted)
      guard = Demand.guard(name, wanted)
      condition(name.to_s) { clerk_admit(guard) } if guard
    end

    # First of all, so that whatever else the application uses can ask it, if the application does not use it itself.
    def setup_middleware(builder)
      builder.use(::Clerk::Rack, **clerk) if clerk && middleware.none? { |type, *| type == ::Clerk::Rack }
      super
    end
  end

  register Clerk
end
