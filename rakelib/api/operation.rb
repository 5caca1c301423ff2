# frozen_string_literal: true

class ApiGenerator
  # One operation reduced to what a client needs to know:
  #
  #   http     verb and path
  #   id       the operationId
  #   query    parameters of the query, with their types
  #   joined   those of them whose lists are one value, joined by commas
  #   body     fields of the JSON body; `body!` where there must be one; a type's name where the body is a list of it
  #   form     fields of a multipart body
  #   returns  the type of the answer; none: there is nothing to read
  #   within   the field of the answer that holds the list
  #   status   of success, unless it is 200
  #   errors   the statuses of errors
  #   deprecated
  #   tag      what the operation is filed under in Clerk's reference
  class Operation
    JSON = "application/json"
    FORM = "multipart/form-data"
    private_constant :JSON, :FORM

    def initialize(entry, specification, types)
      @entry = entry
      @description = entry.description
      @specification = specification
      @types = types
    end

    def to_h
      { "http" => @entry.http, "id" => @entry.id, **query, **body, **answer, "errors" => errors,
        "deprecated" => @description["deprecated"], "tag" => @entry.tags.first }.compact
    end

    private

    def name = Naming.camel(@entry.id)

    def query
      parameters = @description["parameters"].select { |parameter| parameter["in"] == "query" }
      return {} if parameters.empty?

      fields = parameters.to_h do |parameter|
        key = parameter["name"]
        ["#{key}#{"!" if parameter["required"]}", @types.expression(parameter["schema"], "#{name}_#{key}", key)]
      end
      joined = parameters.select { |parameter| parameter["explode"] == false }.map { |parameter| parameter["name"] }
      { "query" => fields, "joined" => (joined unless joined.empty?) }
    end

    def body
      body, = @specification.resolve(@description["requestBody"])
      return {} unless body

      kind, content = body["content"].first
      key = { JSON => "body", FORM => "form" }.fetch(kind) { raise "#{@entry.id}: no way to send #{kind}" }
      schema, = @specification.resolve(content["schema"])
      { "#{key}#{"!" if body["required"] && key == "body"}" => content(schema) }
    end

    def content(schema)
      return @types.expression(schema, "#{name}_item") if schema["type"] == "array"

      @types.fields(schema, name).except("*")
    end

    def answer
      status, response = @description["responses"].find { |code, _| code.to_s.start_with?("2") }
      response, referred = @specification.resolve(response)
      schema = response.dig("content", JSON, "schema")
      more = { "status" => (Integer(status) unless status == "200") }
      schema ? returns(schema, referred).merge(more) : more
    end

    def returns(schema, referred)
      within, list = list(schema)
      return { "returns" => @types.expression(list, list_name(referred)), "within" => within } if within

      { "returns" => @types.expression(schema, response_name(referred)) }
    end

    # An answer that has nothing but a list and its count.
    def list(schema)
      schema, = @specification.resolve(schema)
      fields = schema["properties"] or return
      field, list = fields.find { |_, value| @specification.resolve(value).first["type"] == "array" }
      [field, list] if field && fields.keys.sort == [field, "total_count"].sort
    end

    def response_name(referred) = referred ? referred.delete_prefix("_") : "#{name}Result"

    def list_name(referred) = (referred || name).delete_suffix(".List")

    def errors
      @description["responses"].keys.map(&:to_s).grep(/\A[45]\d\d\z/).map(&:to_i).sort
    end
  end
end
