# frozen_string_literal: true

module Conformance
  # What attackers send: bytes that are no text, what would split a header, forged origins, endless input.
  module Hostility
    SPLIT = ["\r\nX-Evil: 1", "\nSet-Cookie: a=b", "\0", "\r", "%0d%0aX-Evil:%201", "%250d%250a", "\u2028",
             "\xE5\x98\x8A\xE5\x98\x8D"].freeze
    BYTES = ["\xFF\xFE", "\xC0\xAF", "\xED\xA0\x80", "é", "✓", "\x80", "%FF", "%C0%AF", "\u0000", "\e[31m",
             "\xF4\x90\x80\x80"].freeze
    OPEN = ["https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example",
            "javascript:alert(1)//", "https:evil.example",
            "https://www.example.com@evil.example/", "https://evil.example#.example.com", "data:,x",
            "\thttps://evil.example",
            "https://evil.example\\@www.example.com", "http://[::1", "https://ⓔvil.example",
            "evil.example:443@www.example.com"].freeze
    LONG = ["x" * 20_000, "%" * 3000, "a." * 5000, "/" * 5000, "%25" * 2000, "=" * 4000, ";" * 5000,
            "a=b;" * 3000].freeze
    TEXTS = (SPLIT + BYTES + OPEN + LONG + ["%2525252e%252e%252f", "..%2f..%2f", "' OR 1=1--", "<script>",
                                            "${jndi:ldap://x}", "__proto__"]).freeze
    # Where it is put: a dimension, and how its value is made of the text.
    PLACES = {
      path: ->(text) { "/#{text}" }, query: ->(text) { "a=#{text}" }, host: ->(text) { text },
      forwarded_host: ->(text) { text }, forwarded_proto: ->(text) { text }, accept: ->(text) { "text/html#{text}" },
      sec_fetch_dest: ->(text) { text }, referer: ->(text) { text }, origin: ->(text) { text },
      authorization: ->(text) { { form: "Bearer %s", token: text } }, session: lambda { |text|
                                                                                 text
                                                                               }, session_suffixed: lambda { |text|
                                                                                                      text
                                                                                                    },
      client_uat: ->(text) { text }, client_uat_suffixed: ->(text) { text }, dev_browser: ->(text) { text },
      refresh: ->(text) { text }, handshake: ->(text) { text }, nonce: lambda { |text|
                                                                         text
                                                                       }, redirect_count: lambda { |text|
                                                                                            text
                                                                                          },
      query_dev_browser: ->(text) { text }, query_handshake: ->(text) { text }, query_nonce: ->(text) { text },
      synced: ->(text) { text }, clerk_redirect_url: ->(text) { text }, first_cookie: ->(text) { "__session=#{text}" },
      script_name: ->(text) { "/#{text}" }, method: ->(text) { text },
      extra_headers: ->(text) { { "x-evil" => text, "x-original-url" => text, "forwarded" => "host=#{text}" } }
    }.freeze
    private_constant :SPLIT, :BYTES, :OPEN, :LONG, :TEXTS, :PLACES

    # @return [Array<Dimension>]
    def self.all
      [Dimension.new(:hostile, false, [true]), Dimension.new(:extra_headers, {}, [{}])]
    end

    # @param random [Random]
    # @return [Hash{Symbol => Object}] one to three hostile values by dimension
    def self.pick(random)
      places = PLACES.slice(*PLACES.keys.sample(random.rand(1..3), random:))
      places.transform_values { |make| make.call(TEXTS.sample(random:)) }.merge(hostile: true)
    end
  end
end
