# frozen_string_literal: true

require "puma"
require "puma/server"
require "socket"

# A Rack app on a real Puma on a loopback port, until the example ends.
class SpecServer
  HOST = "127.0.0.1"

  class << self
    def start(app, **options) = new(app, **options).tap { |server| running << server.start }

    # For whatever else must end with the example.
    def track(thing)
      running << thing
      thing
    end

    # Waits for nothing: Puma would stay a fifth of a second with every connection that is kept alive. What cannot be
    # stopped fails its own example and no other.
    def stop_all
      while (thing = running.pop)
        begin
          thing.stop(wait: false)
        rescue StandardError => e
          failure ||= e
        end
      end
      raise failure if failure
    end

    private

    def running = @running ||= []
  end

  attr_reader :port

  def initialize(app, threads: 32, port: 0, host: HOST)
    @app = app
    @host = host
    @threads = threads
    @port = port
  end

  def start
    @puma = build
    @puma.add_tcp_listener(@host, @port)
    @port = @puma.connected_ports.first
    @thread = @puma.run(true)
    self
  end

  def stop(wait: true)
    @puma&.stop(wait)
    @puma = nil
  end

  def url = "http://#{@host.include?(":") ? "[#{@host}]" : @host}:#{@port}"

  private

  def build
    options = { min_threads: 0, max_threads: @threads, force_shutdown_after: 1, environment: "test" }
    return Puma::Server.new(@app, Puma::Events.null, options) unless defined?(Puma::LogWriter)

    Puma::Server.new(@app, nil, log_writer: Puma::LogWriter.null, **options)
  end
end
