# frozen_string_literal: true

require "fileutils"
require "open3"
require "rbconfig"

RSpec.describe "bin/demo --exit" do
  let(:root) { File.expand_path("../..", __dir__) }
  let(:command) { [RbConfig.ruby, "-W:no-experimental", "-I", "lib", "examples/demo/demo.rb", "--exit"] }

  def run(*arguments, **environment)
    clean = ENV.keys.grep(/\ACLERK_/).to_h { |name| [name, nil] }
    FileUtils.mkdir_p(File.join(root, "tmp"))
    Open3.capture2e(clean.merge(environment.transform_keys(&:to_s)), *command, *arguments, chdir: root)
  end

  it "tells what happens to real requests, and ends well only when all of it is as expected" do
    output, status = run
    expect(status).to be_success, output
    expect(output).to include("(dev-browser-missing)", "Ada Lovelace", "(token-invalid-signature)",
                              "session-token-expired-refresh-non-eligible-no-refresh-cookie",
                              "All 9 came out as expected.")
    expect(output).not_to include("NOT AS EXPECTED")
  end

  it "does so with another of the examples" do
    %w[sinatra rails].each do |name|
      output, status = run("--app", name)
      expect(status).to be_success, output
      expect(output).to start_with("examples/#{name} runs at").and include("All 9 came out as expected.")
    end
  end

  it "says which there are when it is asked for one that there is not" do
    output, status = run("--app", "django")
    expect(status).not_to be_success
    expect(output).to include("--app django", "rack, sinatra, rails")
  end

  it "runs the application with the keys of the real Clerk when they are given" do
    # Nothing listens there: the real Clerk is out of reach of a spec.
    output, status = run(CLERK_SECRET_KEY: "sk_test_demo", CLERK_API_URL: "http://127.0.0.1:9",
                         CLERK_PUBLISHABLE_KEY: local.options[:publishable_key])
    expect(status).to be_success, output
    expect(output).to include("Clerk at clerk.com", "All 2 came out as expected.")
    expect(output).not_to include("sk_test_demo")
  end

  it "refuses to pretend in production" do
    output, status = run(RACK_ENV: "production")
    expect(status).not_to be_success
    expect(output).to include("Clerk::Local").and include("production")
  end
end
