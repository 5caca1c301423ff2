# frozen_string_literal: true

require_relative "production_error"
require_relative "server"

module Clerk
  class Local
    # Where an instance is reached, and its own server. Part of {Local}.
    module Hosting
      # @return [String] where the instance is reached, without a slash at the end
      def url = @url || address(@port)

      # Starts to listen on host and port; {Local.start} calls it.
      #
      # @return [void]
      # @raise [ProductionError, ArgumentError, LoadError] as {Local.start}
      def listen
        ProductionError.check!
        @server ||= Server.new(self, host: @host, port: @port || 0)
        @port = @server.port
      end

      # Stops to listen. Does nothing when it does not listen.
      #
      # @return [void]
      def stop
        @server&.stop
        @server = nil
      end

      private

      def address(port) = "http://#{@host.include?(":") ? "[#{@host}]" : @host}#{":#{port}" if port}"
    end
  end
end
