# frozen_string_literal: true

# Shows the gem at work on this machine: a stand-in Clerk instance (Clerk::Local), an example application in a Puma of
# its own, and a browser of sorts that talks to both. With CLERK_SECRET_KEY and CLERK_PUBLISHABLE_KEY it is the real
# Clerk instead. Start it with bin/demo.

require "clerk_rs_rack"
require "json"
require "optparse"
require "socket"
require_relative "browser"
require_relative "scenes"
require_relative "transcript"

# The demo.
class Demo
  include Scenes

  APPS = %w[rack sinatra rails].freeze
  REAL = ENV.key?("CLERK_SECRET_KEY") && ENV.key?("CLERK_PUBLISHABLE_KEY")

  # @param app [String] one of {APPS}
  # @param stay [Boolean] whether to keep serving after the transcript
  def initialize(app: "rack", stay: true)
    @folder = File.expand_path("../#{app}", __dir__)
    @stay = stay
    @transcript = Transcript.new($stdout)
    @browser = Browser.new
  end

  # @return [Boolean] whether everything came out as expected
  def run
    @local = Clerk::Local.start unless REAL
    start_app
    REAL ? real_scenes : local_scenes
    @transcript.finish
    keep_serving if @stay
    @transcript.success?
  ensure
    stop_app
    @local&.stop
  end

  private

  def start_app
    port = TCPServer.open("127.0.0.1", 0) { |server| server.addr[1] }
    @app = "http://localhost:#{port}"
    command = [*(%w[bundle exec] if ENV.key?("BUNDLE_GEMFILE")), "puma", "--quiet", "--bind", "tcp://127.0.0.1:#{port}",
               "--threads", "4:4", "--log-requests", File.join(@folder, "config.ru")]
    log = File.join(__dir__, "../../tmp/demo.log")
    @pid = spawn(environment, *command, chdir: @folder, out: log, err: %i[child out])
    wait_for_app
    clerk = REAL ? "Clerk at clerk.com" : "Clerk::Local at #{@local.url}"
    puts "examples/#{File.basename(@folder)} runs at #{@app} (Puma #{@pid}), #{clerk}."
  end

  def environment
    lib = { "RUBYLIB" => File.expand_path("../../lib", __dir__) }
    return lib if REAL

    lib.merge(@local.options.transform_keys { |name| "CLERK_#{name.upcase}" })
  end

  def wait_for_app
    100.times do
      return if @browser.fetch("#{@app}/health").status == 200
    rescue SystemCallError
      raise "the application has ended, see tmp/demo.log" if Process.wait(@pid, Process::WNOHANG)

      sleep 0.1
    end
    raise "the application does not answer, see tmp/demo.log"
  end

  def stop_app
    return unless @pid

    Process.kill("TERM", @pid)
    Process.wait(@pid)
  rescue Errno::ESRCH, Errno::ECHILD
    # It has ended by itself.
  end

  def keep_serving
    puts "", "Open #{@app} in a browser. Ctrl-C ends it."
    sleep
  rescue Interrupt
    puts
  end
end

options = {}
OptionParser.new do |parser|
  parser.banner = "usage: bin/demo [--app NAME] [--exit]"
  parser.on("--app NAME", Demo::APPS, "which example: #{Demo::APPS.join(", ")}") { |name| options[:app] = name }
  parser.on("--exit", "stop after the transcript") { options[:stay] = false }
  parser.parse!
rescue OptionParser::ParseError => e
  abort "#{e.message}\n#{parser}"
end
$stdout.sync = true
exit Demo.new(**options).run
