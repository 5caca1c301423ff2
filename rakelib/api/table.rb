# frozen_string_literal: true

require "json"
require_relative "../../lib/clerk/api/expression"

class ApiGenerator
  # The committed tables, as those read them who make something of them.
  class Table
    # One operation. `each` is the name of the method that runs through all pages, or nil.
    Row = Struct.new(:path, :name, :facts) do
      def verb = facts["http"].split.first
      def url = facts["http"].split.last
      # As Ruby's routers write it; YARD takes braces for links.
      def route = "#{verb} #{url.gsub(/\{\w+\}/) { |name| ":#{Naming.snake(name[1..-2])}" }}"
      def positional = url.scan(/\{(\w+)\}/).flatten.map { |name| Naming.snake(name) } + (items ? ["items"] : [])
      def items = body.is_a?(String) ? body : nil
      def body = facts["body!"] || facts["body"] || facts["form"]
      def query = facts.fetch("query", {})
      def keywords = query.merge(body.is_a?(Hash) ? body : {})
      def returns = facts["returns"]
      def list? = returns.to_s.end_with?("[]")
      def each = (name.sub(/\A(?:list|get)/, "each") if list? && query.key?("offset"))
      def ruby = [*path, name].join(".")
    end

    def initialize(root)
      @folder = File.join(root, "lib/clerk/api")
    end

    def types = @types ||= read("types")

    # @return [Hash{String => Array<Row>}] operations by groups
    def groups
      names = Dir["#{@folder}/*.json"].map { |file| File.basename(file, ".json") }.sort - ["types"]
      names.to_h { |group| [group, read(group).map { |name, facts| row(group, name, facts) }] }
    end

    # Operations and sub-resources of a group: those of `Clerk.api.organizations`, and of its memberships.
    #
    # @return [Array(Array<Row>, Hash{String => Array<Row>})]
    def self.nest(rows, depth = 1)
      own, inner = rows.partition { |row| row.path.size == depth }
      [own, inner.group_by { |row| row.path[depth] }]
    end

    # @return [String] the constant of a group's class
    def self.constant(name) = name.split("_").map(&:capitalize).join

    private

    def read(name) = JSON.parse(File.read("#{@folder}/#{name}.json"))

    def row(group, name, facts)
      *path, method = name.split(".")
      Row.new([group, *path], method, facts)
    end
  end
end
