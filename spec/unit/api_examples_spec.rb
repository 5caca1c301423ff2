# frozen_string_literal: true

require "json"
require_relative "../../rakelib/api/generator"

# What Clerk's specification gives as examples, read as an application would read it. OPENAPI_SPEC=path says where the
# specification is; it is not part of the gem.
RSpec.describe "The examples of Clerk's specification", if: SpecOpenapi.published do
  before(:context) { @openapi = SpecOpenapi.load }

  # What the examples of a schema's parts amount to, as often as the part has that has most.
  def examples(schema, within = [])
    schema = @openapi.resolve(schema)
    own = schema.key?("example") ? [schema["example"]] : schema.fetch("examples", [])
    return own if !own.empty? || within.any? { |one| one.equal?(schema) }

    parts(schema, within + [schema])
  end

  def parts(schema, within)
    return object(schema["properties"], within) if schema["properties"]
    return [examples(schema["items"] || {}, within)].reject(&:empty?) if schema["type"] == "array"

    schema.values_at("allOf", "oneOf", "anyOf").compact.flatten.flat_map { |one| examples(one, within) }
  end

  def object(properties, within)
    known = properties.transform_values { |one| examples(one, within) }.reject { |_, values| values.empty? }
    Array.new(known.values.map(&:size).max || 0) do |index|
      known.transform_values { |values| values[index % values.size] }
    end
  end

  def of_response(response)
    content = @openapi.resolve(response).dig("content", "application/json") or return []
    whole = [content["example"], *content["examples"]&.values&.map { |one| @openapi.resolve(one)["value"] }].compact
    whole + examples(content.fetch("schema", {}))
  end

  # Every reader, all the way down: it raises nothing, says what the table says, and so does [].
  def read(value)
    case value
    when Clerk::Resource
      value.class::FIELDS.sum { |name, expression| value.respond_to?(name) ? field(value, name, expression) : 0 }
    when Array, Clerk::List then value.sum { |one| read(one) }
    else 0
    end
  end

  def field(resource, name, expression)
    value = resource.public_send(name)
    kind = kind(expression)
    expect(value).to be_a(kind), "#{resource.class}##{name}: #{value.inspect}" if kind && resource.to_h[name]
    expect(resource[name]).to eq(value) unless value.is_a?(Clerk::Resource) || value.is_a?(Enumerable)
    1 + read(value)
  end

  def kind(expression)
    case Clerk::API::Expression.read(expression)
    in [:maybe, inner] then kind(inner)
    in [:list, _] then Array
    in [:object, _] then Clerk::Resource
    in [:scalar, "time"] then Time
    in [:scalar, "string" | "datetime"] | [:choice, _] then String
    in [:scalar, "integer" | "number"] then Numeric
    else nil
    end
  end

  def client(status, json)
    http = ->(*) { [status, { "content-type" => "application/json" }, JSON.generate(json)] }
    Clerk::Client.new(secret_key: "sk_test_#{"x" * 40}", retry_budget: 0, http:)
  end

  def call(name, facts, client)
    positions, keywords = SpecSample.new(@openapi, optional: false).call(@openapi.description(facts))
    *groups, method = name.split(".")
    groups.reduce(client) { |one, step| one.public_send(step) }.public_send(method, *positions, **keywords)
  end

  it "of each schema are what the table says" do
    types = ApiGenerator::Types.new(ApiGenerator::Specification.read(SpecOpenapi.published),
                                    ApiGenerator::Naming.read(ApiGenerator::NAMES))
    fields = @openapi.document.dig("components", "schemas").sum do |name, schema|
      expression = types.expression({ "$ref" => "#/components/schemas/#{name}" }, name)
      examples(schema).sum do |example|
        read(Clerk::Resource.decode(expression, JSON.parse(JSON.generate(example), freeze: true)))
      end
    end
    expect(fields).to be > 100
  end

  it "of each operation's answers are what it gives" do
    fields = SpecOpenapi.operations.sum do |name, facts|
      successes = @openapi.description(facts)["responses"].select { |status, _| status.start_with?("2") }
      successes.sum do |status, response|
        of_response(response).sum do |example|
          read(call(name, facts, client(Integer(status), example)))
        end
      end
    end
    expect(fields).to be > 500
  end

  it "of each operation's errors are the errors that it raises" do
    raised = SpecOpenapi.operations.flat_map do |name, facts|
      errors = @openapi.description(facts)["responses"].select { |status, _| status.match?(/\A[45]/) }
      errors.flat_map do |status, response|
        [*of_response(response), { "errors" => [{ "code" => "some_code" }] }].map do |example|
          call(name, facts, client(Integer(status), example))
        rescue Clerk::ApiError => e
          expect(e.status).to eq(Integer(status))
          [e.message, e.code, e.long_message, e.meta, e.errors, e.trace_id, e.retry_after]
        end
      end
    end
    expect(raised).to all be_an(Array)
    expect(raised.size).to be > 249
  end
end
