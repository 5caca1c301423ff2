# frozen_string_literal: true

module Clerk
  class Configuration
    # Options under the names that versions 2 and 3 of clerk-sdk-ruby had for them.
    module Compatibility
      # @param key [String] see {Configuration#secret_key}
      def api_key=(key)
        self.secret_key = key
      end

      # @param url [String] see {Configuration#api_url}; with `/v1/`
      def base_url=(url)
        self.api_url = url&.sub(%r{/v1/?\z}, "")
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
