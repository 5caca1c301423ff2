# frozen_string_literal: true

module Conformance
  # The headers of a request, cookies aside.
  module Messages
    REFERRERS = [
      "https://www.example.com/before", "https://other.example.com/", "http://www.example.com/",
      "https://www.example.com:443/x",
      "https://WWW.example.com/", "https://satellite.example.org/a", "https://accounts.example.com/sign-in",
      "https://clerk.example.com/v1", "http://clerk.example.com:8080/", "https://happy-cat-1.accounts.dev/sign-in",
      "https://happy-cat-1.clerk.accounts.dev/", "https://accounts.happy-cat-1.accounts.dev/",
      "https://evil.accounts.dev/x",
      "https://accounts.evil.example/", "https://accounts.foo.bar.lcl.dev/", "https://accounts.x.lclclerk.com/",
      "https://lcl.dev/",
      "https://x.accountsstage.dev/", "https://x.clerk.accountsstage.dev/", "https://x.accounts.lclclerk.com/",
      "https://accounts.example.com.evil.example/", "https://proxy.example.net/clerk", "https://proxy.example.net:9/",
      "http://localhost:9000/x", "about:blank", "android-app://com.example/", "data:text/html,x", "null", "garbage",
      "/relative",
      "https://", "https://user:pw@www.example.com/", "file:///x", "https://clerk.satellite.example.org/",
      "https://.accounts.dev/",
      "https://accounts.satellite.example.org/", "https://accounts.example.com:444/",
      "blob:https://www.example.com/x", ""
    ].freeze
    private_constant :REFERRERS

    ALL = [
      Dimension.new(:accept, "text/html,application/xhtml+xml", ["*/*", "application/json", nil, "TEXT/HTML",
                                                                 " text/html",
                                                                 "text/html", "text/htmlx", "application/json,
                                                                 text/html"]),
      Dimension.new(:sec_fetch_dest, "document",
                    ["iframe", "empty", nil, nil, "Document", "image", "", "document ", "frame"]),
      Dimension.new(:referer, nil, REFERRERS),
      Dimension.new(:origin, nil, ["https://www.example.com", "https://other.example.com", "null",
                                   "https://accounts.example.com", "garbage"]),
      Dimension.new(:forwarded_host, nil, ["app.example.net", "www.example.com", "app.example.net,b.example",
                                           "app.example.net , b",
                                           "", ",app.example.net", "a b", "app.example.net:8443",
                                           "app.example.net/x", "@evil.example",
                                           "user@app.example.net", "app.example.net\\x", "app.example.net?x",
                                           "APP.example.net", "[::1]",
                                           "a#b", "%61pp.example.net", "app.example.net:99999", "1.2.3",
                                           "ex%20ample.net"]),
      Dimension.new(:forwarded_proto, nil, ["http", "https", "https,http", "http, https", "", "HTTPS", "ftp",
                                            "javascript", "https ",
                                            "https:", "wss", ",https", "a b"]),
      Dimension.new(:authorization, nil, ->(random) { Messages.authorization(random) }),
      Dimension.new(:user_agent, nil, ["Mozilla/5.0"]),
      Dimension.new(:cloudfront_proto, nil, ["http"])
    ].freeze
    private_constant :ALL

    # @return [Array<Dimension>]
    def self.all = ALL

    FORMS = [*["Bearer %s"] * 12, "%s", "%s", "bearer %s", "Bearer  %s", "Bearer %s x", "Basic %s", "DPoP %s", "Bearer",
             "", " Bearer %s", "Bearer %s ", "Bearer,%s", "Token token=%s", "Bearer\t%s", "BEARER %s",
             "Bearer %s,Bearer x"].freeze
    private_constant :FORMS

    # @param random [Random]
    # @return [Hash{Symbol => Object}] the form of the header, and an opaque token or the names of a JWT
    def self.authorization(random)
      token = case random.rand(10)
              when 0...6 then TokenNames.session(random)
              when 6...8 then TokenNames.opaque(random)
              else TokenNames.machine(random)
              end
      { form: FORMS.sample(random:), token: }
    end
  end
end
