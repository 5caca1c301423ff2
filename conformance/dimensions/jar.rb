# frozen_string_literal: true

module Conformance
  # The cookies of a request.
  module Jar
    UATS = [nil, "0", (NOW - 10).to_s, (NOW - 9).to_s, (NOW - 11).to_s, (NOW + 5).to_s, "12abc", "-5", "abc", "",
            "00", " 0", "0x10",
            "1e3", "99999999999999999999", "+7", "-0", "0abc", "1.9", "%30"].freeze
    SESSION = ->(random) { random.rand(4).zero? ? nil : TokenNames.session(random) }
    private_constant :UATS, :SESSION

    ALL = [
      Dimension.new(:session, ["session"], SESSION),
      Dimension.new(:session_suffixed, nil, SESSION),
      Dimension.new(:client_uat, (NOW - 1000).to_s, UATS),
      Dimension.new(:client_uat_suffixed, nil, [*UATS, (NOW - 1000).to_s]),
      Dimension.new(:dev_browser, "dvb_1", [nil, "", "dvb%20x", "dvb%2", "a&b=c"]),
      Dimension.new(:dev_browser_suffixed, nil, ["dvb_s", ""]),
      Dimension.new(:refresh, nil, ->(random) { Locations.nonce(random) }),
      Dimension.new(:refresh_plain, nil, ["ok"]),
      Dimension.new(:handshake, nil, ->(random) { Locations.handshake(random) }),
      Dimension.new(:nonce, nil, ->(random) { Locations.nonce(random) }),
      Dimension.new(:redirect_count, nil, ["0", "1", "2", "3", "4", "3abc", "x", "", "-1", "3.0", " 3", "1e1",
                                           "0x3", "Infinity",
                                           "99999999999", "2.5", "03", "%33", "+3", "-0"]),
      Dimension.new(:first_cookie, nil, ["theme=dark; lang=%E4", "__session=", "__session=x", "__session", ";;=;",
                                         "__session_other123=x",
                                         "__client_uat=0", "__session =x", "__clerk_redirect_count=3",
                                         "\t__session=tab",
                                         "a=\"b; __session=q\"", "__Session=x", "constructor=x", "__proto__=x",
                                         "x=%3B%20__session%3Dx"]),
      Dimension.new(:last_cookie, nil,
                    ["__session=x", "__client_uat=5", "other=1", "__session_other123=x; __client_uat_other123=0"]),
      Dimension.new(:cookie_values, "plain", %w[encoded quoted broken]),
      Dimension.new(:cookie_separator, "; ", [";", " ; ", ";\t", ", "])
    ].freeze
    private_constant :ALL

    # @return [Array<Dimension>]
    def self.all = ALL
  end
end
