# frozen_string_literal: true

require "json"
require "open3"
require "rbconfig"

# The application of rails_app.rb, or of another such file, in a process of its own.
class SpecRails
  ROOT = File.expand_path("../..", __dir__)
  COMMAND = [RbConfig.ruby, "-I", File.join(ROOT, "lib")].freeze

  # What it says at boot: url, middleware, actions.
  attr_reader :facts

  # @param options [Hash] `config.clerk.…`
  # @param env [Hash{String => String}] environment variables
  # @param app [String] its file
  def initialize(options, env = {}, app: "rails_app.rb")
    @input, @output, @errors, @process = Open3.popen3(environment(options, env), *COMMAND, File.join(__dir__, app))
    line = @output.gets
    @facts = JSON.parse(line) if line
  end

  # What it wrote when it did not boot.
  def failure = @errors.read

  def url = facts.fetch("url")

  def stop
    [@input, @output, @errors].each(&:close)
    @process.value
  end

  private

  def environment(options, env)
    ENV.keys.grep(/\ACLERK_/).to_h { |name| [name, nil] }
       .merge({ "RAILS_ENV" => "test", "RACK_ENV" => nil, "SPEC_CLERK" => JSON.generate(options) }, env)
  end
end
