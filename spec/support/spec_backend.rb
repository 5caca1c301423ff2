# frozen_string_literal: true

require "json"

# Clerk's Backend API as a Clerk::Local answers it, over real HTTP, which counts its calls and can be told to fail.
#
#   backend = SpecBackend.start(local)
#   backend.fail_with(:html)
#   backend.calls("/v1/jwks") # => 3
class SpecBackend
  ERRORS = [{ code: "spec_code", message: "short", long_message: "A sentence for people." }].freeze
  JSON_ERROR = JSON.generate(errors: ERRORS, clerk_trace_id: "trace_spec")

  FAULTS = {
    unauthorized: [401, { "content-type" => "application/json" }, JSON_ERROR.sub("spec_code", "clerk_key_invalid")],
    rate_limited: [429, { "content-type" => "application/json", "retry-after" => "7" }, JSON_ERROR],
    server_error: [500, { "content-type" => "application/json" }, JSON_ERROR],
    bad_gateway: [502, { "content-type" => "text/html" }, "<html>Bad gateway</html>"],
    html: [200, { "content-type" => "text/html" }, "<!DOCTYPE html><html>Welcome to the hotel's Wi-Fi</html>"],
    truncated: [200, { "content-type" => "application/json" }, '{"keys":[{"kid":"ins_1","n":"'],
    empty: [200, { "content-type" => "application/json" }, ""],
    no_keys: [200, { "content-type" => "application/json" }, '{"keys":[]}'],
    other_json: [200, { "content-type" => "application/json" }, "[1,2,3]"]
  }.freeze
  # Everything that can be wrong, for examples that run through all of it.
  ALL = [:down, :slow, :cut, :redirect, *FAULTS.keys].freeze

  def self.start(local) = new(local).tap { |backend| SpecServer.track(backend.start) }

  # Where a redirect leads, and what arrived there.
  attr_accessor :elsewhere

  def initialize(local)
    @local = local
    @calls = []
    @mutex = Mutex.new
    @released = ConditionVariable.new
    @server = SpecServer.new(self)
  end

  def start
    @server.start
    self
  end

  def stop(wait: true)
    recover
    @server.stop(wait:)
  end

  def url = @server.url

  # The gem's options: Local's, with this in front of its Backend API, and little patience.
  def options = @local.options.merge(api_url: url, open_timeout: 0.5, read_timeout: 0.15, retry_budget: 0)

  def fail_with(fault)
    recover
    @fault = fault
    @server.stop if fault == :down
  end

  def recover
    down = @fault == :down
    @mutex.synchronize do
      @fault = nil
      @released.broadcast
    end
    @server.start if down
  end

  # Answers only after this long.
  attr_accessor :delay

  # @return [Integer] how often a path, or anything, has been called
  def calls(path = nil) = requests(path).size

  # @return [Array<Hash>] the calls, as Rack environments
  def requests(path = nil)
    @mutex.synchronize { @calls.select { |env| path.nil? || env["PATH_INFO"] == path } }
  end

  def call(env)
    @mutex.synchronize { @calls << env.dup }
    sleep(delay) if delay
    case @fault
    when nil then @local.call(env)
    when :slow then hang
    when :cut then cut
    when :redirect then [302, { "location" => "#{elsewhere}#{env["PATH_INFO"]}", "content-type" => "text/plain" }, [""]]
    else
      status, headers, body = FAULTS.fetch(@fault)
      [status, headers.dup, [body]]
    end
  end

  private

  def hang
    @mutex.synchronize { @released.wait(@mutex, 3) if @fault == :slow }
    [200, { "content-type" => "application/json" }, [JSON.generate(@local.jwks)]]
  end

  # Says how much is coming, and then does not send it.
  def cut
    body = JSON.generate(@local.jwks)
    [200, { "content-type" => "application/json", "content-length" => (body.bytesize + 100).to_s }, [body[0, 40]]]
  end
end
