# frozen_string_literal: true

require "json"
require "net/http"
require "socket"
require "tmpdir"
require_relative "../../conformance/node"

# Prism (https://stoplight.io/open-source/prism): a server that somebody else has written, which checks requests against
# an OpenAPI document and answers with what the document allows.
class SpecPrism
  FOLDER = File.expand_path("../prism", __dir__)
  CLI = "node_modules/@stoplight/prism-cli/dist/index.js"

  # What it takes, or nil.
  def self.missing
    return "Node.js and npm are not installed" unless %w[node npm].all? { |name| command?(name) }

    "npm cannot install Prism" unless installed?
  end

  def self.command?(name) = system(name, "--version", out: File::NULL, err: File::NULL)

  def self.installed?
    File.exist?("#{FOLDER}/#{CLI}") || system("npm", "ci", "--silent", "--no-audit", "--no-fund", chdir: FOLDER)
  end
  private_class_method :command?, :installed?

  # @param document [Hash] of OpenAPI
  # @param arguments [Array<String>] such as `--dynamic`
  def initialize(document, *arguments)
    @document = document
    @arguments = arguments
  end

  def start
    @dir = Dir.mktmpdir
    File.write("#{@dir}/openapi.json", JSON.generate(@document))
    @port = TCPServer.open("127.0.0.1", 0) { |server| server.addr[1] }
    @process = spawn(Conformance::Node.command, CLI, "mock", "#{@dir}/openapi.json", "--host", "127.0.0.1",
                     "--port", @port.to_s, "--verboseLevel", "warn", *@arguments,
                     chdir: FOLDER, out: "#{@dir}/log", err: %i[child out])
    sleep(0.05) until listening?
    self
  end

  def url = "http://127.0.0.1:#{@port}"

  # The last lines that it has said.
  def log = File.readlines("#{@dir}/log").last(10).join

  def stop
    Process.kill(:KILL, @process)
    Process.wait(@process)
    FileUtils.rm_rf(@dir)
  end

  private

  def listening?
    TCPSocket.open("127.0.0.1", @port).close || true
  rescue SystemCallError
    raise "Prism does not start: #{log}" if Process.wait(@process, Process::WNOHANG)

    false
  end
end
