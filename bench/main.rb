# frozen_string_literal: true

require "rbconfig"

$LOAD_PATH.unshift(File.expand_path("../lib", __dir__))

# What each part measures says its file.
PARTS = %w[latency loading memory threads throughput growth calls instructions].freeze

parts = ARGV.empty? ? PARTS : ARGV
unknown = parts - PARTS
abort "usage: bin/bench [#{PARTS.join("] [")}]" unless unknown.empty?

# Each in a process of its own: what one leaves behind in memory is no matter of the next.
if parts.size > 1
  parts.each { |part| exit(1) unless system(RbConfig.ruby, __FILE__, part) }
else
  require_relative parts.first
  Bench.const_get(parts.first.capitalize).new.rows.each { |row| puts row }
end
