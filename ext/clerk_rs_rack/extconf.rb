# frozen_string_literal: true

require "mkmf"
require "rb_sys/mkmf"

create_rust_makefile("clerk_rs_rack/clerk_rs_rack") do |r|
  # The versions in Cargo.lock are the tested ones.
  r.extra_cargo_args += ["--locked"]
  # Never pipe an installer into a shell on somebody's machine: without cargo, fail and say so.
  r.auto_install_rust_toolchain = false
end
