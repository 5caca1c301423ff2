# frozen_string_literal: true

require "rubygems/package"

desc "Build the source gem into pkg/"
task :build do
  mkdir_p "pkg", verbose: false
  sh "gem", "build", "--silent", "clerk_rs_rack.gemspec", "--output", "pkg/#{GEMSPEC.file_name}", verbose: false
  puts "pkg/#{GEMSPEC.file_name}"
end

unless ENV.key?("RUBY_TARGET") # see compile.rake
  desc "Build a precompiled gem for this platform and Ruby into pkg/"
  task native: :compile do
    minor = RUBY_VERSION[/\d+\.\d+/]
    library = "clerk_rs_rack.#{RbConfig::CONFIG["DLEXT"]}"
    staged = "lib/clerk_rs_rack/#{minor}/#{library}"

    spec = GEMSPEC.dup
    spec.platform = Gem::Platform::CURRENT
    spec.extensions = []
    spec.dependencies.reject! { |dependency| dependency.name == "rb_sys" }
    spec.required_ruby_version = [">= #{minor}", "< #{Gem::Version.new(RUBY_VERSION).bump}.dev"]
    spec.files = spec.files.grep_v(%r{\Aext/|\ACargo\.}) << staged

    stage = File.expand_path("tmp/native")
    rm_rf stage, verbose: false
    spec.files.each do |file|
      mkdir_p File.dirname("#{stage}/#{file}"), verbose: false
      cp file == staged ? "lib/clerk_rs_rack/#{library}" : file, "#{stage}/#{file}", verbose: false
    end
    mkdir_p "pkg", verbose: false
    output = File.expand_path("pkg/#{spec.file_name}")
    Dir.chdir(stage) { Gem::Package.build(spec, false, false, output) }
    puts "pkg/#{spec.file_name}"
  end
end

desc "Build the precompiled gems of every platform into pkg/ (needs Docker)"
task "native:all" do
  PLATFORMS.each { |platform| sh "rb-sys-dock", "--platform", platform, "--build" }
end
