# frozen_string_literal: true

require "open3"
require "rbconfig"

# An application of examples/ in a process of its own, as examples/README.md says to run it: with keys in the
# environment. See example_app.rb.
class SpecExample
  ROOT = File.expand_path("../..", __dir__)
  COMMAND = [RbConfig.ruby, "-W:no-experimental", "-I", File.join(ROOT, "lib"),
             File.join(__dir__, "example_app.rb")].freeze

  # Where it listens.
  attr_reader :url

  # @param name [String] of the folder
  # @param options [Hash] the gem's options
  def initialize(name, options)
    @input, @output, @log, @process = Open3.popen3(environment(options), *COMMAND, name)
    # A full pipe would stop it.
    @reader = Thread.new { @log.read }
    @url = @output.gets&.chomp || raise("examples/#{name} does not start: #{@reader.value}")
  end

  # Lets time pass for it.
  def advance(seconds)
    @input.puts(seconds)
    @output.gets
  end

  # What it wrote to its log, once it has stopped.
  def stop
    @input.close
    @process.value
    @output.close
    @reader.value
  end

  private

  def environment(options)
    ENV.keys.grep(/\ACLERK_|\A(?:RACK|RAILS|APP)_ENV\z/).to_h { |name| [name, nil] }
       .merge(options.to_h { |name, value| ["CLERK_#{name.upcase}", value.to_s] })
  end
end
