# frozen_string_literal: true

# What the API lists, a page at a time.
RSpec.describe Clerk::List do
  let(:count) { 7 }
  let(:items) { Array.new(count) { |index| { "id" => "id_#{index}" } } }
  let(:client) { Clerk::Client.new(**api.options) }
  # Bare arrays, as of users; objects with a count, as of organizations; and another name of the list, as of M2M tokens.
  let(:api) do
    SpecApi.new do |request|
      after = items.index { |item| item["id"] == request.params["starting_after"] }
      start = after ? after + 1 : request.params["offset"].to_i
      page = items[start, (request.params["limit"] || 3).to_i]
      case request.path
      when "/v1/users" then page
      when "/v1/m2m_tokens" then { "m2m_tokens" => page, "total_count" => count }
      else { "data" => page, "total_count" => count }
      end
    end
  end

  def ids(items) = items.map(&:id)

  it "is an Enumerable of resources, frozen, in either shape of the API" do
    users = client.users.list(limit: 2)
    expect(users).to be_frozen.and have_attributes(size: 2, total_count: nil, first: be_a(Clerk::User))
    expect([ids(users), users[1].id, users[0..].size, users.last.id, users.to_a.frozen?])
      .to eq([%w[id_0 id_1], "id_1", 2, "id_1", true])
    organizations = client.organizations.list(limit: 2)
    expect(organizations).to have_attributes(size: 2, total_count: 7, first: be_a(Clerk::Organization))
    expect(organizations.inspect).to eq("#<Clerk::List 2 of 7>")
    expect(client.m2m.list(subject: "mch_1", limit: 2))
      .to have_attributes(total_count: 7, first: be_a(Clerk::Resource::M2MToken))
    first, *others = users
    expect([first.id, ids(others)]).to eq(["id_0", %w[id_1]])
  end

  it "knows the next page, and when there is none" do
    pages = client.organizations.list(limit: 3, query: "x").each_page.to_a
    expect(pages.map { |page| ids(page) }).to eq([%w[id_0 id_1 id_2], %w[id_3 id_4 id_5], %w[id_6]])
    expect(api.calls.map { |call| call.params.to_h }).to eq(
      [{}, { "offset" => "3" }, { "offset" => "6" }].map { |more| { "query" => "x", "limit" => "3", **more } }
    )
    expect(pages.last.next_page).to be_nil
  end

  it "goes on without a limit, too" do
    expect(client.organizations.list.each_page.map(&:size)).to eq([3, 3, 1])
    expect(api.calls.size).to eq(3)
    expect(client.users.list.each_page.map(&:size)).to eq([3, 3, 1])
  end

  it "runs through everything with each, and asks for a page only when it is wanted" do
    expect(ids(client.users.each(batch: 3).first(2))).to eq(%w[id_0 id_1])
    expect(api.calls.size).to eq(1)
    expect(ids(client.users.each(batch: 3, query: "x"))).to eq(ids(client.organizations.each(batch: 2)))
    seen = []
    client.m2m.each(subject: "mch_1", batch: 7) { |token| seen << token.id }
    expect(seen).to eq(items.map { |item| item["id"] })
    expect(api.last.params).to contain_exactly(%w[subject mch_1], %w[limit 7])
    lazy = client.users.each(batch: 2).lazy.map(&:id).reject { |id| id == "id_0" }
    expect(lazy.first(1)).to eq(%w[id_1])
  end

  it "runs through what belongs to something" do
    expect(client.organizations.memberships.each("org_1", batch: 4).to_a.size).to eq(7)
    expect(api.calls.map(&:path).uniq).to eq(["/v1/organizations/org_1/memberships"])
  end

  describe "of users" do
    # Somebody signs up between the pages: the newest is the first.
    let(:api) do
      SpecApi.new do |request|
        params = request.params
        after = items.index { |item| item["id"] == params["starting_after"] }
        page = items[after ? after + 1 : params["offset"].to_i, params["limit"].to_i]
        items.unshift("id" => "new_#{items.size}")
        page
      end
    end

    def sent = api.calls.map { |call| call.params.to_h.except("limit") }

    it "follows ids, as rows that come or go move what has an offset" do
      expect(ids(client.users.each(batch: 3))).to eq(%w[id_0 id_1 id_2 id_3 id_4 id_5 id_6])
      expect(sent).to eq([{}, { "starting_after" => "id_2" }, { "starting_after" => "id_5" }])
    end

    it "follows ids in either order of creation, and from an offset of 0" do
      ["created_at", "+created_at", :"-created_at"].each do |order_by|
        before = ids(client.users.list(limit: 100))
        expect(ids(client.users.each(batch: 3, order_by:, offset: 0)).drop(1)).to eq(before)
        expect(sent.last(2)).to all include("order_by" => order_by.to_s, "starting_after" => be_a(String))
        expect(sent.last).not_to include("offset")
      end
    end

    it "counts in other orders, and where the caller has begun to count: the API refuses ids then" do
      client.users.each(batch: 3, order_by: "-last_active_at").first(7)
      client.users.each(batch: 3, offset: 1).first(6)
      expect(sent.flat_map(&:keys)).not_to include("starting_after")
      expect(sent.map { |params| params["offset"] }).to eq([nil, "3", "6", "1", "4"])
    end
  end

  it "goes on after a short page where the total count says that there is more" do
    api = SpecApi.new do |request|
      { "data" => items[request.params["offset"].to_i, 2], "total_count" => count }
    end
    organizations = Clerk::Client.new(**api.options).organizations
    expect(organizations.each(batch: 500).map(&:id)).to eq(ids(client.users.each))
    expect(api.calls.size).to eq(4)
  end

  it "follows ids where the caller started with one" do
    pages = { nil => %w[a b], "b" => %w[c d], "d" => %w[e] }
    api = SpecApi.new { |request| pages.fetch(request.params["starting_after"]).map { |id| { "id" => id } } }
    list = Clerk::Client.new(**api.options).users.list(limit: 2, starting_after: "b")
    expect(list.each_page.map { |page| ids(page) }).to eq([%w[c d], %w[e]])
  end

  it "ends where the API takes no notice of where to start" do
    api = SpecApi.new { [{ "id" => "a" }, { "id" => "b" }] }
    expect(Clerk::Client.new(**api.options).users.each(batch: 2).to_a.size).to eq(2)
  end

  it "does not believe everything" do
    [nil, {}, { "data" => nil }, { "data" => "x", "total_count" => "many" }, "x", 7].each do |odd|
      api = SpecApi.new { odd }
      client = Clerk::Client.new(**api.options)
      expect(client.organizations.list).to have_attributes(to_a: [], total_count: nil, next_page: nil), odd.inspect
    end
    api = SpecApi.new { { "data" => [1, nil, { "id" => "a" }], "total_count" => -1 } }
    expect(Clerk::Client.new(**api.options).organizations.list.to_a.values_at(0, 1)).to eq([1, nil])
  end

  it "goes through Marshal, without the way to the API" do
    copy = Marshal.load(Marshal.dump(client.organizations.list(limit: 2)))
    expect(copy).to have_attributes(total_count: 7, next_page: nil, to_a: client.organizations.list(limit: 2).to_a)
  end

  it "becomes JSON of what may be shown" do
    api = SpecApi.new { [{ "id" => "user_1", "private_metadata" => { "pin" => 4711 } }] }
    list = Clerk::Client.new(**api.options).users.list
    expect([JSON.generate(list), list.to_json]).to all eq('[{"id":"user_1"}]')
    expect(list.as_json).to eq([{ "id" => "user_1" }])
    expect([list.inspect, list.to_s].join).not_to include("4711")
  end

  it "does not take a limit beside batch" do
    expect { client.users.each(limit: 5) }.to raise_error(ArgumentError, "users.list: batch is the limit of each page")
  end
end
