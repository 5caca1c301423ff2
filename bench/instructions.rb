# frozen_string_literal: true

require "open3"
require "rbconfig"
require "tmpdir"
require_relative "row"

module Bench
  # How many machine instructions a request takes, counted by valgrind: the same number whatever else the machine does.
  class Instructions
    LIB = File.expand_path("../lib", __dir__)
    SCENE = File.expand_path("scene", __dir__)
    # A key that is made anew would take another number of instructions each time.
    KEY = File.expand_path("../ext/clerk_core/tests/keys/instance.pem", __dir__)
    TIMES = 2000
    REQUESTS = <<~RUBY
      require ARGV[0]
      scene = Bench::Scene.new(key: OpenSSL::PKey::RSA.new(File.read(ARGV[1])))
      token = scene.new_token
      envs = { "application" => scene.cookie(token), "cookie" => scene.cookie(token), "bearer" => scene.bearer(token),
               "anonymous" => scene.anonymous, "handshake" => scene.handshake }
      app = ARGV[2] == "application" ? Bench::Scene::APP : scene.middleware
      GC.disable
      scene.requests(envs.fetch(ARGV[2]), app).call(Integer(ARGV[3]))
    RUBY
    private_constant :LIB, :SCENE, :KEY, :TIMES, :REQUESTS

    # @return [Array<Row>] none where there is no valgrind
    def rows
      return [] unless system("valgrind", "--version", out: IO::NULL, err: IO::NULL)

      application = per_request("application")
      %w[cookie bearer anonymous handshake].map do |kind|
        Row.new("instructions: #{kind}", (per_request(kind) - application).round)
      end
    end

    private

    def per_request(kind) = (count(kind, 2 * TIMES) - count(kind, TIMES)).fdiv(TIMES)

    def count(kind, times)
      Dir.mktmpdir do |dir|
        output, status = Open3.capture2e({ "RUBYOPT" => nil }, "valgrind", "--tool=callgrind",
                                         "--callgrind-out-file=#{dir}/out", RbConfig.ruby, "-I", LIB, "-e", REQUESTS,
                                         SCENE, KEY, kind, times.to_s)
        raise "valgrind failed:\n#{output}" unless status.success?

        Integer(output[/Collected : (\d+)/, 1])
      end
    end
  end
end
