# frozen_string_literal: true

module Conformance
  # Judges the token that somebody was signed in with, sharing no code with the gem: its class and its signature.
  class Witness
    PREFIXES = { "ak_" => "api_key", "mt_" => "m2m_token", "oat_" => "oauth_token" }.freeze
    DIGESTS = { "RS256" => "SHA256", "RS384" => "SHA384", "RS512" => "SHA512" }.freeze
    SESSION = [:absent, "cl_B7d4PD111AAA", "cl_I7d4PD111III"].freeze
    private_constant :PREFIXES, :DIGESTS, :SESSION

    # @param kase [Case]
    def initialize(kase)
      @case = kase
    end

    # @param ours [Hash{String => Object}] the outcome of a request that is signed in
    # @return [Array<String>] why it should not be
    def objections(ours)
      type = ours["auth"]["tokenType"]
      found = []
      found << "a #{type} is not accepted" unless accepted.include?(type)
      # Of a pending session nobody sees the token.
      token = ours["token"] or return found

      prefix = PREFIXES.keys.find { |one| token.start_with?(one) }
      found + (prefix && token.count(".") != 2 ? opaque(token, prefix, type) : jwt(token, type))
    end

    private

    def accepted
      case (option = @case[:accepts_token])
      when nil then ["session_token"]
      when "any" then %w[session_token api_key m2m_token oauth_token]
      else Array(option)
      end
    end

    def opaque(token, prefix, type)
      found = []
      found << "an opaque token of another class" unless type == PREFIXES[prefix]
      found << "a dead token" if (MachineAnswers::DEAD + Backend::FAILURES.keys).include?(token.delete_prefix(prefix))
      found
    end

    def jwt(token, type)
      head, body, signature = token.split(".")
      header, claims = [head, body].map { |part| JSON.parse(Base64.urlsafe_decode64(part)) }
      found = []
      found << "a JWT of another class (#{type})" unless of_class?(type, header, claims)
      digest = DIGESTS[header["alg"]]
      key = KEYS.fetch(@case[:jwt_key] || "instance")
      fine = digest && key.verify(digest, Base64.urlsafe_decode64(signature), "#{head}.#{body}")
      found << "a bad signature" unless fine
      found << "no compact JWT" unless token.match?(/\A[\w-]+\.[\w-]+\.[\w-]+\z/)
      found << "expired" if @case[:clock_skew].nil? && claims["exp"] < NOW - 90_000
      found
    rescue ArgumentError, JSON::ParserError, NoMethodError, TypeError => e
      ["no JWT (#{e.class})"]
    end

    def of_class?(type, header, claims)
      machine = claims["sub"].is_a?(String) && claims["sub"].start_with?("mch_")
      oauth = %w[at+jwt application/at+jwt].include?(header["typ"])
      cat = header.fetch("cat", :absent)
      case type
      when "session_token" then SESSION.include?(cat) && !machine && !oauth
      when "m2m_token" then machine && [:absent, "cl_B7d4PD333AAA"].include?(cat)
      when "oauth_token" then oauth
      end
    end
  end
end
