# frozen_string_literal: true

desc "Check the style: rustfmt, clippy, RuboCop"
task :lint do
  sh "cargo fmt --all --check"
  sh "cargo clippy --locked --workspace --all-targets -- -D warnings"
  sh "rubocop"
end

desc "Correct what rustfmt and RuboCop can correct by themselves"
task :format do
  sh "cargo fmt --all"
  sh "rubocop --autocorrect"
end
