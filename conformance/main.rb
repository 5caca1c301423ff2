# frozen_string_literal: true

require "optparse"
require_relative "suite"

options = { cases: 5000, seed: 1 }
OptionParser.new do |parser|
  parser.banner = "Usage: bin/conformance [--cases N] [--seed S]"
  parser.on("--cases N", Integer, "how many cases (default #{options[:cases]})")
  parser.on("--seed S", Integer, "which cases (default #{options[:seed]})")
end.parse!(into: options)

Conformance::Readme.check
exit Conformance::Run.new(**options).call
