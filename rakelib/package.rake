# frozen_string_literal: true

require "open3"
require "rubygems/package"
require "tmpdir"

# Builds and installs both kinds of gem the way their users meet them: from what git would hold, into an empty
# GEM_HOME, used from an empty folder.
class PackageCheck
  ROOT = File.expand_path("..", __dir__)
  FIXTURE = File.join(ROOT, "spec/fixtures/clerk-issued-2022.json")
  SMOKE = File.join(ROOT, "spec/support/package_smoke.rb")

  RUBY_SIDE = %r{\Alib/.+\.(?:rb|tt|json)\z|\Asig/.+\.rbs\z|\A(?:docs/.+|README|CHANGELOG|SECURITY)\.md\z|
                 \Adocs/yard/.+\.rb\z|\A\.yardopts\z|\ALICENSE\z}x
  RUST_SIDE = %r{\ACargo\.(?:toml|lock)\z|\Aext/[^/]+/(?:Cargo\.toml|extconf\.rb|(?:src|benches)/.+\.rs)\z}

  def initialize(dir)
    @dir = dir
    @export = File.join(dir, "export")
    @tracked = git_files
  end

  def source
    gem_file = step("build the source gem from a clean export") { build_source }
    expect_contents(gem_file, @tracked.grep(Regexp.union(RUBY_SIDE, RUST_SIDE)))
    home = step("install it into an empty GEM_HOME") { install(gem_file) }
    expect_own_sources(home)
    step("verify a token with it") { smoke(home) }
  end

  def native
    gem_file = step("build the precompiled gem") { build_native }
    minor = RUBY_VERSION[/\d+\.\d+/]
    library = "lib/clerk_rs_rack/#{minor}/clerk_rs_rack.#{RbConfig::CONFIG["DLEXT"]}"
    expect_contents(gem_file, @tracked.grep(RUBY_SIDE) << library)
    expect_no_build(gem_file)
    home = step("install it into an empty GEM_HOME") { install(gem_file) }
    step("verify a token with it") { smoke(home) }
  end

  private

  def step(text)
    start = clock
    result = yield
    puts format("%<text>s: ok, %<seconds>.1f s", text:, seconds: clock - start)
    result
  end

  def clock = Process.clock_gettime(Process::CLOCK_MONOTONIC)

  def build_source
    @tracked.each do |file|
      FileUtils.mkdir_p(File.dirname("#{@export}/#{file}"))
      FileUtils.cp("#{ROOT}/#{file}", "#{@export}/#{file}", preserve: true)
    end
    gem_file = File.join(@dir, "source.gem")
    run("gem", "build", "clerk_rs_rack.gemspec", "--output", gem_file, chdir: @export)
    gem_file
  end

  def build_native
    Rake::Task["native"].invoke
    File.join(ROOT, "pkg", "clerk_rs_rack-#{GEMSPEC.version}-#{Gem::Platform.local}.gem")
  end

  def expect_contents(gem_file, expected)
    actual = Gem::Package.new(gem_file).contents
    missing = expected - actual
    surplus = actual - expected
    raise "#{gem_file} lacks #{missing.join(", ")}" unless missing.empty?
    raise "#{gem_file} contains #{surplus.join(", ")}" unless surplus.empty?

    puts "its #{actual.size} files are the right ones: ok, #{File.size(gem_file) / 1024} kB"
  end

  def expect_no_build(gem_file)
    spec = Gem::Package.new(gem_file).spec
    raise "#{gem_file} still builds #{spec.extensions.join(", ")}" unless spec.extensions.empty?
    raise "#{gem_file} still needs rb_sys" if spec.dependencies.map(&:name).include?("rb_sys")
  end

  # The dependencies come from where this process has them, so that the check works offline.
  def install(gem_file)
    home = Dir.mktmpdir("home", @dir)
    run("gem", "install", "--local", "--no-document", gem_file, env: gem_env(home))
    home
  end

  def expect_own_sources(home)
    log = File.read(Dir.glob("#{home}/extensions/**/gem_make.out").fetch(0))
    %w[clerk_core clerk_rs_rack].each do |crate|
      next if log.match?(%r{Compiling #{crate} \S+ \(#{Regexp.escape(File.realpath(home))}/gems/})

      raise "#{crate} was not compiled from the gem's sources:\n#{log}"
    end
    puts "  compiled from its own sources; crates compiled in all: #{log.scan(/^ +Compiling /).size}"
  end

  def smoke(home)
    Dir.mktmpdir("empty", @dir) do |empty|
      print "  ", run(RbConfig.ruby, SMOKE, FIXTURE, env: gem_env(home), chdir: empty)
    end
  end

  def gem_env(home)
    { "GEM_HOME" => home, "GEM_PATH" => Gem.path.join(File::PATH_SEPARATOR), "SOURCE_DATE_EPOCH" => "315619200",
      "CARGO_BUILD_BUILD_DIR" => borrowed_build, "RB_SYS_CARGO_TARGET_DIR" => File.join(@dir, "target") }
  end

  # Other people's crates need not be compiled each time, our own must come from the gem. This is cargo's build folder,
  # not its target folder, which rb_sys empties before and after an installation. aws-lc is compiled anew whenever
  # SOURCE_DATE_EPOCH changes, and RubyGems sets that: hence a folder of its own, kept, and the fixed value above.
  def borrowed_build
    @borrowed_build ||= File.join(ROOT, "tmp/package-build").tap do |build|
      release = File.join(ENV.fetch("CARGO_TARGET_DIR", "#{ROOT}/target"), "release")
      unless File.directory?(build)
        FileUtils.mkdir_p(build)
        FileUtils.cp_r(release, build, preserve: true) if File.directory?(release)
      end
      FileUtils.rm_rf(Dir.glob("#{build}/release/**/*clerk_{core,rs_rack}*", File::FNM_DOTMATCH))
    end
  end

  def git_files
    files, status = Open3.capture2("git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others",
                                   "--exclude-standard", chdir: ROOT)
    raise "git ls-files failed" unless status.success?

    files.split("\0").uniq.select { |file| File.file?("#{ROOT}/#{file}") }
  end

  def run(*command, env: {}, chdir: @dir)
    # Bundler and rake-compiler speak through the environment; an installation must not listen to the checkout.
    inherited = ENV.keys.grep(/\A(?:BUNDLE|RB_SYS_|RUBYOPT\z|RUBYLIB\z)/).to_h { |name| [name, nil] }
    output, status = Open3.capture2e(inherited.merge(env), *command, chdir:)
    raise "#{command.join(" ")} failed:\n#{output}" unless status.success?

    output
  end
end

namespace :package do
  desc "Build both kinds of gem from a clean export, install each elsewhere and verify a token with it"
  task check: :compile do
    Dir.mktmpdir("package") do |dir|
      check = PackageCheck.new(dir)
      check.source
      check.native
    end
  end
end
