# frozen_string_literal: true

require "json"
require "net/http"
require "open3"
require "rbconfig"
require "socket"
require "clerk_rs_rack"
require_relative "row"
require_relative "stopwatch"

module Bench
  # What a call to the Backend API costs over a connection that is kept alive, beside the least that Ruby needs for it:
  # Net::HTTP and JSON.parse. All ask one server on the loopback address, turn by turn. And what the client takes that
  # is loaded with the first call.
  class Calls
    ROUNDS = 41
    TIMES = 25
    LIB = File.expand_path("../lib", __dir__)
    USER_FILE = File.expand_path("user.json", __dir__)
    USER = File.read(USER_FILE)
    ID = JSON.parse(USER).fetch("id")
    ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: #{USER.bytesize}\r\n" \
             "Connection: keep-alive\r\n\r\n#{USER}".freeze
    # With what every client of HTTP and JSON loads before, and without the garbage collector, as everywhere here.
    FIRST_USE = <<~RUBY
      require "clerk_rs_rack"
      require "json"
      require "net/http"
      user = File.read(ARGV.first)
      http = ->(*) { [200, { "content-type" => "application/json" }, user] }
      GC.start
      GC.disable
      rss = -> { File.read("/proc/self/statm").split[1].to_i * 4 }
      before = [Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID), rss.call]
      Clerk::Client.new(secret_key: "sk_test_bench", http:).users.get("user_1").first_name
      after = [Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID), rss.call]
      puts [(after[0] - before[0]) * 1000, (after[1] - before[1]) / 1024.0].join(" ")
    RUBY
    private_constant :ROUNDS, :TIMES, :LIB, :USER_FILE, :USER, :ID, :ANSWER, :FIRST_USE

    # @return [Array<Row>]
    def rows
      overhead + first_use
    end

    private

    def overhead
      with_server do |port|
        taken = Hash.new { |all, name| all[name] = [] }
        ways = ways(port)
        ROUNDS.times { |round| ways.to_a.rotate(round).each { |name, way| taken[name] << seconds(way) } }
        medians = taken.transform_values { |all| Stopwatch.median(all) }
        ratio = medians[:client] / medians[:bare]
        [Row.new("a call by Clerk.api over Net::HTTP and JSON.parse", ratio, unit: " ×", at_most: 1.5)]
      end
    end

    def ways(port)
      url = "http://127.0.0.1:#{port}"
      client = Clerk::Client.new(secret_key: "sk_test_bench", api_url: url)
      bare = Net::HTTP.new("127.0.0.1", port)
      bare.keep_alive_timeout = 30
      bare.start
      headers = { "authorization" => "Bearer sk_test_bench", "accept" => "application/json" }
      { bare: -> { JSON.parse(bare.request(Net::HTTP::Get.new("/v1/users/#{ID}", headers)).body) },
        client: -> { client.users.get(ID) } }
    end

    # Wall time: the answer is waited for.
    def seconds(way)
      GC.start
      start = Stopwatch.wall
      TIMES.times { way.call }
      Stopwatch.wall - start
    end

    # A process for each connection, so that its work is not ours and nobody waits for another one's thread.
    def with_server
      listener = TCPServer.new("127.0.0.1", 0)
      servers = Array.new(2) do
        fork do
          socket = listener.accept
          socket.setsockopt(:TCP, :NODELAY, true)
          socket.write(ANSWER) while socket.gets("\r\n\r\n")
          exit!
        end
      end
      yield listener.addr[1]
    ensure
      servers.each { |server| Process.kill(:KILL, server) && Process.wait(server) }
    end

    def first_use
      runs = Array.new(9) do
        output, status = Open3.capture2(RbConfig.ruby, "-I", LIB, "-e", FIRST_USE, USER_FILE)
        raise "the client cannot be loaded" unless status.success?

        output.split.map(&:to_f)
      end
      milliseconds, megabytes = runs.transpose.map { |values| Stopwatch.median(values) }
      [Row.new("first call of the client, its loading included", milliseconds, unit: " ms", at_most: 15),
       Row.new("memory of that", megabytes, unit: " MB", at_most: 4)]
    end
  end
end
