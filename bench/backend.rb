# frozen_string_literal: true

# What a call to the Backend API costs over a connection that is kept alive, beside the least that Ruby needs for it:
# Net::HTTP and JSON.parse. Both ask the same server on the loopback address, turn by turn.
#
#   ruby -Ilib bench/backend.rb

require "json"
require "net/http"
require "socket"
require "clerk_rs_rack"

ROUNDS = 40
CALLS = 25
WARM_UP = 4
TARGET = 1.5
ID = "user_2nhkFjbTnZ8fPJQWhbFqhRXCXnj"

verification = { object: "verification_otp", status: "verified", strategy: "email_code", attempts: 1,
                 expire_at: 1_716_883_200_000, verified_at_client: nil, error: nil }
addresses = Array.new(2) do |number|
  { id: "idn_#{number}", object: "email_address", email_address: "ada#{number}@example.com", reserved: false,
    verification:, linked_to: [{ type: "oauth_google", id: "idn_g" }], matches_sso_connection: false,
    created_at: 1_716_883_200_000, updated_at: 1_716_883_200_000 }
end
USER = JSON.generate(
  id: ID, object: "user", external_id: nil, primary_email_address_id: "idn_0", primary_phone_number_id: nil,
  primary_web3_wallet_id: nil, username: "ada", first_name: "Ada", last_name: "Lovelace", has_image: true,
  image_url: "https://img.clerk.com/#{"x" * 120}", public_metadata: { theme: "dark", plan: "pro" },
  private_metadata: { crm: "4711" }, unsafe_metadata: {}, email_addresses: addresses, phone_numbers: [],
  web3_wallets: [], passkeys: [], password_enabled: true, two_factor_enabled: false, totp_enabled: false,
  backup_code_enabled: false, mfa_enabled_at: nil, mfa_disabled_at: nil, external_accounts: [], saml_accounts: [],
  enterprise_accounts: [], last_sign_in_at: 1_716_883_200_000, banned: false, locked: false,
  lockout_expires_in_seconds: nil, verification_attempts_remaining: 100, updated_at: 1_716_883_200_000,
  created_at: 1_716_883_200_000, delete_self_enabled: true, create_organization_enabled: true,
  last_active_at: 1_716_883_200_000, legal_accepted_at: nil
)
ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nCF-Ray: 88a\r\nClerk-Trace-Id: 4711\r\n" \
         "Content-Length: #{USER.bytesize}\r\nConnection: keep-alive\r\n\r\n#{USER}".freeze

# A process for each connection, so that its work is not ours and nobody waits for another one's thread.
listener = TCPServer.new("127.0.0.1", 0)
servers = Array.new(3) do
  fork do
    socket = listener.accept
    socket.setsockopt(:TCP, :NODELAY, true)
    socket.write(ANSWER) while socket.gets("\r\n\r\n")
    exit!
  end
end
at_exit { servers.each { |server| Process.kill(:KILL, server) } }
port = listener.addr[1]
url = "http://127.0.0.1:#{port}"

bare = Net::HTTP.new("127.0.0.1", port)
bare.keep_alive_timeout = 30
bare.start
headers = { "authorization" => "Bearer sk_test_bench", "accept" => "application/json" }
configuration = Clerk::Configuration.new(secret_key: "sk_test_bench", api_url: url)
backend = Clerk::Instance.build(configuration, :calls).backend

ways = {
  "Net::HTTP" => -> { JSON.parse(bare.request(Net::HTTP::Get.new("/v1/users/#{ID}", headers)).body) },
  "Backend" => -> { Clerk::Resource.decode("User", backend.request("GET", "/v1/users/#{ID}")) }
}
client = Clerk::Client.new(secret_key: "sk_test_bench", api_url: url)
ways["Client"] = -> { client.users.get(ID) }

# Microseconds a call.
measure = lambda do |way|
  start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  CALLS.times(&way)
  (Process.clock_gettime(Process::CLOCK_MONOTONIC) - start) * 1e6 / CALLS
end

times = ways.transform_values { [] }
(ROUNDS + WARM_UP).times do |round|
  GC.start
  ways.to_a.rotate(round).each { |name, way| times[name] << measure.call(->(_) { way.call }) }
end
medians = times.transform_values { |all| all.drop(WARM_UP).sort[ROUNDS / 2] }
medians.each { |name, time| puts "#{name.ljust(10)} #{time.round(1)} µs" }
%w[Backend Client].each do |name|
  puts "call by #{name} / Net::HTTP and JSON.parse: #{(medians[name] / medians["Net::HTTP"]).round(2)} (≤ #{TARGET})"
end
