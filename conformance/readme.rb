# frozen_string_literal: true

module Conformance
  # The list of named differences in README.md, which must be that of {DIFFERENCES}.
  module Readme
    PATH = File.expand_path("README.md", __dir__)
    MARK = /(?<=^<!-- differences -->\n).*?(?=^<!-- end -->$)/m
    private_constant :PATH, :MARK

    # @return [void]
    # @raise [SystemExit] when the README tells something else
    def self.check
      return if File.read(PATH, encoding: "UTF-8")[MARK] == list

      abort "conformance/README.md must list the named differences as they are:\n\n#{list}"
    end

    # @return [String]
    def self.list = DIFFERENCES.map { |one| "- **#{one.name}**: #{one.reason}\n" }.join
  end
end
