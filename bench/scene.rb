# frozen_string_literal: true

require "clerk_rs_rack"
require "clerk/local"
require "openssl"

module Bench
  # A production instance, an application that does nothing, and the requests of a browser and of an API client.
  class Scene
    RESPONSE = [200, { "content-type" => "text/plain" }.freeze, ["Hello"].freeze].freeze
    APP = ->(_env) { RESPONSE }
    # What Puma hands on of a request that a browser's script makes.
    ENVIRONMENT = {
      "rack.version" => [1, 6].freeze, "rack.errors" => $stderr, "rack.multithread" => true,
      "rack.multiprocess" => false, "rack.run_once" => false, "rack.url_scheme" => "https", "SCRIPT_NAME" => "",
      "QUERY_STRING" => "page=2", "SERVER_PROTOCOL" => "HTTP/1.1", "SERVER_SOFTWARE" => "puma 5.6.5 Birdie's Version",
      "GATEWAY_INTERFACE" => "CGI/1.2", "REQUEST_METHOD" => "GET", "REQUEST_PATH" => "/dashboard",
      "REQUEST_URI" => "/dashboard?page=2", "PATH_INFO" => "/dashboard", "SERVER_NAME" => "www.example.com",
      "SERVER_PORT" => "443", "REMOTE_ADDR" => "203.0.113.7", "HTTP_HOST" => "www.example.com",
      "HTTP_USER_AGENT" => "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
      "HTTP_ACCEPT" => "*/*", "HTTP_ACCEPT_LANGUAGE" => "en-US,en;q=0.5", "HTTP_ACCEPT_ENCODING" => "gzip, deflate, br",
      "HTTP_REFERER" => "https://www.example.com/dashboard", "HTTP_SEC_FETCH_DEST" => "empty",
      "HTTP_SEC_FETCH_MODE" => "cors", "HTTP_SEC_FETCH_SITE" => "same-origin", "HTTP_CONNECTION" => "keep-alive"
    }.freeze
    DOCUMENT = { "HTTP_ACCEPT" => "text/html,application/xhtml+xml", "HTTP_SEC_FETCH_DEST" => "document",
                 "HTTP_SEC_FETCH_MODE" => "navigate" }.freeze
    OTHER_COOKIES = "_ga=GA1.1.1234567890.1760000000; theme=dark"
    private_constant :ENVIRONMENT, :DOCUMENT, :OTHER_COOKIES

    # @return [Clerk::Local]
    attr_reader :local

    # @param key [OpenSSL::PKey::RSA] the instance's signing key
    def initialize(key: OpenSSL::PKey::RSA.new(2048))
      @key = key
      @local = Clerk::Local.new(url: "http://127.0.0.1:9", name: "bench", environment: :production, key: @key)
      @session = @local.sign_in("ada")
    end

    # @return [Hash] of an application of this instance that needs no network
    def options
      { **@local.options, jwt_key: @local.public_key_pem, api_url: "http://127.0.0.1:9",
                          authorized_parties: ["https://www.example.com"] }
    end

    # @return [Clerk::Rack] a new one, which has seen no token
    def middleware(**more) = Clerk::Rack.new(APP, **options, **more)

    # @return [String] another one each time
    def new_token(**claims)
      @number = @number.to_i + 1
      @local.session_token(user_id: "ada", expires_in: 3600,
                           claims: { azp: "https://www.example.com", jti: @number.to_s, **claims })
    end

    # @return [Hash] the environment of an API client's request
    def bearer(token) = ENVIRONMENT.merge("HTTP_AUTHORIZATION" => "Bearer #{token}")

    # @return [Hash] of a script's request from a browser on which somebody is signed in
    def cookie(token, **more) = ENVIRONMENT.merge("HTTP_COOKIE" => cookies(token, **more))

    # @return [Hash] of a browser that nobody is signed in on
    def anonymous = ENVIRONMENT.merge("HTTP_COOKIE" => OTHER_COOKIES)

    # @return [Hash] of a page visit on whose browser the session token has run out
    def handshake = ENVIRONMENT.merge(DOCUMENT, "HTTP_COOKIE" => cookies(nil))

    # @return [Hash] of a script's request with any Cookie header
    def with_cookies(header) = ENVIRONMENT.merge("HTTP_COOKIE" => header)

    # @return [String] what a browser sends, with other cookies around Clerk's
    def cookies(token, more: nil)
      jar = @local.cookies_for(@session.id)
      jar = jar.to_h { |name, value| [name, name.start_with?("__session") ? token : value] }.compact
      [OTHER_COOKIES, *jar.map { |name, value| "#{name}=#{value}" }, more].compact.join("; ")
    end

    # The least that has to be done for a token that is new: one RSA-2048 verification, in C.
    #
    # @param token [String]
    # @return [#call]
    def raw_verification(token)
      header, payload, signature = token.split(".")
      signed = "#{header}.#{payload}"
      signature = signature.tr("-_", "+/").unpack1("m")
      key = @key.public_key
      digest = OpenSSL::Digest.new("SHA256")
      raise "the key does not fit" unless key.verify(digest, signature, signed)

      lambda do |times|
        count = 0
        while count < times
          key.verify(digest, signature, signed)
          count += 1
        end
      end
    end

    # @param env [Hash]
    # @param app [#call] a Rack application
    # @return [#call] serves as many requests as it is told to, each in an environment of its own
    def requests(env, app = middleware)
      lambda do |times|
        count = 0
        while count < times
          app.call(env.dup)
          count += 1
        end
      end
    end

    # @param envs [Array<Hash>] with a token each
    # @param rounds [Integer] how often it can be called
    # @return [#call] serves one request of each, through a middleware that has seen no token
    def first_requests(envs, rounds:, **options)
      middlewares = Array.new(rounds) { middleware(**options) }
      lambda do |times|
        app = middlewares.shift
        count = 0
        while count < times
          app.call(envs.fetch(count).dup)
          count += 1
        end
      end
    end

    # @return [OpenSSL::PKey::RSA] the public key
    def public_key = @key.public_key
  end
end
