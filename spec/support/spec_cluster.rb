# frozen_string_literal: true

require "open3"
require "rbconfig"
require "timeout"

# An application on a real Puma in cluster mode: a master that loads it, and two workers forked off.
class SpecCluster
  LIB = File.expand_path("../../lib", __dir__)
  COMMAND = [RbConfig.ruby, "-I", LIB, "-e", 'require "puma/cli"; Puma::CLI.new(ARGV).run', "--", "--preload",
             "--workers", "2", "--threads", "4:4", "--environment", "test", "--bind", "tcp://127.0.0.1:0"].freeze

  # @param rackup [String] the path of a config.ru
  def self.start(rackup) = SpecServer.track(new(rackup))

  # Where it listens, and the ids of its workers.
  attr_reader :url, :workers

  def initialize(rackup)
    _input, @output, @process = Open3.popen2e(*COMMAND, rackup, pgroup: true)
    @workers = []
    Timeout.timeout(10) { read(@output.gets || raise("Puma has not booted:\n#{@log}")) until url && workers.size == 2 }
  rescue StandardError
    kill
    raise
  end

  # A worker of Puma may hang when it closes its port (in Ruby's IO#close, on a busy machine), and its master with it.
  def stop(**)
    Process.kill(:TERM, @process.pid)
    @process.join(5)
  rescue Errno::ESRCH
    nil
  ensure
    kill
  end

  private

  # All of them, whoever is left.
  def kill
    Process.kill(:KILL, -@process.pid)
  rescue Errno::ESRCH
    nil
  end

  def read(line)
    line = line.b
    @log = "#{@log}#{line}"
    @url ||= line[%r{Listening on (http://\S+)}, 1]
    line[/Worker \d \(PID: (\d+)\) booted/, 1]&.then { |pid| @workers << pid }
  end
end
