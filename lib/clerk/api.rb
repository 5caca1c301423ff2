# frozen_string_literal: true

require "json"
require "clerk/api/operation"
require "clerk/api/group"

module Clerk
  # Clerk's Backend API, as the tables in this folder describe it: one for each group of operations, read when the group
  # is first used. `rake api:generate` makes them of the specification that Clerk publishes.
  #
  # @api private
  module API
    FOLDER = File.expand_path("api", __dir__)
    # The names of the groups, as {Client} has them.
    GROUPS = (Dir.children(FOLDER).filter_map { |file| file[/\A(\w+)\.json\z/, 1] } - ["types"]).sort.freeze
    MAIN_RACTOR = Ractor.current
    MUTEX = Mutex.new
    private_constant :FOLDER, :MAIN_RACTOR, :MUTEX

    # @param name [String] of {GROUPS}
    # @return [Class] the group's class below {Group}, made of its table when it is first asked for
    def self.group(name)
      constant = constant(name)
      return const_get(constant, false) if const_defined?(constant, false)
      return build(name, constant) unless Ractor.current == MAIN_RACTOR

      MUTEX.synchronize { const_defined?(constant, false) ? const_get(constant, false) : build(name, constant) }
    end

    # @param name [String]
    # @return [Hash] a table, frozen through and through
    def self.table(name)
      Ractor.make_shareable(JSON.parse(File.read("#{FOLDER}/#{name}.json", encoding: "UTF-8")))
    end

    # Named types and their fields, read when an object is first sent or received.
    #
    # @return [Hash{String => Hash{String => String}}]
    def self.types
      const_defined?(:TYPES, false) ? TYPES : MUTEX.synchronize { const_set(:TYPES, table("types")) }
    end

    # @param name [String] in snake case
    # @return [String] in camel case
    def self.constant(name)
      name.split("_").map(&:capitalize).join
    end

    def self.build(name, constant)
      operations = table(name).to_h { |method, facts| [method, Operation.new("#{name}.#{method}", facts)] }
      const_set(constant, Group.define(operations))
    end
    private_class_method :build
  end
end
