# frozen_string_literal: true

# A precompiled gem holds one library for each Ruby version; a source gem, and this repository, hold the one that was
# built for this Ruby. Only a missing file leads to the second: a broken library must say so.
minor = RUBY_VERSION[/\d+\.\d+/]
precompiled = "../clerk_rs_rack/#{minor}/clerk_rs_rack"
if File.exist?(File.expand_path("#{precompiled}.#{RbConfig::CONFIG["DLEXT"]}", __dir__))
  require_relative precompiled
else
  require "clerk_rs_rack/clerk_rs_rack"
end
