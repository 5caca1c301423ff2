# frozen_string_literal: true

module Conformance
  # The Node.js that the reference runs on: the machine's, or where that is too old (Debian 12), npm's package of it.
  module Node
    # What the reference's package.json asks for.
    MAJOR = 20
    PREFIX = File.expand_path("../tmp/node", __dir__)
    private_constant :MAJOR, :PREFIX

    # @return [String] the command
    def self.command
      return "node" if `node --version`[/\d+/].to_i >= MAJOR

      packaged = "#{PREFIX}/node_modules/node/bin/node"
      unless File.exist?(packaged)
        system("npm", "install", "--silent", "--no-save", "--prefix", PREFIX, "node@#{MAJOR}", exception: true)
      end
      packaged
    end
  end
end
