# frozen_string_literal: true

require "clerk/api"

module Clerk
  # Clerk's Backend API for one instance: a group of operations for each resource. {file:docs/api.md} lists them.
  #
  # @example
  #   Clerk.api.users.list(limit: 20)                                    # of the global configuration
  #   Clerk::Client.new(secret_key: "sk_live_…").users.get("user_…")     # of another instance
  #   Clerk.api.organizations.memberships.list("org_…")
  class Client
    include Opaque

    readers = API::GROUPS.map { |name| "def #{name} = API.group(#{name.dump}).new(@backend)\n" }
    class_eval(readers.join, __FILE__, __LINE__)

    # @param backend [Backend]
    # @return [Client]
    # @api private
    def self.over(backend)
      allocate.tap { |client| client.send(:use, backend) }
    end

    # Nothing of it is global, and nothing global is in it.
    #
    # @param options [Hash] of {Configuration}: `secret_key:` (or `machine_secret_key:`), `api_url:`, `http:`, …
    # @raise [ConfigurationError] for a wrong or missing option
    def initialize(**options)
      use(Instance.build(Configuration.new(**options).with({}), :calls).backend)
    end

    # @return [String]
    def inspect
      "#<Clerk::Client #{@backend.inspect[/\S+(?=>)/]}>"
    end

    private

    def use(backend)
      @backend = backend
      freeze
    end
  end
end
