# frozen_string_literal: true

require_relative "lib/clerk/version"

Gem::Specification.new do |spec|
  spec.name = "clerk_rs_rack"
  spec.version = Clerk::VERSION
  spec.authors = ["clerk_rs_rack contributors"]
  spec.summary = "Clerk authentication for Rack, Rails and Sinatra, with a Rust core"
  spec.description = <<~TEXT
    Rack middleware that authenticates every request of a Clerk application (session cookie, bearer token,
    handshake), lazily loads the session and the user, and protects Rails controllers and Rack routes.
  TEXT
  spec.homepage = "https://github.com/clerk-rs-rack/clerk_rs_rack"
  spec.license = "MIT"
  spec.required_ruby_version = ">= 3.1"
  spec.metadata = {
    "cargo_crate_name" => "clerk_rs_rack",
    "rubygems_mfa_required" => "true"
  }

  # Cargo wants to see the benches that Cargo.toml names, though an installation compiles none.
  spec.files = Dir[
    "lib/**/*.{rb,tt}", "lib/clerk/api/*.json", "sig/**/*.rbs",
    "ext/*/Cargo.toml", "ext/*/{src,benches}/**/*.rs", "ext/clerk_rs_rack/extconf.rb",
    "Cargo.toml", "Cargo.lock", "README.md", "docs/*.md", "docs/yard/*.rb", ".yardopts",
    "CHANGELOG.md", "SECURITY.md", "LICENSE"
  ]
  spec.extensions = ["ext/clerk_rs_rack/extconf.rb"]
  spec.require_paths = ["lib"]

  spec.add_dependency "rack", ">= 2.2", "< 4"
  # Builds the extension on `gem install`; precompiled gems drop it.
  spec.add_dependency "rb_sys", "~> 0.9.128"
end
