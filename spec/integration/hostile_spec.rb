# frozen_string_literal: true

require "socket"

# Whatever bytes arrive: a valid HTTP response below 500, nobody signed in who should not be, nobody redirected who did
# not open a page, and no token in the log.
RSpec.describe "Hostile requests" do
  let(:live) { new_local(environment: :production) }
  # No Backend API, and it costs no time to find out.
  let(:nowhere) { { http: ->(*) { [404, {}, "{}"] } } }
  let(:header) { decode(local.session_token).first }
  let(:claims) { decode(local.session_token).last }
  # Signed with the right key, and wrong all the same.
  let(:wrong_claims) do
    [{ exp: nil }, { exp: "1e99" }, { exp: [] }, { exp: -1 }, { sub: nil }, { sub: {} }, { nbf: "x" }, { iat: {} },
     { iss: 5 }, { iss: "https://evil.example" }, { azp: [] }, { sub: "mch_1" }, { exp: 1 << 62, nbf: 1 << 61 }]
      .map { |claims| local.session_token(claims:) }
  end
  let(:tokens) do
    now = local.session_token
    [*wrong_claims, local.template_token("db"), local.session_token(issued_at: clock.now - 999),
     forge(header.merge("alg" => "none"), claims), forge(header.merge("alg" => "None"), claims, key: SpecInstance::KEY),
     forge(header.merge("alg" => "HS256"), claims, key: local.public_key_pem),
     forge(header.merge("alg" => ["RS256"]), claims, key: SpecInstance::KEY),
     forge(header, claims, key: SpecInstance::OTHER_KEY), forge(header.merge("kid" => "k" * 10_000), claims),
     forge(header.merge("kid" => { "a" => 1 }), claims), forge(header.merge("crit" => ["x"], "alg" => "RS999"), claims),
     forge(header.merge("jku" => "http://evil.example/jwks", "jwk" => {}), claims, key: SpecInstance::OTHER_KEY),
     forge("null", "null"), forge("{", "}"), forge(header, "[]"), "#{now}.", "#{now}.x", ".#{now}", "....", "..",
     "a.b.c.d", now.sub(".", ".."), now[0..-2], "#{now}=", "#{now}A", now.swapcase, "\xFF\xFE", "\0", "%00", "%", "",
     " ", "é", "A" * 5000, "eyJ#{"A" * 5000}.e30.AA"]
  end

  def forwarded(token) = token.b.delete("\r\n\0")

  describe "on a socket, to a real Puma" do
    let(:servers) do
      [local, live].map do |instance|
        SpecServer.start(Clerk::Rack.new(SpecRequests::WHO, **offline(instance), **nowhere))
      end
    end

    # Sends bytes, and gives the status, the headers and the body that come back.
    def send_bytes(server, bytes)
      socket = TCPSocket.new(SpecServer::HOST, server.port)
      begin
        socket.write(bytes)
      rescue Errno::EPIPE, Errno::ECONNRESET
        nil # it has heard enough
      end
      answer = read_all(socket)
      head, _, body = answer.partition("\r\n\r\n")
      [head[%r{\AHTTP/1\.[01] (\d{3})}, 1].to_i, head, body]
    ensure
      socket&.close
    end

    def read_all(socket)
      answer = +"".b
      answer << socket.readpartial(65_536) while socket.wait_readable(5)
      answer
    rescue EOFError, Errno::ECONNRESET
      answer
    end

    def http(method, target, headers)
      lines = headers.map { |name, value| "#{name}: ".b + value.b + "\r\n".b }.join
      "#{method} ".b + target.b + " HTTP/1.1\r\nHost: app.example\r\nConnection: close\r\n".b + lines + "\r\n".b
    end

    # Each request as a page visit, as a form and as a script.
    def shapes(target, headers)
      page = { "Accept" => "text/html", "Sec-Fetch-Dest" => "document" }
      [http("GET", target, { **page, **headers }), http("POST", target, { **page, "Content-Length" => "0", **headers }),
       http("GET", target, { "Accept" => "*/*", "Sec-Fetch-Dest" => "empty", **headers })]
    end

    def expect_harmless(target: "/", **headers)
      headers = headers.transform_keys(&:to_s)
      servers.each do |server|
        shapes(target, headers).each_with_index do |bytes, shape|
          status, head, body = send_bytes(server, bytes)
          description = bytes[0, 300].inspect
          expect(status).to be_between(200, 499), "#{status} for #{description}: #{body[0, 200]}"
          expect(status).not_to be_between(300, 399), "redirect for #{description}" unless shape.zero?
          expect(body).not_to include('"signed_in":true'), description
          expect(head.scan(/^[^\r\n:]+: [^\r\n]*[\0\x7F-\xFF]/n)).to eq([]), description
        end
      end
    end

    after { expect(log.text).not_to match(/eyJ|sk_test|sk_live|BEGIN/) }

    it "are told from those of friends" do
      answer = send_bytes(servers.first, http("GET", "/", "Authorization" => "Bearer #{local.session_token}"))
      expect(answer.last).to include('"signed_in":true')
    end

    it "with bad tokens in the Authorization header" do
      tokens.each { |token| expect_harmless(Authorization: "Bearer #{forwarded(token)}") }
    end

    it "with bad tokens in cookies" do
      tokens.first(40).each do |token|
        expect_harmless(Cookie: "__client_uat=1; __clerk_db_jwt=d; __session=#{forwarded(token)}")
      end
    end

    it "with other Authorization headers" do
      ["Basic dXNlcjpwYXNz", "Bearer", "Bearer ", "Bearer  x", "Bearer a b c", "bearer x", "\xFF\xFE", "Bearer \xFF",
       "Bearer a\0b", "\0", ",", "Digest a=\"b\"", "=", "Bearer #{"x " * 2000}"].each do |value|
        expect_harmless(Authorization: value)
      end
    end

    it "with bytes in cookies that are no text, no encoding or no cookie" do
      ["\xFF=\xFF", "__session=\xC3\x28", "__session=%E0", "__session=%", "__session=%00", "__session", "=x", ";;;",
       "; =; ", "__session=a; __session=b; __session=c", "__client_uat=-5", "__client_uat=1e999; __session=x",
       "__client_uat=99999999999999999999", "__clerk_redirect_count=\xFF", "__clerk_redirect_count=-1",
       "__clerk_redirect_count=999999999999999999999", "__session=\"quoted\"", "a=" * 1000,
       "__clerk_db_jwt=\xF0\x28\x8C\xBC; __session=x.y.z; __client_uat=1"].each do |value|
        expect_harmless(Cookie: value)
      end
    end

    it "with more cookie than anybody needs: as much as Puma takes, and then Puma says so" do
      [10_000, 70_000, 1_000_000].each { |size| expect_harmless(Cookie: "__client_uat=1; __session=#{"x" * size}") }
    end

    it "with paths and queries that are no URL" do
      ["/|", "/a|b[c]", "/%", "/%zz", "/%00", "/\\evil", "//evil.example/", "///", "/..;/", "/a?q=%", "/?%", "/?\xFF",
       "/?__clerk_db_jwt=%00", "/?__clerk_db_jwt=%0d%0aX-Evil:1", "/?__clerk_db_jwt=a&__clerk_db_jwt=b", "/?[]=1&a[]=%",
       "/?__clerk_redirect_url=javascript:alert(1)", "/?__clerk_redirect_url=https://evil.example", "/?a=%F0%28%8C%BC",
       "/?#{"a=1&" * 2000}", "/#{"x" * 8000}", "http://evil.example/", "*", "/\u00e9"]
        .each { |target| expect_harmless(target:) }
    end

    it "with forwarding headers that lie" do
      ["evil.example", "evil.example, x", ",", "a b", "[::1", "user@evil.example", "evil.example/path", "\xFF",
       "%0d%0a", "evil.example:99999"].each do |host|
        expect_harmless("X-Forwarded-Host": host)
        expect_harmless("X-Forwarded-Host": host, "X-Forwarded-Proto": "javascript", "X-Forwarded-Port": "x")
      end
      ["https,http", "gopher", "\xFF", ""].each { |proto| expect_harmless("X-Forwarded-Proto": proto) }
    end

    it "with handshake nonces that nobody gave, in production" do
      ["%", "x", "\xFF", "n" * 5000, "../users/user_1"].each do |nonce|
        shapes("/?__clerk_handshake_nonce=#{nonce}", { "Cookie" => "__clerk_handshake_nonce=#{nonce}" }).each do |bytes|
          status, _, body = send_bytes(servers.last, bytes)
          expect(status).to be_between(200, 299).or be_between(400, 499)
          expect(body).not_to include('"signed_in":true')
        end
      end
    end

    it "with handshake nonces that nobody gave, in development" do
      ["%", "x", "n" * 5000].each { |nonce| expect_harmless(target: "/?__clerk_handshake_nonce=#{nonce}") }
    end

    it "with handshake answers that nobody gave, in production" do
      tokens.first(25).each do |token|
        status, _, body = send_bytes(servers.last,
                                     http("GET", "/", "Cookie" => "__clerk_handshake=#{forwarded(token)}"))
        expect(status).to be < 500
        expect(body).not_to include('"signed_in":true')
      end
    end
  end

  describe "in thousands of random combinations" do
    # Deterministic, so that what fails once fails again.
    let(:random) { Random.new(20_260_512) }

    def one_of(*values) = values[random.rand(values.size)]

    def noise = random.bytes(random.rand(1..40))

    # A token with one character changed, which no signature may survive.
    def bent
      text = good_tokens.sample(random:).dup
      place = random.rand(text.size)
      other = ([*"A".."Z", *"a".."z", *"0".."9", "-", "_", "."] - [text[place]]).sample(random:)
      text[place] = other
      text
    end

    def good_tokens = @good_tokens ||= [local.session_token, live.session_token]

    def bad_token = one_of(tokens.sample(random:), bent, noise, noise.unpack1("H*"))

    def cookie_header
      names = %w[__session __client_uat __clerk_db_jwt __refresh __clerk_redirect_count]
              .flat_map { |name| [name, name + local.cookie_suffix, name + live.cookie_suffix] }
      Array.new(random.rand(5)) do
        "#{one_of(names.sample(random:), noise)}=".b + one_of(bad_token, "0", "1", clock.now.to_s, "%", noise).b
      end.join(one_of("; ", ";", ", ", " ").b)
    end

    def query
      names = %w[__clerk_db_jwt __clerk_synced __clerk_redirect_url a]
      Array.new(random.rand(3)) do
        names.sample(random:).b + one_of("=", "").b + one_of("", "x", "%", noise).b
      end.join("&")
    end

    def random_env
      env = { "REQUEST_METHOD" => one_of("GET", "GET", "POST", "HEAD", "OPTIONS", "get", noise),
              "PATH_INFO" => one_of("/", "/a|b", "//x", "/%", "", noise), "QUERY_STRING" => query, "SCRIPT_NAME" => "",
              "rack.url_scheme" => one_of("http", "https"), "SERVER_NAME" => "app.example", "SERVER_PORT" => "80",
              "HTTP_HOST" => one_of("app.example", "app.example:3000", noise, ""), "HTTP_COOKIE" => cookie_header }
      optional = { "HTTP_AUTHORIZATION" => one_of("Bearer ", "Basic ", "").b + bad_token.b,
                   "HTTP_ACCEPT" => "text/html", "HTTP_REFERER" => noise,
                   "HTTP_SEC_FETCH_DEST" => one_of("document", "iframe", "empty", noise),
                   "HTTP_X_FORWARDED_HOST" => one_of("evil.example", noise),
                   "HTTP_X_FORWARDED_PROTO" => one_of("https", noise) }
      Rack::MockRequest.env_for("/").merge(env, optional.select { random.rand(3).zero? })
    end

    def document?(env)
      env["REQUEST_METHOD"] == "GET" &&
        case env["HTTP_SEC_FETCH_DEST"]
        when "document", "iframe" then true
        when nil, "" then env["HTTP_ACCEPT"].to_s.start_with?("text/html")
        end
    end

    it "get an answer, and never a session" do
      apps = [local, live].map { |instance| Clerk::Rack.new(SpecRequests::WHO, **offline(instance), **nowhere) }
      statuses = Array.new(4000) do |number|
        env = random_env
        status, headers, body = apps[number % 2].call(env)
        expect([200, 307]).to include(status)
        expect(document?(env)).to be(true), env.inspect if status == 307
        expect(body.join).not_to include('"signed_in":true'), env.inspect
        texts = headers.values.flatten.flat_map { |value| value.split("\n") }
        expect(texts.grep_v(/\A[ -~]*\z/)).to eq([]), env.inspect
        status
      end
      expect(statuses.tally.values).to all be > 100
      expect(log.text).not_to match(/eyJ|sk_test|sk_live|BEGIN/)
      expect(log.text).not_to match(/could not be authenticated/)
    end
  end
end
