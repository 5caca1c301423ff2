# frozen_string_literal: true

# One middleware, made and used before Puma forks its workers: what it has at that time (keys, an open connection to
# Clerk) must serve both of them, or neither.
RSpec.describe "A Puma of several processes" do
  let(:backend) { SpecBackend.start(local) }
  let(:people) { Array.new(12) { |number| local.create_user(first_name: "Visitor #{number}") } }
  let(:cluster) do
    options = backend.options.merge(read_timeout: 2)
    Dir.mktmpdir do |dir|
      File.write("#{dir}/config.ru", <<~RUBY)
        require "clerk_rs_rack"
        require "rack/mock"

        app = Clerk::Rack.new(
          lambda do |env|
            [200, { "content-type" => "text/plain" }, [[Process.pid, env["clerk"].user&.first_name].join(" ")]]
          end, **#{options}, clock: -> { #{clock.milliseconds.call} }
        )
        Rack::MockRequest.new(app).get("/", "HTTP_AUTHORIZATION" => "Bearer #{local.session_token}")
        run app
      RUBY
      SpecCluster.start("#{dir}/config.ru")
    end
  end

  # Which process answered, and whom it saw.
  def ask(user)
    response = Net::HTTP.get(URI(cluster.url), "Authorization" => "Bearer #{local.session_token(user_id: user.id)}")
    pid, name = response.split(" ", 2)
    [pid, name]
  end

  it "shares the keys among them, and no connection" do
    cluster
    expect(backend.calls("/v1/jwks")).to eq(1)
    before = backend.requests.map { |env| env.fetch("puma.socket") }
    backend.delay = 0.03
    answers = people.map { |user| Thread.new { ask(user) } }.map(&:value)
    expect(answers.map(&:last)).to eq(people.map(&:first_name))
    expect(answers.map(&:first).uniq).to match_array(cluster.workers)
    expect(backend.calls("/v1/jwks")).to eq(1)
    after = backend.requests.map { |env| env.fetch("puma.socket") }.drop(before.size)
    expect(after.size).to eq(people.size)
    expect(after & before).to eq([])
  end
end
