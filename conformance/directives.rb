# frozen_string_literal: true

require_relative "mint"

module Conformance
  # The cookies that a handshake or a refresh brings, by name: a form, then the twists of the session token in them,
  # joined by `~`. The name travels in nonces and refresh tokens, so that both sides get the same answer.
  #
  # @example
  #   Directives.new(instance, mint).list("ok~expired")
  class Directives
    UAT = "__client_uat=#{NOW - 10}; Path=/; Domain=example.com; Max-Age=315360000".freeze
    LINES = {
      "ok" => ["%<uat>s", "%<plain>s", "%<suffixed>s"],
      "plain" => ["%<plain>s"],
      "template_class" => ["%<plain>s"],
      "suffixed" => ["%<suffixed>s"],
      "renewed" => ["%<uat>s", "%<suffixed>s", "%<plain>s", "__refresh%<suffix>s=r2; HttpOnly"],
      "early" => ["%<plain>s", "%<uat>s"],
      "last_wins" => ["__session=%<foreign>s", "%<plain>s"],
      "first_empty" => ["%<plain>s", "__session=; Max-Age=0"],
      "quoted" => ["__session=\"%<token>s\"; Path=/"],
      "spaced" => [" __session = %<token>s ; Path=/"],
      "nameless" => ["=%<token>s", "%<token>s; Path=/"],
      "bare" => ["__session; Path=/"],
      "equals" => ["__session=%<token>s=tail; Path=/"],
      "case" => ["__SESSION=%<token>s"],
      "prefix" => ["__session_other123=%<token>s; Path=/"],
      "out" => ["__session=; Max-Age=0", "__client_uat=0; Path=/"],
      "none" => [],
      "only_uat" => ["%<uat>s"]
    }.freeze
    # What no Backend API should send.
    ODD_LINES = { "crlf" => "a=1\r\nX-Evil: 1", "nul" => "a=\0", "control" => "a=\u0007", "unicode" => "a=é ✓",
                  "empty_line" => "", "number" => 7, "null" => nil }.freeze
    private_constant :UAT, :LINES, :ODD_LINES

    # The forms that are no cookies.
    ODD = ODD_LINES.keys.freeze
    # All forms.
    FORMS = [*LINES.keys, *ODD].freeze

    # @param instance [Instance]
    # @param mint [Mint]
    def initialize(instance, mint)
      @instance = instance
      @mint = mint
    end

    # @param name [String]
    # @return [Array] the directives; none for a name that is none
    def list(name)
      form, *twists = name.to_s.split("~")
      return [] unless FORMS.include?(form) && twists.all? { |twist| TWISTS.key?(twist) }

      kind = form == "template_class" ? "template" : "session"
      lines(form, @mint.token([kind, *twists]), @mint.token(%w[session foreign]))
    end

    private

    def lines(form, token, foreign)
      plain = "__session=#{token}; Path=/; SameSite=Lax"
      return [plain, ODD_LINES.fetch(form)] if ODD.include?(form)

      LINES.fetch(form).map do |line|
        format(line, token:, foreign:, suffix: @instance.suffix, plain:, uat: UAT,
                     suffixed: "__session#{@instance.suffix}=#{token}; Path=/; Secure; SameSite=Lax")
      end
    end
  end
end
