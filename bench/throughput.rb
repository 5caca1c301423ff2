# frozen_string_literal: true

require "puma"
require "puma/server"
require "socket"
require_relative "row"
require_relative "scene"
require_relative "stopwatch"

module Bench
  # A Puma of four threads that says hello, with and without the middleware, each in a process of its own and asked over
  # four connections from another. What a request costs is more there than in a loop of its own: everything else that a
  # server does lies between two of them.
  class Throughput
    THREADS = 4
    ROUNDS = 25
    REQUESTS = 400
    # What no middleware of this kind can do without: one native call that makes one object.
    LEAST = lambda do |core, app|
      lambda do |env|
        env["clerk"] = core.undecided
        app.call(env)
      end
    end
    private_constant :THREADS, :ROUNDS, :REQUESTS, :LEAST

    def initialize
      @scene = Scene.new
    end

    # @return [Array<Row>]
    def rows
      middleware = @scene.middleware
      core = Clerk::Core.new(@scene.options.slice(:secret_key, :publishable_key), :requests)
      apps = { without: Scene::APP, with: middleware, least: LEAST.call(core, Scene::APP) }
      servers = apps.transform_values { |app| serve(app) }
      ratios = ratios(servers.transform_values(&:last), @scene.cookies(@scene.new_token))
      [Row.new("throughput of Puma with the middleware over without", ratios[:with], unit: " ×", at_least: 0.97),
       Row.new("for comparison: with a middleware that makes one native object", ratios[:least], unit: " ×")]
    ensure
      servers&.each_value { |(pid, _)| stop(pid) }
    end

    private

    def ratios(ports, cookies)
      rounds = Array.new(ROUNDS) do
        rates = ports.transform_values { |port| rate(port, cookies) }
        rates.transform_values { |rate| rate / rates.fetch(:without) }
      end
      ports.to_h { |name, _| [name, Stopwatch.median(rounds.map { |round| round.fetch(name) })] }
    end

    # @return [Array(Integer, Integer)] process and port
    def serve(app)
      reader, writer = IO.pipe
      pid = fork do
        server = puma(app)
        server.add_tcp_listener("127.0.0.1", 0)
        thread = server.run
        writer.puts(server.connected_ports.first)
        thread.join
      end
      [pid, Integer(reader.gets)]
    end

    def puma(app)
      options = { min_threads: THREADS, max_threads: THREADS, environment: "production" }
      return Puma::Server.new(app, Puma::Events.null, options) unless defined?(Puma::LogWriter)

      Puma::Server.new(app, nil, log_writer: Puma::LogWriter.null, **options)
    end

    def stop(pid)
      Process.kill(:KILL, pid)
      Process.wait(pid)
    end

    # @return [Float] requests a second
    def rate(port, cookies)
      request = "GET /dashboard HTTP/1.1\r\nHost: www.example.com\r\nAccept: */*\r\nSec-Fetch-Dest: empty\r\n" \
                "Cookie: #{cookies}\r\n\r\n"
      start = Stopwatch.wall
      Array.new(THREADS) { Thread.new { ask(port, request) } }.each(&:join)
      THREADS * REQUESTS / (Stopwatch.wall - start)
    end

    def ask(port, request)
      TCPSocket.open("127.0.0.1", port) do |socket|
        REQUESTS.times do
          socket.write(request)
          answer = +""
          answer << socket.readpartial(4096) until answer.end_with?("Hello")
        end
      end
    end
  end
end
