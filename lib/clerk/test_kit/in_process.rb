# frozen_string_literal: true

require "rack"

module Clerk
  module TestKit
    # The way to a Clerk instance in this process: what the option `http` wants, without a socket.
    class InProcess
      # @param local [#call] a Rack app
      def initialize(local)
        @local = local
      end

      # @param method [String]
      # @param url [String] absolute; only path and query count
      # @param headers [Hash{String => String}]
      # @param body [String, nil]
      # @return [Array(Integer, Hash{String => String}, String)]
      def call(method, url, headers, body)
        env = headers.transform_keys { |name| "HTTP_#{name.upcase.tr("-", "_")}" }
        status, headers, parts = @local.call(::Rack::MockRequest.env_for(url, **env, method:, input: body.to_s))
        [status, headers, parts.join]
      end
    end
  end
end
