# frozen_string_literal: true

class ApiGenerator
  # Reduces schemas to type expressions, and objects to named types: `{ "User" => { "id!" => "string", … } }`.
  # The expressions are described in lib/clerk/api/expression.rb.
  class Types
    TIME = /_at(?:_before|_after|_since)?\z/
    # The same by another name. One type has an expiration without a word on what it is.
    MOMENT = /\btimestamp\b/i
    EXPIRATION = "expiration"
    # Smaller numbers are seconds, not milliseconds: it would be 1973.
    MILLISECONDS = 100_000_000_000
    private_constant :TIME, :MOMENT, :EXPIRATION, :MILLISECONDS

    # Named types, in the order in which they were met.
    attr_reader :named

    def initialize(specification, naming)
      @specification = specification
      @naming = naming
      @named = {}
      @open = []
    end

    # @param schema [Hash]
    # @param name [String] of a type, should the schema be an object that has no name
    # @param key [String, nil] of the field
    # @return [String] a type expression
    def expression(schema, name, key = nil)
      target, referred = @specification.resolve(schema)
      nullable = target["nullable"] || schema["nullable"]
      text = alternatives(target, referred, name) || merged(target, referred, name) ||
             plain(target, referred || name, key, named: !referred.nil?)
      nullable && !text.end_with?("?") ? "#{text}?" : text
    end

    # The fields of an object, whose schema may be a reference or made of several.
    def fields(schema, name)
      schema, = @specification.resolve(schema)
      parts = schema.fetch("allOf", []).map { |part| fields(part, name) }
      required = schema.fetch("required", [])
      own = schema.fetch("properties", {}).to_h do |key, value|
        ["#{key}#{"!" if required.include?(key)}", expression(value, "#{name}_#{key}", key)]
      end
      own["*"] = "any" if schema["additionalProperties"]
      [*parts, own].reduce { |one, other| union(one, other, both: true) }
    end

    private

    def alternatives(schema, referred, name)
      choices = schema["oneOf"] || schema["anyOf"]
      return if choices.nil? || choices.none? { |choice| choice.key?("$ref") || choice.key?("type") }

      texts = choices.map.with_index(1) do |choice, index|
        expression(choice, choices.one? ? name : "#{referred || name}_#{index}").delete_suffix("?")
      end.uniq
      texts.one? ? texts.first : "<#{texts.join("|")}>"
    end

    def merged(schema, referred, name)
      parts = schema["allOf"] or return
      return expression(parts.first, name) if parts.one? && !schema.key?("properties")

      define(referred || name, schema)
    end

    def plain(schema, name, key, named:)
      case schema["type"]
      when "array" then "#{expression(schema.fetch("items", {}), singular(name), singular(key.to_s))}[]"
      when "string" then string(schema, key)
      when "integer", "number" then time?(schema, key) ? "time" : schema["type"]
      when "boolean" then "boolean"
      when "object", nil then object(schema, name, named)
      else raise "#{name}: no type expression for #{schema["type"]}"
      end
    end

    def string(schema, key)
      return "file" if schema["format"] == "binary"
      return "datetime" if schema["format"] == "date-time" || (TIME.match?(key.to_s) && !schema.key?("enum"))

      choices = schema.fetch("enum", []).compact
      choices.empty? ? "string" : "string(#{choices.join("|")})"
    end

    def time?(schema, key)
      return false unless TIME.match?(key.to_s) || key == EXPIRATION || MOMENT.match?(schema["description"].to_s)

      example = schema["example"]
      !(schema["type"] == "integer" && example.is_a?(Integer) && example < MILLISECONDS)
    end

    def object(schema, name, named)
      return define(name, schema, known: named) if schema.key?("properties")

      case schema["additionalProperties"]
      when Hash then "map<#{expression(schema["additionalProperties"], name)}>"
      else schema["type"] ? "object" : "any"
      end
    end

    # Names the type after what it says of itself, if nothing else has named it.
    def define(name, schema, known: true)
      own = schema.dig("properties", "object", "enum")
      name = own.first if !known && own&.one? && !schema["properties"].key?("deleted")
      name = @naming.type(name)
      return name if @open.include?(name) && @open.last != name

      @open.push(name)
      fields = fields(schema, name)
      @named[name] = @named.key?(name) ? union(@named[name], fields) : fields
      @open.pop
      name
    end

    # What shares a name: every field of any; required is what all require, or in parts of one (`both`) what any does.
    def union(one, other, both: false)
      keys = (one.keys + other.keys).uniq { |key| key.delete_suffix("!") }
      keys.to_h do |key|
        bare = key.delete_suffix("!")
        texts = [one, other].map { |fields| fields["#{bare}!"] || fields[bare] }
        required = [one, other].map { |fields| fields.key?("#{bare}!") }
        must = both ? required.any? : required.all?
        ["#{bare}#{"!" if must}", common(*texts.compact)]
      end
    end

    def common(one, other = one)
      return one if one == other

      bare = [one, other].map { |text| text.delete_suffix("?") }.uniq
      text = bare.one? ? bare.first : either(bare)
      [one, other].any? { |part| part.end_with?("?") } ? "#{text}?" : text
    end

    def either(texts)
      return strings(texts) if texts.all? { |text| text.match?(/\Astring\b[^\[]*\z/) }

      "<#{texts.flat_map { |text| text[/\A<(.*)>\z/, 1]&.split("|") || [text] }.uniq.join("|")}>"
    end

    def strings(texts)
      return "string" if texts.include?("string")

      "string(#{texts.flat_map { |text| text[/\((.*)\)/, 1].split("|", -1) }.uniq.join("|")})"
    end

    def singular(name) = name.sub(/ies\z/, "y").sub(/(?<=[^s])s\z/, "")
  end
end
