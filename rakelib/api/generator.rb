# frozen_string_literal: true

require "fileutils"
require "json"
require_relative "documentation"
require_relative "index"
require_relative "naming"
require_relative "operation"
require_relative "signatures"
require_relative "specification"
require_relative "table"
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
    File.delete(*Dir["#{folder}/*.json"])
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
  def derived
    FileUtils.mkdir_p("#{@root}/docs/yard")
    File.delete(*Dir["#{@root}/docs/yard/*.rb"])
    derivations.each { |file, text| File.write("#{@root}/#{file}", text) }
  end

  # @return [Hash{String => String}] what is made of the tables, by the names of the files
  def derivations
    table = Table.new(@root)
    pages = Documentation.new(table, @naming).to_h.transform_keys { |group| "docs/yard/#{group}.rb" }
    { "sig/clerk_api.rbs" => Signatures.new(table).to_s, "docs/api.md" => Index.new(table, @naming).to_s, **pages }
  end

  def summary
    groups = Table.new(@root).groups
    "#{groups.values.sum(&:size)} operations in #{groups.size} groups, #{Table.new(@root).types.size} types"
  end
end
