# frozen_string_literal: true

require "yaml"

class ApiGenerator
  # A published OpenAPI document: its operations, with references resolved.
  class Specification
    VERBS = %w[get post put patch delete].freeze
    private_constant :VERBS

    # One operation as the document describes it.
    Entry = Struct.new(:verb, :path, :description) do
      def id = description.fetch("operationId")
      def http = "#{verb.upcase} /v1#{path}"
      def tags = description.fetch("tags", [])
      def segments = path.split("/").reject { |part| part.empty? || part.start_with?("{") }
    end

    attr_reader :document

    def self.read(path) = new(YAML.load_file(path))

    def initialize(document)
      @document = document
    end

    def version = document.dig("info", "version")

    # In the order of the document.
    def operations
      document.fetch("paths").flat_map do |path, item|
        item.slice(*VERBS).map { |verb, description| Entry.new(verb, path, with_shared(description, item)) }
      end
    end

    # What a reference points to, and the name it has there.
    def resolve(node)
      name = nil
      while node.is_a?(Hash) && node["$ref"]
        name = node["$ref"].split("/").last
        node = document.dig(*node["$ref"].delete_prefix("#/").split("/")) ||
               raise("#{node["$ref"]} is not in the specification")
      end
      [node, name]
    end

    private

    def with_shared(description, item)
      shared = item.fetch("parameters", [])
      parameters = (description.fetch("parameters", []) + shared).map { |parameter| resolve(parameter).first }
      description.merge("parameters" => parameters.uniq { |parameter| parameter.values_at("in", "name") })
    end
  end
end
