# frozen_string_literal: true

$LOAD_PATH.unshift(File.expand_path("../lib", __dir__))

# What each part measures, and how long that takes, says its file.
PARTS = %w[latency loading memory threads throughput growth calls instructions].freeze

parts = ARGV.empty? ? PARTS : ARGV
unknown = parts - PARTS
abort "usage: bin/bench [#{PARTS.join("] [")}]" unless unknown.empty?

puts "#{RUBY_DESCRIPTION}; ratios are to one raw OpenSSL RSA-2048 verification, unless they say to what"
puts "", "| what | measured | shall be | | |", "| --- | --- | --- | --- | --- |"
parts.each do |part|
  require_relative part
  Bench.const_get(part.capitalize).new.rows.each { |row| puts row }
  $stdout.flush
end
