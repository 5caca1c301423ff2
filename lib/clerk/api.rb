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
    FOLDER = File.expand_path("api", __dir__).freeze
    # The names of the groups, as {Client} has them.
    GROUPS = (Dir.children(FOLDER).filter_map { |file| file[/\A(\w+)\.json\z/, 1] } - ["types"]).sort.freeze
    MAIN_RACTOR = Ractor.current
    MUTEX = Mutex.new
    private_constant :FOLDER, :MAIN_RACTOR, :MUTEX

    class << self
      # @param name [String] of {GROUPS}
      # @return [Class] the group's class below {Group}, made of its table when it is first asked for
      def group(name)
        once(constant(name)) do
          Group.define(table(name).to_h { |method, facts| [method, Operation.new("#{name}.#{method}", facts)] })
        end
      end

      # @return [Hash{String => Hash{String => String}}] named types and their fields, read when an object of one is
      #   first sent
      def types
        once("TYPES") { table("types") }
      end

      # @param name [String] in snake case
      # @return [String] in camel case
      def constant(name)
        name.split("_").map(&:capitalize).join
      end

      private

      # Frozen through and through, for other Ractors.
      def table(name)
        Ractor.make_shareable(JSON.parse(File.read("#{FOLDER}/#{name}.json", encoding: "UTF-8"), freeze: true))
      end

      # Constants, which other Ractors can read too.
      def once(constant)
        return const_get(constant, false) if const_defined?(constant, false)
        return const_set(constant, yield) unless Ractor.current == MAIN_RACTOR

        MUTEX.synchronize { const_defined?(constant, false) ? const_get(constant, false) : const_set(constant, yield) }
      end
    end
  end
end
