# frozen_string_literal: true

require "json"
require "open3"
require "openssl"
require "rbconfig"
require "tmpdir"

# The way to the Backend API through what companies have: proxies, and certificates of their own. Each application is a
# process of its own, as this is said by environment variables.
RSpec.describe "The network" do
  let(:user) { SpecWire.answer(200, JSON.generate(id: "user_1", object: "user", first_name: "Ada")) }
  let(:secret) { "sk_test_network" }

  # What an application prints that asks for a user.
  def ask(api_url, **environment)
    script = <<~RUBY
      require "clerk_rs_rack"
      begin
        api = Clerk::Client.new(secret_key: #{secret.dump}, api_url: #{api_url.dump}, retry_budget: 0)
        print api.users.get("user_1").first_name
      rescue Clerk::Error => e
        print e.class, " ", e.cause.class
      end
    RUBY
    clean = %w[http_proxy HTTP_PROXY https_proxy no_proxy NO_PROXY SSL_CERT_FILE SSL_CERT_DIR].to_h { [_1, nil] }
    Open3.capture2e(clean.merge(environment.transform_keys(&:to_s)), RbConfig.ruby, "-Ilib", "-e", script).first
  end

  it "may have a proxy, by http_proxy, and hosts that are reached without one, by no_proxy" do
    proxy = SpecWire.start(user)
    expect(ask("http://api.clerk.example", http_proxy: proxy.url)).to eq("Ada")
    expect(proxy.requests.map(&:line)).to eq(["GET http://api.clerk.example/v1/users/user_1 HTTP/1.1"])
    expect(ask("http://api.clerk.example", http_proxy: proxy.url, no_proxy: "clerk.example"))
      .to start_with("Clerk::ConnectionError")
    expect(proxy.requests.size).to eq(1)
  end

  describe "with TLS" do
    let(:key) { SpecInstance::KEY }
    # A certificate authority, and a certificate of its.
    let(:authority) { certificate("/CN=Spec CA", "basicConstraints" => "critical,CA:TRUE") }
    let(:context) do
      OpenSSL::SSL::SSLContext.new.tap do |context|
        context.cert = certificate("/CN=127.0.0.1", authority, "subjectAltName" => "IP:127.0.0.1,DNS:api.clerk.example")
        context.key = key
      end
    end
    let(:api) do
      SpecWire.start(user, wrap: ->(socket) { OpenSSL::SSL::SSLSocket.new(socket, context).tap(&:accept) })
    end
    let(:api_url) { "https://127.0.0.1:#{api.port}" }

    def certificate(subject, issuer = nil, **extensions)
      one = OpenSSL::X509::Certificate.new
      one.version = 2
      one.serial = issuer ? 2 : 1
      one.subject = OpenSSL::X509::Name.parse(subject)
      one.issuer = issuer ? issuer.subject : one.subject
      one.public_key = key.public_key
      one.not_before = Time.now - 60
      one.not_after = Time.now + 3600
      factory = OpenSSL::X509::ExtensionFactory.new(issuer || one, one)
      extensions.each { |name, value| one.add_extension(factory.create_extension(*"#{name}=#{value}".split("=", 2))) }
      one.sign(key, "SHA256")
    end

    def with_authority
      Dir.mktmpdir do |dir|
        path = File.join(dir, "ca.pem")
        File.write(path, authority.to_pem)
        yield path
      end
    end

    it "believes the authority that SSL_CERT_FILE names, and no other; the secret key is not sent to a stranger" do
      with_authority { |path| expect(ask(api_url, SSL_CERT_FILE: path)).to eq("Ada") }
      expect(api.requests.size).to eq(1)
      expect(ask(api_url)).to eq("Clerk::ConnectionError OpenSSL::SSL::SSLError")
      expect(api.requests.size).to eq(1)
    end

    it "goes through a proxy as a tunnel, which sees no secret key" do
      seen = []
      copy = lambda do |from, to|
        loop { to.write(from.readpartial(65_536).tap { |bytes| seen << bytes }) }
      rescue IOError
        to.close_write unless to.closed?
      end
      tunnel = lambda do |socket|
        socket.write("HTTP/1.1 200 Connection established\r\n\r\n")
        inner = TCPSocket.new("127.0.0.1", api.port)
        [[socket, inner], [inner, socket]].map { |ends| Thread.new { copy.call(*ends) } }.each(&:join)
      end
      proxy = SpecWire.start(tunnel)
      with_authority do |path|
        expect(ask("https://api.clerk.example", http_proxy: proxy.url, SSL_CERT_FILE: path)).to eq("Ada")
      end
      expect(proxy.requests.map(&:line)).to eq(["CONNECT api.clerk.example:443 HTTP/1.1"])
      expect(seen.join).not_to include(secret)
      expect(api.requests.first.headers["authorization"]).to eq("Bearer #{secret}")
    end
  end
end
