# frozen_string_literal: true

module Clerk
  # The version of the gem, the same as in Cargo.toml (a spec compares them).
  VERSION = "0.1.0"
end
