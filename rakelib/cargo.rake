# frozen_string_literal: true

desc "Test the core crate (needs no Ruby)"
task :cargo do
  sh "cargo test --locked"
end
