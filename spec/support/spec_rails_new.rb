# frozen_string_literal: true

require "fileutils"
require "net/http"
require "open3"
require "rbconfig"
require "tmpdir"

# A Rails application as `rails new` makes it, in a temporary folder, with this gem in it. Its commands are real ones.
class SpecRailsNew
  ROOT = File.expand_path("../..", __dir__)
  WITHOUT = %w[active-record active-job active-storage action-mailer action-mailbox action-text action-cable
               asset-pipeline sprockets javascript hotwire jbuilder spring bootsnap listen git bundle keeps].freeze
  # Bundler would look for gems that the machine need not have. What it would do for this one:
  BOOT = <<~RUBY.freeze
    require "pathname"
    require "bundler/setup" if ENV["SPEC_GEMFILE"] && (ENV["BUNDLE_GEMFILE"] = ENV["SPEC_GEMFILE"])
    $LOAD_PATH.unshift(#{File.join(ROOT, "lib").dump})
  RUBY
  SERVE = <<~RUBY.freeze
    require "./config/environment"
    require #{File.join(__dir__, "spec_server").dump}
    puts SpecServer.start(Rails.application).url
    $stdout.flush
    $stdin.read
  RUBY

  attr_reader :dir

  def initialize(*options)
    @temporary = Dir.mktmpdir("rails")
    @dir = File.join(@temporary, "app")
    output, status = capture("-e", 'require "rails/cli"', "--", "new", "app", *WITHOUT.map { |name| "--skip-#{name}" },
                             *options, chdir: @temporary)
    raise output unless status.success?

    write("config/boot.rb", BOOT)
    write("config/application.rb", read("config/application.rb").sub(/^Bundler.require.*/, 'require "clerk_rs_rack"')
                                                                .sub(%r{^require "active_model/railtie"$}, ""))
  end

  def path(file) = File.join(dir, file)

  def read(file) = File.read(path(file))

  def write(file, text)
    FileUtils.mkdir_p(File.dirname(path(file)))
    File.write(path(file), text)
  end

  # Every file of the application's own with what is in it, to see what a command has changed.
  def files
    Dir.glob("{app,config,spec,test}/**/*", base: dir).select { File.file?(path(_1)) }.to_h { [_1, read(_1)] }
  end

  # `bin/rails …`: what it said.
  def rails(*arguments, **env)
    output, status = capture("bin/rails", *arguments, chdir: dir, **env)
    raise "rails #{arguments.join(" ")}:\n#{output}" unless status.success?

    output
  end

  # Serves it until the block ends.
  def serve(**env)
    Open3.popen3(environment(env), RbConfig.ruby, "-e", SERVE, chdir: dir) do |input, output, errors, process|
      url = output.gets&.chomp or raise errors.read
      yield url
    ensure
      input.close
      process.value
    end
  end

  def remove = FileUtils.remove_entry(@temporary)

  private

  def capture(*command, chdir:, **env)
    Open3.capture2e(environment(env), RbConfig.ruby, *command, chdir:)
  end

  # No keys of Clerk, unless they are given.
  def environment(given)
    ENV.keys.grep(/\A(?:CLERK_|BUNDLE|RUBYOPT\z|RUBYLIB\z)/).to_h { |name| [name, nil] }
       .merge({ "RAILS_ENV" => "development", "RACK_ENV" => nil, "SPEC_GEMFILE" => ENV.fetch("BUNDLE_GEMFILE", nil) })
       .merge(given.transform_keys(&:to_s))
  end
end
