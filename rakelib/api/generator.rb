# frozen_string_literal: true

require "json"
require_relative "naming"
require_relative "operation"
require_relative "specification"
require_relative "types"

# Reduces Clerk's published specification of the Backend API to the tables in lib/clerk/api, and makes types and docs of
# the tables. The tables hold facts and no prose.
class ApiGenerator
  NAMES = File.expand_path("names.json", __dir__)

  def initialize(root)
    @root = root
    @naming = Naming.read(NAMES)
  end

  # Writes the tables. What the specification no longer has goes too.
  def tables(specification_path)
    made = reduce(Specification.read(specification_path))
    folder = File.join(@root, "lib/clerk/api")
    (Dir["#{folder}/*.json"].map { |file| File.basename(file) } - made.keys).each { |old| File.delete("#{folder}/#{old}") }
    made.each { |file, text| File.write("#{folder}/#{file}", text) }
  end

  # @return [Hash{String => String}] the tables by the names of their files
  def reduce(specification)
    types = Types.new(specification, @naming)
    groups = Hash.new { |hash, group| hash[group] = {} }
    @naming.all(specification.operations).each do |entry, name|
      group, method = name.split(".", 2)
      groups[group][method] = Operation.new(entry, specification, types).to_h
    end
    tables = groups.to_h { |group, operations| ["#{group}.json", self.class.lines(operations)] }
    tables.merge("types.json" => self.class.lines(types.named.sort.to_h))
  end

  # JSON, a line for each entry, so that a diff shows what has changed.
  def self.lines(hash)
    "{\n#{hash.map { |key, value| "#{key.to_json}: #{value.to_json}" }.join(",\n")}\n}\n"
  end

  # Writes what is made of the tables.
  def derived; end

  def summary = ""
end
