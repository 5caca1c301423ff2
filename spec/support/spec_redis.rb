# frozen_string_literal: true

require "fileutils"
require "socket"
require "tmpdir"

# A real redis-server on a loopback port, which keeps nothing on disk.
class SpecRedis
  # What it takes, or nil.
  def self.missing
    return "redis-server is not installed" unless system("redis-server", "--version", out: File::NULL, err: File::NULL)

    require "active_support"
    require "active_support/cache"
    require "active_support/notifications"
    require "redis"
    nil
  rescue LoadError => e
    "the gem #{e.path} is not installed"
  end

  attr_reader :port

  def initialize
    @dir = Dir.mktmpdir
    @port = TCPServer.open("127.0.0.1", 0) { |server| server.addr[1] }
  end

  def start
    @process = spawn("redis-server", "--port", @port.to_s, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
                     "--dir", @dir, out: File::NULL, err: File::NULL)
    sleep(0.01) until listening?
    self
  end

  def url = "redis://127.0.0.1:#{@port}/0"

  # Takes connections, and does not answer, for the time of the block.
  def hang
    Process.kill(:STOP, @process)
    yield
  ensure
    Process.kill(:CONT, @process)
  end

  # For a while or for good.
  def stop(wait: true)
    FileUtils.rm_rf(@dir) unless wait
    return unless @process

    Process.kill(:KILL, @process)
    Process.wait(@process)
    @process = nil
  end

  private

  def listening?
    TCPSocket.open("127.0.0.1", @port).close || true
  rescue SystemCallError
    raise "redis-server does not start" if Process.wait(@process, Process::WNOHANG)

    false
  end
end
