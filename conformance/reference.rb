# frozen_string_literal: true

require "json"
require "open3"
require_relative "node"

module Conformance
  # @clerk/backend in a Node process of its own. It answers in the order in which it is asked.
  class Reference
    # @param api_url [String] of the {Backend}
    def initialize(api_url)
      install
      @api_url = api_url
      @input, @output, @process = Open3.popen2(Node.command, "reference.mjs", chdir: __dir__)
    end

    # Asks without waiting for answers.
    #
    # @param cases [Array<Case>]
    # @return [void]
    def ask(cases)
      lines = cases.map { |kase| JSON.generate(kase.for_reference(@api_url)) }
      # Both pipes would fill up if nobody read while this writes.
      @writer = Thread.new do
        lines.each { |line| @input.puts(line) }
        @input.flush
      end
    end

    # @param count [Integer]
    # @return [Array<Hash{String => Object}>] the next answers
    def answers(count)
      answers = Array.new(count) { JSON.parse(@output.gets || raise("the reference ended")) }
      @writer.join
      answers
    end

    # @return [void]
    def stop
      @input.close
      @process.join
    end

    private

    def install
      return if File.exist?("#{__dir__}/node_modules/@clerk/backend/package.json")

      system("npm", "ci", "--silent", chdir: __dir__, exception: true)
    end
  end
end
