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
    _input, @output, @process = Open3.popen2e(*COMMAND, rackup)
    @workers = []
    Timeout.timeout(10) { read(@output.gets || raise("Puma has not booted:\n#{@log}")) until url && workers.size == 2 }
  end

  def stop(**)
    Process.kill(:TERM, @process.pid)
    Process.kill(:KILL, @process.pid, *@workers.map(&:to_i)) unless @process.join(5)
  end

  private

  def read(line)
    line = line.b
    @log = "#{@log}#{line}"
    @url ||= line[%r{Listening on (http://\S+)}, 1]
    line[/Worker \d \(PID: (\d+)\) booted/, 1]&.then { |pid| @workers << pid }
  end
end
