# frozen_string_literal: true

module Clerk
  # Users, sessions and organizations in the application's cache store, under names that say which Clerk instance they
  # are of. What else is found there costs a call to the Backend API and nothing more. All of a user is in it, the
  # private metadata too.
  #
  # @api private
  class ResourceCache
    # @param configuration [Configuration] `cache_store` and `cache_ttl`
    # @param core [Core] whose instance
    # @yieldparam error [StandardError] what the store raised
    def initialize(configuration, core, &failed)
      @store = configuration.cache_store
      @options = { expires_in: configuration.cache_ttl }.freeze
      @prefix = "clerk/#{core.frontend_api || digest(core)}" if @store
      @failed = failed
    end

    # @param path [String] of a resource of the Backend API; it ends in its id
    # @yieldreturn [Hash{String => Object}] the resource, when it is not there
    # @return [Hash{String => Object}]
    # @raise [ApiError, ConnectionError] as the block
    def fetch(path)
      return yield unless @store

      loaded = nil
      load = -> { loaded ||= yield }
      begin
        cached = @store.fetch("#{@prefix}#{path}", **@options) { load.call }
        return cached if resource?(cached, path)

        @store.write("#{@prefix}#{path}", load.call, **@options) if @store.respond_to?(:write)
      rescue Error
        raise
      rescue StandardError => e
        @failed.call(e)
      end
      load.call
    end

    private

    # Names the instance where no publishable key does. Nobody gets back to the secret key from it.
    def digest(core)
      require "digest"
      Digest::SHA256.hexdigest([core.api_url, core.secret_key || core.machine_secret_key].join(" "))[0, 32]
    end

    def resource?(value, path)
      value.is_a?(Hash) && value["id"].is_a?(String) && path.end_with?("/#{value["id"]}")
    end
  end
end
