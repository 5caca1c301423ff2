# frozen_string_literal: true

require "json"
require "yaml"

# An OpenAPI document of the Backend API: the one that Clerk publishes, where OPENAPI_SPEC says where it is, else one
# that is made of the gem's own tables.
class SpecOpenapi
  FOLDER = File.expand_path("../../lib/clerk/api", __dir__)
  SECURITY = { "key" => { "type" => "http", "scheme" => "bearer" } }.freeze
  SCALARS = { "any" => {}, "object" => { "type" => "object" }, "time" => { "type" => "integer" },
              "datetime" => { "type" => "string", "format" => "date-time" },
              "file" => { "type" => "string", "format" => "binary" } }.freeze

  # The published document's path, or nil.
  def self.published = ENV["OPENAPI_SPEC"].to_s.then { |path| path unless path.empty? }

  # All operations of the tables, by their names in Ruby.
  def self.operations
    @operations ||= groups.flat_map do |group|
      table(group).map { |name, facts| ["#{group}.#{name}", facts] }
    end.to_h
  end

  def self.groups = Dir["#{FOLDER}/*.json"].map { |file| File.basename(file, ".json") }.sort - %w[types]

  def self.table(name) = JSON.parse(File.read("#{FOLDER}/#{name}.json"))

  attr_reader :document

  # Prism serves paths without what is said of servers.
  def self.load
    return new(of_tables) unless published

    published_document = new(YAML.load_file(published))
    document = published_document.possible
    new(document.merge("servers" => [], "paths" => document["paths"].transform_keys { |path| "/v1#{path}" }))
  end

  def self.of_tables
    paths = Hash.new { |hash, path| hash[path] = {} }
    operations.each_value do |facts|
      verb, path = facts["http"].split
      paths[path][verb.downcase] = new(nil).operation(facts)
    end
    types = table("types").transform_values { |fields| new(nil).object(fields) }
    { "openapi" => "3.1.0", "info" => { "title" => "Backend API", "version" => "1" }, "paths" => paths,
      "security" => [{ "key" => [] }], "components" => { "schemas" => types, "securitySchemes" => SECURITY } }
  end

  def initialize(document)
    @document = document
  end

  # How the document describes an operation of the tables.
  def description(facts)
    verb, path = facts["http"].split
    document.dig("paths", path, verb.downcase)
  end

  def resolve(node)
    node = document.dig(*node["$ref"].delete_prefix("#/").split("/")) while node.is_a?(Hash) && node["$ref"]
    node
  end

  # The document without what no answer could fulfil: fields that are required and nowhere described, and parts of one
  # whole that contradict each other.
  def possible(node = document)
    case node
    when Array then node.map { |one| possible(one) }
    when Hash
      node = whole(node) if node["allOf"].is_a?(Array) && node["allOf"].size > 1
      if node["properties"].is_a?(Hash) && node["required"].is_a?(Array)
        node = node.merge("required" => node["required"] & node["properties"].keys)
      end
      node.transform_values { |one| possible(one) }
    else node
    end
  end

  def operation(facts)
    { "operationId" => facts["id"], "parameters" => parameters(facts), "requestBody" => body(facts),
      "responses" => { facts.fetch("status", 200).to_s => answer(facts) } }.compact
  end

  def object(fields, closed: false)
    required = fields.keys.grep(/!\z/).map(&:chop)
    properties = fields.except("*").to_h { |key, expression| [key.delete_suffix("!"), schema(expression)] }
    { "type" => "object", "properties" => properties, "required" => required,
      "additionalProperties" => (false if closed && !fields.key?("*")) }.compact
  end

  private

  def whole(node)
    parts = node["allOf"].map { |part| resolve(part) }.map { |part| part["allOf"] ? whole(part) : part }
    { "type" => "object", "properties" => parts.map { |part| part.fetch("properties", {}) }.reduce(:merge),
      "required" => parts.flat_map { |part| part.fetch("required", []) }.uniq }
  end

  def parameters(facts)
    path = facts["http"].scan(/\{(\w+)\}/).flatten.map do |name|
      { "in" => "path", "name" => name, "required" => true, "schema" => { "type" => "string", "minLength" => 1 } }
    end
    query = facts.fetch("query", {}).map do |key, expression|
      name = key.delete_suffix("!")
      { "in" => "query", "name" => name, "required" => key.end_with?("!"), "schema" => schema(expression),
        "style" => "form", "explode" => !facts.fetch("joined", []).include?(name) }
    end
    path + query
  end

  def body(facts)
    key, fields = facts.find { |name, _| %w[body body! form].include?(name) }
    return unless key

    schema = fields.is_a?(String) ? schema(fields) : object(fields, closed: true)
    type = key == "form" ? "multipart/form-data" : "application/json"
    { "required" => key == "body!", "content" => { type => { "schema" => schema } } }
  end

  def answer(facts)
    return { "description" => "nothing" } unless facts["returns"]

    schema = schema(facts["returns"])
    if facts["within"]
      schema = { "type" => "object", "required" => [facts["within"], "total_count"],
                 "properties" => { facts["within"] => schema, "total_count" => { "type" => "integer" } } }
    end
    { "description" => "it", "content" => { "application/json" => { "schema" => schema } } }
  end

  def schema(expression)
    case Clerk::API::Expression.read(expression)
    in [:maybe, inner] then { "anyOf" => [schema(inner), { "type" => "null" }] }
    in [:list, inner] then { "type" => "array", "items" => schema(inner) }
    in [:either, several] then { "anyOf" => several.map { |one| schema(one) } }
    in [:map, inner] then { "type" => "object", "additionalProperties" => schema(inner) }
    in [:choice, choices] then { "type" => "string", "enum" => choices }
    in [:object, name] then { "$ref" => "#/components/schemas/#{name}" }
    in [:scalar, name] then SCALARS.fetch(name) { { "type" => name } }
    end
  end
end
