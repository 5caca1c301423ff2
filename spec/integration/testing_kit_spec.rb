# frozen_string_literal: true

require "open3"
require "rbconfig"

# The kit in the hands of its users: whole test suites, each in a process of its own, because a process has one Rails
# application and one test framework. They are in spec/support/testing_kit, written as an application would have them.
RSpec.describe "An application's tests with clerk/testing" do
  let(:suites) { File.expand_path("../support/testing_kit", __dir__) }
  let(:options) { ["-W:no-experimental", "-I", File.expand_path("../../lib", __dir__)] }

  # What a Ruby prints that knows nothing of this one's configuration.
  def ruby(*arguments, **env)
    clean = ENV.keys.grep(/\ACLERK_|\A(?:RACK|RAILS|APP)_ENV\z|\ASPEC_OPTS\z/).to_h { |name| [name, nil] }
    command = [clean.merge(env.transform_keys(&:to_s)), RbConfig.ruby, *options, *arguments]
    Open3.popen2e(*command, chdir: suites, pgroup: true) do |input, output, process|
      input.close
      text = Thread.new { output.read }
      Process.kill(:KILL, -process.pid) unless text.join(90)
      [text.value, process.value]
    end
  end

  it "pass in RSpec with Rack::Test, without keys and without a socket" do
    output, status = ruby("-w", "rspec_suite.rb")
    expect([status.success?, output]).to match([true, /^7 examples, 0 failures$/])
    expect(output).not_to match(/warning|clerk:/i)
  end

  [["after an application with keys of its own, in two processes", [], { PARALLEL_WORKERS: "2" }],
   ["before an application without keys", ["-r", "clerk/testing"], { WITHOUT_KEYS: "1", PARALLEL_WORKERS: "1" }]]
    .each do |order, arguments, environment|
    it "pass in Minitest with Rails, #{order}" do
      output, status = ruby(*arguments, "minitest_suite.rb", **environment)
      expect([status.success?, output]).to match([true, /^21 runs, \d+ assertions, 0 failures, 0 errors, 0 skips$/])
    end
  end

  it "pass in Capybara, without a browser and in Chromium" do
    skip "chromium or chromedriver is missing" unless %w[chromium chromedriver].all? { File.exist?("/usr/bin/#{_1}") }
    missing = %w[capybara selenium-webdriver].reject { |name| Gem::Specification.any? { _1.name == name } }
    skip "#{missing.join(" and ")} is missing" if missing.any?

    output, status = ruby("system_suite.rb", RAILS_ENV: "test")
    expect([status.success?, output]).to match([true, /^9 runs, \d+ assertions, 0 failures, 0 errors, 0 skips$/])
  end

  %w[RACK_ENV RAILS_ENV APP_ENV HANAMI_ENV].each do |name|
    it "cannot run where #{name} says production, and neither can the application then" do
      output, status = ruby("-e", 'require "clerk/testing"', name => "production")
      expect(status).not_to be_success
      expect(output).to include("Clerk::Local::ProductionError", %(#{name} is "production"))
    end
  end

  it "cannot run where the framework says production and no variable does" do
    { "module Rails; def self.env = 'production'; end" => "Rails.env",
      "require 'sinatra/base'; Sinatra::Base.set(:environment, :production)" => "Sinatra's environment" }
      .each do |code, name|
      output, status = ruby("-e", "#{code}; require 'clerk/testing'", RACK_ENV: nil, RAILS_ENV: nil, APP_ENV: nil)
      expect(status).not_to be_success
      expect(output).to include(%(#{name} is "production"))
    end
  end

  it "have to require it: the gem alone loads nothing of it" do
    script = 'require "clerk_rs_rack"; Clerk::Rack; puts $LOADED_FEATURES; p Clerk.overrides, defined?(Clerk::Testing)'
    output, = ruby("-e", script)
    expect(output.lines.last(2)).to eq(%W[nil\n nil\n])
    expect(output).to include("lib/clerk/rack.rb")
    expect(output).not_to match(%r{clerk/test|clerk/local})
  end
end
