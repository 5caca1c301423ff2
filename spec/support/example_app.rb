# frozen_string_literal: true

# Serves one of the examples in a process of its own: ruby example_app.rb rack. It writes its URL to the standard output
# once it listens. A number on its standard input moves its clock by so many seconds; it ends when its input does.

require "bundler/setup" if ENV["BUNDLE_GEMFILE"]
require "rack"
require "rack/lint"
folder = File.expand_path("../../examples/#{ARGV.fetch(0)}", __dir__)
# As in its own files: whoever comes later finds what came before.
require "rails" if File.exist?("#{folder}/config/application.rb")
require "clerk_rs_rack"
require_relative "spec_server"

# What the application writes is its log.
answers = $stdout.dup
$stdout.reopen($stderr)
answers.sync = true

ahead = 0
Clerk.configure do |clerk|
  clerk.clock = -> { Process.clock_gettime(Process::CLOCK_REALTIME, :millisecond) + (ahead * 1000) }
end

# An application, or on Rack 2 also its options.
app, = *Rack::Builder.parse_file("#{folder}/config.ru")
server = SpecServer.start(Rack::Lint.new(app))
answers.puts server.url
while (seconds = $stdin.gets)
  ahead += seconds.to_i
  answers.puts ahead
end
