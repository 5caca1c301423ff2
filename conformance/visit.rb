# frozen_string_literal: true

require "uri"

module Conformance
  # The HTTP request of a case, for both sides.
  class Visit
    # @param text [String] bytes
    # @return [String] the same bytes as JavaScript reads headers: each a character
    def self.latin(text) = text.b.force_encoding(Encoding::ISO_8859_1).encode(Encoding::UTF_8)

    # @param value [String]
    # @return [String] the value of a header as every server hands it on: without white space around it
    def self.trim(value) = value.b.gsub(/\A[ \t]+|[ \t]+\z/, "")

    # @param kase [Case]
    def initialize(kase)
      @case = kase
    end

    # @return [String] where the request goes, for the reference
    def url
      host = @case[:host] || HOST
      query = query_string
      target = "#{@case[:script_name]}#{path}#{"?#{query}" unless query.empty?}".gsub("#", "%23")
      Visit.latin("#{@case[:scheme]}://#{host}#{target}")
    end

    # @return [Hash] the Rack environment
    def env
      env = { "REQUEST_METHOD" => @case[:method], "rack.url_scheme" => @case[:scheme], "SERVER_NAME" => HOST,
              "SERVER_PORT" => @case[:scheme] == "https" ? "443" : "80", "SCRIPT_NAME" => @case[:script_name],
              "PATH_INFO" => path, "QUERY_STRING" => query_string }
      headers.each { |name, value| env["HTTP_#{name.upcase.tr("-", "_")}"] = value }
      env
    end

    # @return [Hash{String => String}] by lower-case name
    def headers
      @headers ||= {
        "host" => @case[:host], "accept" => @case[:accept], "sec-fetch-dest" => @case[:sec_fetch_dest],
        "referer" => @case[:referer], "origin" => @case[:origin], "x-forwarded-host" => @case[:forwarded_host],
        "x-forwarded-proto" => @case[:forwarded_proto], "user-agent" => @case[:user_agent],
        "cloudfront-forwarded-proto" => @case[:cloudfront_proto], "authorization" => authorization, "cookie" => cookie
      }.merge(@case[:extra_headers]).compact.transform_values { |value| Visit.trim(value) }
    end

    # @return [Boolean] whether all of it is printable ASCII, and so the same for Ruby and JavaScript
    def plain?
      [@case[:method], url, *headers.values].all? { |text| text.b.match?(/\A[ -~]*\z/) }
    end

    # @return [Boolean] whether a redirect reaches a person
    def page?
      destination = headers["sec-fetch-dest"].to_s
      return false unless @case[:method] == "GET"

      %w[document
         iframe].include?(destination) || (destination.empty? && headers["accept"].to_s.start_with?("text/html"))
    end

    # @return [String] what stands before the query
    def path = @case[:path]

    private

    def query_string
      given = { "__clerk_synced" => @case[:synced], "__clerk_redirect_url" => @case[:clerk_redirect_url],
                "__clerk_db_jwt" => @case[:query_dev_browser],
                "__clerk_handshake" => handshake(@case[:query_handshake]),
                "__clerk_handshake_nonce" => @case[:query_nonce], "__dev_session" => @case[:dev_session],
                "__clerk_help" => @case[:help] }.compact
      parts = [@case[:query], URI.encode_www_form(given)].reject(&:empty?)
      (@case[:query_last] ? parts.reverse : parts).join("&")
    end

    def authorization
      form, token = @case[:authorization]&.values_at(:form, :token)
      return unless form

      format(form, token.is_a?(Array) ? tokens.token(token) : token.b)
    end

    def cookie
      suffix = @case.instance.suffix
      cookies = {
        "__session" => token(:session), "__session#{suffix}" => token(:session_suffixed),
        "__client_uat" => @case[:client_uat], "__client_uat#{suffix}" => @case[:client_uat_suffixed],
        "__clerk_db_jwt" => @case[:dev_browser], "__clerk_db_jwt#{suffix}" => @case[:dev_browser_suffixed],
        "__refresh#{suffix}" => @case[:refresh], "__refresh" => @case[:refresh_plain],
        "__clerk_handshake" => handshake(@case[:handshake]), "__clerk_handshake_nonce" => @case[:nonce],
        "__clerk_redirect_count" => @case[:redirect_count]
      }.compact.map { |name, value| "#{name}=#{dressed(value)}" }
      all = [@case[:first_cookie], *cookies, @case[:last_cookie]].compact
      all.map(&:b).join(@case[:cookie_separator]) unless all.empty?
    end

    def dressed(value)
      case @case[:cookie_values]
      when "encoded" then value.b.gsub(/[^A-Za-z0-9]/) { |byte| format("%%%02X", byte.ord) }
      when "quoted" then "\"#{value}\""
      when "broken" then "#{value}%"
      else value
      end
    end

    def token(name)
      names = @case[name]
      names.is_a?(Array) ? tokens.token(names) : names
    end

    def handshake(choice)
      return choice unless choice.is_a?(Hash)

      tokens.token(choice[:token], self.class.directives(@case[:instance]).list(choice[:directives]))
    end

    def tokens = self.class.mint(@case[:instance])

    class << self
      # @param name [String] an instance
      # @return [Mint] its mint
      def mint(name) = (@mints ||= INSTANCES.transform_values { |one| Mint.new(one) }).fetch(name)

      # @param name [String] an instance
      # @return [Directives]
      def directives(name)
        (@directives ||= INSTANCES.to_h { |key, one| [key, Directives.new(one, mint(key))] }).fetch(name)
      end
    end
  end
end
