# frozen_string_literal: true

GEMSPEC = Gem::Specification.load(File.expand_path("../clerk_rs_rack.gemspec", __dir__))

# The platforms with a precompiled gem. Elsewhere `gem install` builds from source.
PLATFORMS = %w[
  x86_64-linux x86_64-linux-musl aarch64-linux aarch64-linux-musl x86_64-darwin arm64-darwin x64-mingw-ucrt
].freeze

begin
  require "rb_sys/extensiontask"
rescue LoadError => e
  problem = "cannot load #{e.path}: run bin/setup, then `bin/run rake`"
  desc "Compile the extension into lib/clerk_rs_rack"
  task(:compile) { abort problem }
else
  # rb-sys-dock's containers set RUBY_TARGET. There, rake-compiler's tasks `native:PLATFORM` build gems for several
  # Rubies at once; everywhere else `rake native` (build.rake) builds one for this machine.
  RbSys::ExtensionTask.new("clerk_rs_rack", *(GEMSPEC if ENV.key?("RUBY_TARGET"))) do |ext|
    ext.lib_dir = "lib/clerk_rs_rack"
  end

  # `rake -T` lists what is worth typing.
  %w[compile compile:dev compile:release compile:clerk_rs_rack rb_sys:env:dev rb_sys:env:release]
    .each { |name| Rake::Task[name].clear_comments }
  Rake::Task["compile"].add_description("Compile the extension into lib/clerk_rs_rack (release profile)")
  Rake::Task["compile:dev"].add_description("Compile the extension with the dev profile: quick to build, slow to run")
end
