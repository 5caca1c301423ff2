# frozen_string_literal: true

require "stringio"

# Values that a document's schemas allow.
class SpecSample
  TEXTS = ["DE", "ada", "https://www.example.com/", "ada@example.com", "+4930901820",
           *%w[ak mt oat aplt].map { |prefix| "#{prefix}_#{"0af1" * 8}" },
           *%w[user org mch apl].map { |prefix| "#{prefix}_#{"aB9" * 9}" }].freeze
  FORMATS = { "email" => "ada@example.com", "uri" => "https://www.example.com/", "date" => "2027-01-02",
              "date-time" => "2027-01-02T03:04:05Z" }.freeze

  # @param openapi [SpecOpenapi]
  # @param optional [Boolean] whether what need not be there is there
  def initialize(openapi, optional:)
    @openapi = openapi
    @optional = optional
  end

  # What the client's method is called with: by position, by keyword.
  def call(description)
    parameters = description.fetch("parameters", []).map { |one| @openapi.resolve(one) }
    path, query = parameters.partition { |one| one["in"] == "path" }
    keywords = query.select { |one| @optional || one["required"] }.to_h { |one| [one["name"], value(one["schema"])] }
    body = body(description)
    positions = path.sort_by { |one| position(description, one) }.map { |one| value(one["schema"]) }
    return [positions << body, keywords.transform_keys(&:to_sym)] if body.is_a?(Array)

    [positions, keywords.merge(body || {}).transform_keys(&:to_sym)]
  end

  def value(schema)
    schema = @openapi.resolve(schema)
    return value(schema["oneOf"].first) if schema["oneOf"]
    return value(schema["anyOf"].first) if schema["anyOf"] && !schema["properties"]
    return schema["allOf"].map { |part| value(part) }.reduce(:merge) if schema["allOf"]

    case schema["type"]
    when "string" then text(schema)
    when "integer", "number" then [schema["minimum"] || 1, 1].max
    when "boolean" then true
    when "array" then Array.new([schema["minItems"] || 1, 1].max) { value(schema["items"]) }
    else object(schema)
    end
  end

  private

  def body(description)
    body = @openapi.resolve(description["requestBody"]) or return
    schema = @openapi.resolve(body["content"].values.first["schema"])
    return value(schema) if schema["type"] == "array"

    object(schema)
  end

  # As they are in the path.
  def position(description, parameter)
    path = @openapi.document["paths"].find { |_, item| item.value?(description) }.first
    path.index("{#{parameter["name"]}}")
  end

  def object(schema)
    properties = schema.fetch("properties", {})
    required = schema.fetch("required", []) + schema.fetch("anyOf", []).first(1).flat_map { |one| one["required"].to_a }
    wanted = @optional ? properties : properties.slice(*required)
    return wanted.transform_values { |one| value(one) } unless properties.empty?

    more = schema["additionalProperties"]
    return {} unless @optional

    { "key" => more.is_a?(Hash) ? value(more) : "value" }
  end

  def text(schema)
    return StringIO.new("\x89PNG\r\n\x1a\n".b) if schema["format"] == "binary"
    return schema["enum"].compact.first if schema["enum"]

    candidates = [FORMATS[schema["format"]], schema["example"], *TEXTS].grep(String)
    candidates.find { |one| fits?(one, schema) } || raise("no text for #{schema}")
  end

  def fits?(text, schema)
    text.size.between?(schema["minLength"] || 0, schema["maxLength"] || text.size) &&
      (schema["pattern"].nil? || text.match?(Regexp.new(schema["pattern"])))
  end
end
