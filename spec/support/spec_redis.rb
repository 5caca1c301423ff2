# frozen_string_literal: true

require "socket"
require "tmpdir"

# A real Redis on a loopback port, which forgets everything when it stops.
class SpecRedis
  HOST = "127.0.0.1"

  attr_reader :url

  # Whether this machine has one.
  def self.available? = ENV["PATH"].split(File::PATH_SEPARATOR).any? { |dir| File.executable?("#{dir}/redis-server") }

  def initialize
    @dir = Dir.mktmpdir("redis")
    @port = TCPServer.open(HOST, 0) { |server| server.addr[1] }
    @url = "redis://#{HOST}:#{@port}/0"
    @pid = spawn("redis-server", "--bind", HOST, "--port", @port.to_s, "--save", "", "--dir", @dir, out: File::NULL)
    wait
  end

  def stop
    return unless @pid

    Process.kill(:KILL, @pid)
    Process.wait(@pid)
    @pid = nil
    FileUtils.rm_rf(@dir)
  end

  private

  def wait
    attempts ||= 0
    TCPSocket.open(HOST, @port, &:close)
  rescue Errno::ECONNREFUSED
    raise if (attempts += 1) > 300

    sleep(0.01)
    retry
  end
end
