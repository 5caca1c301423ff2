# frozen_string_literal: true

# Every operation of Clerk's Backend API, called with real HTTP. What arrives is checked by Prism, which knows nothing
# of this gem, against the document that the tables amount to; with OPENAPI_SPEC=path, against the one that Clerk
# publishes.
RSpec.describe "The Backend API" do
  before(:context) do
    skip(SpecPrism.missing) if SpecPrism.missing

    @openapi = SpecOpenapi.load
    # The one answers with whatever the document's schemas allow, the other with its examples, of which not all keep to
    # the schemas. Both refuse requests that do not.
    @prisms = [%w[--errors --dynamic --seed clerk], []].map { |how| SpecPrism.new(@openapi.document, *how).start }
    @exercised = []
  end

  after(:context) do
    @prisms&.each(&:stop)
    puts "\n#{@exercised.uniq.size} of #{SpecOpenapi.operations.size} operations exercised" if @exercised
  end

  def client(prism) = Clerk::Client.new(secret_key: "sk_test_#{"x" * 40}", api_url: prism.url, retry_budget: 0)

  # Calls it as an application would.
  def exercise(name, facts, prism, optional:)
    positions, keywords = SpecSample.new(@openapi, optional:).call(@openapi.description(facts))
    *groups, method = name.split(".")
    group = groups.reduce(client(prism)) { |one, step| one.public_send(step) }
    answer = group.public_send(method, *positions, **keywords)
    @exercised << name
    answer
  rescue Clerk::ApiError => e
    raise "#{e.message} #{e.errors}\n#{prism.log}"
  end

  # What the table promises, all the way down.
  def fits?(expression, value)
    return value.nil? || value.is_a?(String) unless expression

    case Clerk::API::Expression.read(expression)
    in [:maybe, inner] then value.nil? || fits?(inner, value)
    in [:list, inner] then value.respond_to?(:to_ary) && value.to_ary.all? { |one| fits?(inner, one) }
    in [:either, several] then several.any? { |one| fits?(one, value) }
    in [:object, name] then value.is_a?(Clerk::Resource) && fields_fit?(name, value)
    in [:scalar, "time"] then value.is_a?(Time) || value.is_a?(Numeric)
    else true
    end
  end

  def fields_fit?(type, resource)
    Clerk::API.types.fetch(type).all? do |key, expression|
      name = key.delete_suffix("!")
      next true unless resource.key?(name)

      fits?(expression, resource.respond_to?(name) ? resource.public_send(name) : resource[name])
    end
  end

  it "refuses what is wrong, so that what follows means something" do
    wrong = [["GET", "/v1/users", { query: { limit: "x" } }], ["POST", "/v1/invitations", { body: { notify: 1 } }],
             ["GET", "/v1/nowhere", {}]]
    @prisms.each do |prism|
      backend = client(prism).instance_variable_get(:@backend)
      statuses = wrong.map { |verb, path, more| error_of { backend.request(verb, path, **more) }.status }
      expect(statuses).to eq([422, 422, 404])
    end
  end

  SpecOpenapi.operations.each do |name, facts|
    it "has #{name}: #{facts["http"]}" do
      [true, false].zip(@prisms) do |optional, prism|
        answer = exercise(name, facts, prism, optional:)
        expect(answer).to be_a(Clerk::List) if facts["returns"].to_s.end_with?("[]")
        expect(fits?(facts["returns"], answer)).to be(true), "#{name} is no #{facts["returns"]}: #{answer.inspect}"
      end
    end
  end

  it "has as many operations as Clerk publishes" do
    expect(SpecOpenapi.operations.size).to eq(249)
    published = @openapi.document["paths"].sum { |_, item| item.slice("get", "post", "put", "patch", "delete").size }
    expect(published).to eq(249)
  end
end
