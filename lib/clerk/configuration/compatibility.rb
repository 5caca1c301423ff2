# frozen_string_literal: true

module Clerk
  class Configuration
    # Options under the names that versions 2 and 3 of clerk-sdk-ruby had for them.
    module Compatibility
      # What their URL of the API ends in.
      VERSION_PATH = %r{/v1/?\z}
      # The environment variables that they read.
      VARIABLES = { secret_key: "CLERK_API_KEY", api_url: "CLERK_API_BASE" }.freeze
      private_constant :VERSION_PATH, :VARIABLES

      # @param name [Symbol] an option that has no value
      # @param environment [Hash, ENV] the environment variables
      # @return [String] its value under its old name, else an empty one
      # @api private
      def self.read(name, environment)
        variable = VARIABLES[name]
        variable ? environment[variable].to_s.strip.sub(VERSION_PATH, "") : ""
      end

      # @return [String, nil] see {Configuration#secret_key}
      def api_key
        secret_key
      end

      # @param key [String] see {Configuration#secret_key}
      def api_key=(key)
        self.secret_key = key
      end

      # @return [String, nil] see {Configuration#api_url}; with `/v1/`
      def base_url
        api_url && "#{api_url.chomp("/")}/v1/"
      end

      # @param url [String] see {Configuration#api_url}; with `/v1/`
      def base_url=(url)
        self.api_url = url&.sub(VERSION_PATH, "")
      end

      # @return [#fetch, nil] see {Configuration#cache_store}
      def middleware_cache_store
        cache_store
      end

      # @param store [#fetch] see {Configuration#cache_store}
      def middleware_cache_store=(store)
        self.cache_store = store
      end

      # @param options [Hash] values by the names of the options
      # @return [Configuration] see {Configuration#assign}
      def update(options)
        assign(options.transform_keys(&:to_sym))
      end
    end
  end
end
