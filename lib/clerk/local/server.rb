# frozen_string_literal: true

module Clerk
  class Local
    # A Puma on a loopback port, in a background thread.
    class Server
      # Where it may listen, with the address that is bound.
      HOSTS = { "127.0.0.1" => "127.0.0.1", "localhost" => "127.0.0.1", "::1" => "::1" }.freeze

      # @return [Integer] the port it listens on
      attr_reader :port

      # @param app [#call] a Rack app
      # @param host [String] one of {HOSTS}
      # @param port [Integer] 0 takes a free one
      # @raise [ArgumentError] when the host is not a loopback address
      # @raise [SystemCallError] when the port is taken
      # @raise [LoadError] when Puma is not installed
      def initialize(app, host:, port:)
        address = HOSTS.fetch(host) do
          raise ArgumentError, "Clerk::Local listens on loopback only (#{HOSTS.keys.join(", ")}), not #{host.inspect}"
        end
        require "puma"
        require "puma/server"
        @puma = build(app)
        @puma.add_tcp_listener(address, port)
        @port = @puma.connected_ports.first
        @thread = @puma.run(true)
      end

      # @return [void]
      def stop
        @puma.stop(true)
        @thread.join
      end

      private

      def build(app)
        options = { min_threads: 0, max_threads: 5, force_shutdown_after: 1 }
        return ::Puma::Server.new(app, ::Puma::Events.null, options) unless defined?(::Puma::LogWriter)

        ::Puma::Server.new(app, nil, log_writer: ::Puma::LogWriter.null, **options)
      end
    end
  end
end
