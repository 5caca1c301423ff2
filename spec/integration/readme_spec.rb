# frozen_string_literal: true

# The everyday tasks of the README, executed as they are printed there.
RSpec.describe "README.md: The Backend API" do
  let(:code) do
    page = File.read(File.expand_path("../../README.md", __dir__), encoding: "UTF-8")
    page[/^## The Backend API$.*?^```ruby\n(.*?)^```/m, 1]
  end
  let(:ada) do
    { "id" => "user_ada", "first_name" => "Ada", "last_name" => "Lovelace", "primary_email_address_id" => "idn_1",
      "email_addresses" => [{ "id" => "idn_1", "email_address" => "ada@example.com" }] }
  end
  # More than a page of them; those that are revoked are listed no more, so that the others move up.
  let(:sessions) { Array.new(101) { |index| { "id" => "sess_#{index}" } } }
  let(:api) do
    SpecApi.new do |request|
      params = request.params
      case [request.request_method, request.path]
      in ["GET", "/v1/users"] then [ada]
      in ["GET", "/v1/sessions"] then sessions[params["offset"].to_i, (params["limit"] || 10).to_i]
      in ["POST", %r{/revoke\z} => path] then sessions.delete({ "id" => path.split("/")[-2] })
      else {}
      end
    end
  end

  it "finds somebody, remembers something, invites, signs out everywhere, and runs through everybody" do
    Clerk.configure { |clerk| clerk.assign(api.options) }
    expect { Object.new.instance_eval(code) }.to output("Ada Lovelace\n").to_stdout
    expect(sessions).to eq([])
    calls = api.calls.reject { |call| call.path.end_with?("/revoke") }
    expect(calls.map { |call| "#{call.verb} #{call.path}" }).to eq(
      ["GET /v1/users", "PATCH /v1/users/user_ada/metadata", "POST /v1/organizations/org_%E2%80%A6/invitations",
       "GET /v1/sessions", "GET /v1/sessions", "GET /v1/users"]
    )
    of_ada = [%w[user_id user_ada], %w[status active]]
    expect(calls.map(&:params)).to match([[%w[email_address ada@example.com]], [], [], array_including(*of_ada),
                                          array_including(*of_ada, %w[offset 100]),
                                          [%w[created_at_after 1798761600000], %w[limit 100]]])
    expect(calls[1].json).to eq("public_metadata" => { "plan" => "pro" })
    expect(calls[2].json).to eq("email_address" => "grace@example.com", "role" => "org:member")
  end
end
