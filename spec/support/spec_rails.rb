# frozen_string_literal: true

require "json"
require "net/http"
require "open3"
require "rbconfig"
require "tempfile"

# A Rails application (see rails_host.rb) in a process of its own, and requests to it.
class SpecRails
  ROOT = File.expand_path("../..", __dir__)
  COMMAND = [RbConfig.ruby, "-I", File.join(ROOT, "lib")].freeze
  # What a browser sends when somebody opens a page.
  PAGE = { "Accept" => "text/html,application/xhtml+xml", "Sec-Fetch-Dest" => "document" }.freeze

  # What it says at boot: url, middleware, actions.
  attr_reader :facts

  # @param options [Hash] `config.clerk.…`
  # @param env [Hash{String => String}] environment variables
  # @param app [String] the file
  # @param log_level [Symbol]
  def initialize(options, env = {}, app: "rails_app.rb", log_level: :warn)
    @log = Tempfile.new("rails")
    env = environment(options, env).merge("SPEC_LOG_LEVEL" => log_level.to_s)
    @input, @output, @process = Open3.popen2(env, *COMMAND, File.join(__dir__, app), err: @log.path)
    line = @output.gets
    @facts = JSON.parse(line) if line
  end

  # What it has written so far, above all when it did not boot.
  def log = File.read(@log.path)
  alias failure log

  def url = facts.fetch("url")

  def stop
    [@input, @output].each(&:close)
    @process.value
    @log.close!
  end

  # One request over the network, which follows no redirect.
  def request(path, method: "GET", cookies: {}, bearer: nil, **headers)
    uri = URI(url + path)
    headers = headers.transform_keys(&:to_s)
    headers["Cookie"] = cookies.map { |pair| pair.join("=") }.join("; ") if cookies.any?
    headers["Authorization"] = "Bearer #{bearer}" if bearer
    Net::HTTP.start(uri.host, uri.port) do |http|
      http.request(Net::HTTPGenericRequest.new(method, false, method != "HEAD", uri.request_uri, headers))
    end
  end

  # What somebody sends who opens a page.
  def visit(path, **options) = request(path, **PAGE.transform_keys(&:to_sym), **options)

  private

  def environment(options, env)
    ENV.keys.grep(/\ACLERK_/).to_h { |name| [name, nil] }
       .merge({ "RAILS_ENV" => "test", "RACK_ENV" => nil, "SPEC_CLERK" => JSON.generate(options) }, env)
  end
end
