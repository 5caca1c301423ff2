# frozen_string_literal: true

require "open3"
require "rbconfig"

# What a release must not forget. (That the built gem installs and works is checked by `rake package:check`.)
RSpec.describe "The gem" do
  root = File.expand_path("../..", __dir__)
  files = Dir.chdir(root) { Dir["lib/**/*.rb"] }.sort
  templates = Dir.chdir(root) { Dir["lib/**/*.tt"] }

  def root = File.expand_path("../..", __dir__)

  def read(path) = File.read(File.join(root, path), encoding: "UTF-8")

  # A new Ruby that knows nothing but where lib is.
  def ruby(script, **env)
    environment = { "CLERK_SECRET_KEY" => nil, "CLERK_PUBLISHABLE_KEY" => nil }.merge(env.transform_keys(&:to_s))
    Open3.capture2e(environment, RbConfig.ruby, "-W:no-experimental", "-w", "-I", File.join(root, "lib"), "-e", script)
  end

  it "has the version of its crates" do
    cargo = read("Cargo.toml")
    expect(cargo[/^\[workspace\.package\].*?^version = "([^"]+)"/m, 1]).to eq(Clerk::VERSION)
  end

  it "has a gemspec that lists every file of lib, and the sources of the extension, and nothing of the tests" do
    spec = Dir.chdir(root) { Gem::Specification.load("clerk_rs_rack.gemspec") }
    tables = Dir.chdir(root) { Dir["lib/clerk/api/*.json"] + Dir["docs/yard/*.rb"] }
    expect(spec.files).to include(*files, *templates, *tables, ".yardopts", "Cargo.lock",
                                  "ext/clerk_rs_rack/extconf.rb", "ext/clerk_core/src/lib.rs")
    expect(spec.files.grep(%r{\Aspec/|tests?/|\.so\z|\Abin/})).to eq([])
    expect(spec.version.to_s).to eq(Clerk::VERSION)
  end

  it "loads every file of lib, now or when its constant is used" do
    script = <<~RUBY
      require "clerk_rs_rack"
      [Clerk, Clerk::Rack, Clerk::Backend].each { |space| space.constants.each { |name| space.const_get(name) } }
      require "clerk/connections"
      require "clerk/sinatra"
      require "clerk/testing"
      puts $LOADED_FEATURES
    RUBY
    output, = ruby(script)
    loaded = output.lines.map(&:chomp)
    missing = files.reject { |file| loaded.include?(File.join(root, file)) }
    # These are for Rails to load.
    expect(missing).to eq(%w[lib/clerk/log_subscriber.rb lib/clerk/railtie.rb
                             lib/generators/clerk/install/install_generator.rb])
  end

  %w[clerk_rs_rack clerk clerk/rack clerk/authenticatable clerk/sinatra clerk/testing clerk/webhook].each do |name|
    it "loads without warnings by the name #{name}" do
      output, status = ruby("require #{name.dump}; print defined?(Clerk::Rack), Clerk.respond_to?(:configure)")
      expect([output, status.success?]).to eq(["constanttrue", true])
    end
  end

  it "loads without Puma, Rails, OpenSSL and Net::HTTP, and verifies a token without them" do
    script = <<~RUBY
      require "clerk_rs_rack"
      Clerk.verify_token(ENV["TOKEN"], jwt_key: ENV["PEM"])
      puts %w[Puma Rails OpenSSL Net::HTTP JSON Logger].select { |name| Object.const_defined?(name) }
    RUBY
    token = Clerk::Local.new(key: SpecInstance::KEY).session_token
    output, status = ruby(script, TOKEN: token, PEM: SpecInstance::KEY.public_to_pem)
    expect([output, status.success?]).to eq(["", true])
  end

  it "loads nothing of the Backend API before it is used, and then little: 4 MB, and what JSON takes" do
    script = <<~RUBY
      require "clerk_rs_rack"
      require "json"
      Clerk.configure { |clerk| clerk.secret_key = "sk_test_#{"x" * 40}" }
      before = $LOADED_FEATURES.dup
      puts before.grep(%r{clerk/(?:api|client|list)})
      status = "/proc/self/status" # Linux
      size = lambda do
        GC.start
        File.exist?(status) ? File.read(status)[/VmRSS:\\s+(\\d+)/, 1].to_i : 0
      end
      size_before = size.call
      Clerk.api.users.class::OPERATIONS.fetch("list").request([], { limit: 1 })
      puts "it grew" if size.call - size_before > 4096
    RUBY
    expect(ruby(script)).to match(["", be_success])
  end

  it "defines nothing outside Clerk" do
    script = <<~RUBY
      require "rack"
      require "uri"
      before = Object.constants
      require "clerk_rs_rack"
      puts Object.constants - before - [:Clerk]
    RUBY
    expect(ruby(script).first).to eq("")
  end

  # A definition needs a comment above it, an endless one may share that of the methods next to it.
  def undocumented(lines)
    private_now = false
    lines.each_with_index.filter_map do |line, index|
      private_now = true if line.match?(/\A\s*(?:private|protected)\s*\z/)
      private_now = exempt?(line, lines) && !namespace?(line) if line.match?(/\A\s*(?:class|module) /)
      next if private_now || !line.match?(/\A\s*(?:def|class|module) /) || exempt?(line, lines)

      line.strip unless above(index, lines).start_with?("#")
    end
  end

  def above(index, lines)
    index -= 1
    index -= 1 while index.positive? && lines[index].strip.empty?
    lines[index].to_s.strip
  end

  # Those that are documented in one place and opened in many.
  def namespace?(line)
    name = line[/\A\s*(?:class|module) (\w+)\z/, 1]
    %w[API Auth Authenticatable Backend Browsers Clerk Configuration Connections Local Rack Resource Sinatra TestKit
       Webhook].include?(name) || line.strip == "class << self"
  end

  # Namespaces, one-line classes, and what is marked private elsewhere or plain from its name.
  def exempt?(line, lines)
    text = line.strip
    return true if namespace?(line) || text.end_with?("; end")

    name = Regexp.escape(text[/\Adef (?:self\.)?([\w?!=]+)/, 1].to_s)
    %w[inspect initialize to_s hash == included].include?(name) || text.start_with?("def ==") ||
      lines.any? { |other| other.match?(/private_class_method .*:#{name}\b|private_constant .*:#{text[/\w+\z/]}\b/) }
  end

  files.each do |file|
    describe file do
      let(:lines) { read(file).lines.map(&:chomp) }

      it "freezes its strings" do
        expect(lines.first).to eq("# frozen_string_literal: true")
      end

      it "documents its public methods, classes and modules" do
        expect(undocumented(lines)).to eq([])
      end
    end
  end
end
