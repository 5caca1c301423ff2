# frozen_string_literal: true

module Conformance
  # What is asked for: the method and the URL.
  module Locations
    ALL = [
      Dimension.new(:method, "GET",
                    { "GET" => 2, "HEAD" => 2, "POST" => 3, "OPTIONS" => 1, "PUT" => 1, "DELETE" => 1 }),
      Dimension.new(:scheme, "https", ["http"]),
      Dimension.new(:host, HOST, ["www.example.com:3000", "WWW.Example.com", "satellite.example.org",
                                  "localhost:3000",
                                  "www.example.com:443", "www.example.com:80", "127.0.0.1:3000", "[::1]:3000",
                                  "www.example.com.", nil]),
      Dimension.new(:script_name, "", ["/app", "/a%20b"]),
      Dimension.new(:path, "/", ["/a%20b", "//x", "//evil.example/x", "/orgs/acme", "/ORGS/acme/", "/orgs/org_1",
                                 "/orgs/org_1/settings", "/orgs/acme/a/b", "/orgs/other", "/orgs/a%2Fb",
                                 "/orgs/acme%20x",
                                 "/o/org_1", "/o/org_2", "/me", "/me/", "/me/a/b", "/a|b", "/a%2fb", "/a/./b",
                                 "/a/../b",
                                 "/a/%2e%2e/b", "/a\\b", "/a^b`{}\"<>", "/a;b=c", "/%", "/%zz", "/a%C3%A9",
                                 "/acme/team",
                                 "/team-acme", "/team", "/a.json", "/orgs/", "/orgs", "/:@!$&'()*+,;=", "///",
                                 "/orgs//"]),
      Dimension.new(:query, "", ["q=a%20b&~&e", "q=1&q=2", "%", "a=%zz&b", "&&a=1&", "=", "a=b=c", "a+b=c+d", "?a=?",
                                 "a=%E9&b=%C3%A9", "x='()*!~", "a[]=1&a[]=2", "__session=x", "x=%00", "a=/b:c@d",
                                 "a;b=1",
                                 "redirect_url=https%3A%2F%2Fevil.example", "a=%F0%9F%98%80",
                                 "%5F_clerk_synced=false"]),
      Dimension.new(:query_last, false, [true]),
      Dimension.new(:synced, nil, %w[true false 1] + ["", "False"]),
      Dimension.new(:clerk_redirect_url, nil, ["https://satellite.example.org/",
                                               "https://satellite.example.org/a%20b?x=a%20b",
                                               "https://satellite.example.org/?__clerk_synced=false&a=1#top",
                                               "https://satellite.example.org/?__clerk_synced=false&__clerk_synced=false",
                                               "http://localhost:3001/x?__clerk_db_jwt=old",
                                               "https://satellite.example.org",
                                               "HTTPS://Satellite.Example.org:443/x", "//evil.example", "/relative",
                                               "x",
                                               "javascript:alert(1)", "data:text/html,x", "https:evil.example", "",
                                               "https://",
                                               "ftp://evil.example/", "app://open",
                                               " https://satellite.example.org/"]),
      Dimension.new(:query_dev_browser, nil, ["dvb_2", "", "a b&c=d", "dvb_é"]),
      Dimension.new(:query_handshake, nil, ->(random) { Locations.handshake(random) }),
      Dimension.new(:query_nonce, nil, ->(random) { Locations.nonce(random) }),
      Dimension.new(:dev_session, nil, %w[dvs_1] + [""]),
      Dimension.new(:help, nil, ["1", ""]),
      Dimension.new(:milliseconds, 0, [1, 500, 999])
    ].freeze
    private_constant :ALL

    # @return [Array<Dimension>]
    def self.all = ALL

    # @param random [Random]
    # @return [Hash{Symbol => Object}] a handshake token and what it carries
    def self.handshake(random) = { token: TokenNames.handshake(random), directives: TokenNames.directives(random) }

    # @param random [Random]
    # @return [String] a nonce, which names its own answer
    def self.nonce(random)
      random.rand(4).zero? ? Backend::FAILURES.keys.sample(random:) : TokenNames.directives(random)
    end
  end
end
