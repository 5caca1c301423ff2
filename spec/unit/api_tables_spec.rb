# frozen_string_literal: true

require_relative "../../rakelib/api/generator"

# The tables of the Backend API, and what `rake api:generate` makes of a specification. OPENAPI_SPEC=path says where
# Clerk's own is.
RSpec.describe "The tables of the Backend API" do
  root = File.expand_path("../..", __dir__)
  let(:generator) { ApiGenerator.new(root) }
  let(:operations) { SpecOpenapi.operations }

  def read(file) = File.read(File.expand_path("../../#{file}", __dir__), encoding: "UTF-8")

  # A specification with these paths, and nothing else that is not needed.
  def reduce(paths, schemas = {})
    document = { "paths" => paths, "components" => { "schemas" => schemas } }
    tables = generator.reduce(ApiGenerator::Specification.new(document))
    tables.transform_keys { |file| file.delete_suffix(".json") }.transform_values { |text| JSON.parse(text) }
  end

  def operation(id, parameters: [], body: nil, answer: nil, **more)
    content = ->(schema) { { "content" => { "application/json" => { "schema" => schema } } } }
    { "operationId" => id, "tags" => ["Moons"], "parameters" => parameters, **more.transform_keys(&:to_s),
      "requestBody" => body && content.call(body),
      "responses" => { "200" => answer ? content.call(answer) : {}, "404" => {} } }.compact
  end

  it "hold 249 operations, each once, each with a name of its own" do
    expect([operations.size, operations.values.map { |facts| facts["id"] }.uniq.size,
            operations.values.map { |facts| facts["http"] }.uniq.size]).to eq([249, 249, 249])
  end

  it "hold facts and no prose" do
    words = /\A[\w<>|()?\[\]!*#.+-]*\z/
    texts = Dir["#{root}/lib/clerk/api/*.json"].flat_map { |file| facts(JSON.parse(File.read(file))) }
    expect(texts.grep_v(words)).to all match(%r{\A(?:GET|POST|PUT|PATCH|DELETE) /v1/[\w/{}]+\z|\A[A-Z][\w /&-]+\z})
  end

  def facts(value)
    case value
    when Hash then value.flat_map { |key, one| [key, *facts(one)] }
    when Array then value.flat_map { |one| facts(one) }
    when String then [value]
    else []
    end
  end

  it "are what the generator makes of Clerk's specification", if: SpecOpenapi.published do
    tables = generator.reduce(ApiGenerator::Specification.read(SpecOpenapi.published))
    committed = Dir["#{root}/lib/clerk/api/*.json"].to_h { |file| [File.basename(file), File.read(file)] }
    expect(tables).to eq(committed)
  end

  it "are what types and docs are made of: `rake api:generate` changes nothing" do
    made = generator.derivations
    expect(made.keys).to match_array(%w[sig/clerk_api.rbs docs/api.md] + Dir.chdir(root) { Dir["docs/yard/*.rb"] })
    made.each { |file, text| expect(read(file)).to eq(text), "#{file} is old: run bin/run rake api:generate" }
  end

  it "lead to signatures that RBS understands, with a reader for each field that has one" do
    begin
      require "rbs"
    rescue LoadError
      skip "left out: the gem rbs is not installed"
    end
    loader = RBS::EnvironmentLoader.new
    loader.add(path: Pathname("#{root}/sig"))
    environment = RBS::Environment.from_loader(loader).resolve_type_names
    builder = RBS::DefinitionBuilder.new(env: environment)
    %w[User Verification Resource::OrganizationMembership].each do |name|
      type = RBS::TypeName.new(name: name.split("::").last.to_sym,
                               namespace: RBS::Namespace.parse("::Clerk::#{name}").parent)
      readers = Object.const_get("Clerk::#{name}").prepare.public_instance_methods(false)
      expect(builder.build_instance(type).methods.keys).to include(*readers), name
    end
  end

  it "lead to signatures and docs that say where a Time or a Date will do" do
    expect(read("sig/clerk_api.rbs")).to include(
      "def extend_free_trial: (String subscription_item_id, extend_to: (Time | _ToTime | String)) ->",
      "?created_at_after: (Time | _ToTime | Integer)?", "def period_end: () -> Time?"
    )
    expect(read("docs/yard/billing.rb")).to include("@param extend_to [Time, Date, String]")
    expect(read("docs/yard/users.rb"))
      .to include("@param created_at_after [Time, Date, Integer]", "@param legal_accepted_at [Time, Date, String, nil]")
  end

  describe "of another specification" do
    it "name what is new after its operationId, without the words that the group says" do
      tables = reduce(
        "/moons" => { "get" => operation("ListMoons"), "post" => operation("CreateMoon") },
        "/moons/{moon_id}" => { "get" => operation("GetMoon"), "delete" => operation("DeleteMoon") },
        "/moons/{moon_id}/api_key/rotate" => { "post" => operation("RotateMoonAPIKey") }
      )
      expect(tables["moons"].keys).to eq(%w[list create get delete rotate_api_key])
    end

    it "follow the JavaScript SDK, with sub-resources as the paths have them" do
      tables = reduce(
        "/organizations/{organization_id}/memberships" => { "get" => operation("ListOrganizationMemberships") },
        "/users/{user_id}/metadata" => { "patch" => operation("UpdateUserMetadata") }
      )
      expect([tables["organizations"].keys, tables["users"].keys]).to eq([%w[memberships.list], %w[update_metadata]])
    end

    it "do not come to be when two operations would have one name, or a name is taken" do
      paths = { "/moons" => { "get" => operation("ListMoons") }, "/moons/all" => { "get" => operation("GetMoonList") } }
      expect { reduce(paths) }.to raise_error(
        "moons.list would be ListMoons (GET /v1/moons) and GetMoonList (GET /v1/moons/all): " \
        "name it in rakelib/api/names.json"
      )
      expect { reduce("/moons" => { "post" => operation("FreezeMoon") }) }
        .to raise_error(/\Amoons.freeze, which would be FreezeMoon .* cannot be: "freeze" is taken/)
    end

    it "say what an operation takes and gives" do
      moon = { "type" => "object", "required" => %w[id], "properties" => {
        "id" => { "type" => "string", "description" => "Prose" },
        "seen_at" => { "type" => "integer", "nullable" => true }, "made_at" => { "type" => "string" },
        "landing" => { "type" => "integer", "description" => "Unix timestamp (in milliseconds) of it." },
        "left_at" => { "type" => "integer", "description" => "Unix timestamp", "example" => 1_713_880_800 },
        "eclipse" => { "type" => "string", "format" => "date-time" },
        "phase" => { "type" => "string", "enum" => %w[new full] }, "tides" => { "type" => "object" },
        "crater" => { "type" => "object", "properties" => { "depth" => { "type" => "number" } } }
      } }
      parameters = [{ "in" => "path", "name" => "moon_id", "required" => true, "schema" => { "type" => "string" } },
                    { "in" => "query", "name" => "ids", "explode" => false,
                      "schema" => { "type" => "array", "items" => { "type" => "string" } } },
                    { "in" => "query", "name" => "planet", "required" => true, "schema" => { "type" => "string" } }]
      list = { "type" => "object", "properties" => {
        "data" => { "type" => "array", "items" => { "$ref" => "#/components/schemas/Moon" } },
        "total_count" => { "type" => "integer" }
      } }
      turn = operation("TurnMoon", parameters:, deprecated: true, body: moon, answer: list)
      tables = reduce({ "/moons/{moon_id}" => { "post" => turn } }, { "Moon" => moon })
      expect(tables["moons"]["turn"]).to eq(
        "http" => "POST /v1/moons/{moon_id}", "id" => "TurnMoon", "joined" => ["ids"],
        "query" => { "ids" => "string[]", "planet!" => "string" },
        "body" => { "id!" => "string", "seen_at" => "time?", "made_at" => "datetime", "landing" => "time",
                    "left_at" => "integer", "eclipse" => "datetime", "phase" => "string(new|full)", "tides" => "object",
                    "crater" => "TurnMoonCrater" },
        "returns" => "Moon[]", "within" => "data", "errors" => [404], "deprecated" => true, "tag" => "Moons"
      )
      expect(tables["types"].keys).to eq(%w[Moon MoonCrater TurnMoonCrater])
    end
  end
end
