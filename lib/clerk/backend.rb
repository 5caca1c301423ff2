# frozen_string_literal: true

module Clerk
  # The way to Clerk's Backend API, with the secret key. HTTP stays in Ruby: the GVL, fiber schedulers, Timeout,
  # proxies, the system's certificates and WebMock work as everywhere, and the extension needs no TLS.
  #
  # @api private
  class Backend
    include Opaque

    # @param core [Core] whose API and secret key
    # @param configuration [Configuration] timeouts, or what performs HTTP instead
    def initialize(core, configuration)
      @api_url = core.api_url
      @machine_secret_key = core.machine_secret_key
      @headers = {
        "accept" => "application/json",
        "authorization" => "Bearer #{core.secret_key}",
        "clerk-api-version" => Core::API_VERSION,
        "content-type" => "application/json",
        "user-agent" => "clerk_rs_rack/#{VERSION} ruby/#{RUBY_VERSION}"
      }.freeze
      @configuration = configuration
    end

    # @param effect [Effect] what the core asks for
    # @return [Array(Effect, Integer, String), Array(Effect, nil, String)] the effect with status and body, or with
    #   what went wrong
    def perform(effect)
      status, _headers, body = call(effect.http_method, effect.path, effect.body, headers: headers_for(effect))
      [effect, status, body]
    rescue ConnectionError => e
      [effect, nil, e.message]
    end

    # @param method [String] the HTTP method
    # @param path [String] below the API's URL, with `/v1`; already percent-encoded
    # @param body [Hash, nil]
    # @return [Hash{String => Object}] what the answer's JSON says
    # @raise [ApiError, ConnectionError]
    def request(method, path, body = nil)
      status, headers, text = call(method, path, body && JSON.generate(body))
      json = parse(text)
      return json if (200..299).cover?(status) && json.is_a?(Hash)

      raise api_error(status, headers, json)
    end

    # @return [String]
    def inspect
      "#<Clerk::Backend #{@api_url}>"
    end

    private

    # Net::HTTP is loaded with the first call. Two threads that make it at once make two, and one is used.
    def http
      @http ||= @configuration.http || begin
        require "clerk/connections"
        Connections.new(open_timeout: @configuration.open_timeout, read_timeout: @configuration.read_timeout)
      end
    end

    def headers_for(effect)
      return @headers unless @machine_secret_key && effect.prefers_machine_secret?

      @headers.merge("authorization" => "Bearer #{@machine_secret_key}")
    end

    def call(method, path, body, headers: @headers)
      Events.instrument("request.clerk", method:, path: path[/\A[^?]*/]) do |payload|
        status, headers, text = http.call(method, "#{@api_url}#{path}", headers, body)
        [payload[:status] = Integer(status), headers.to_h, text.to_s]
      end
    rescue StandardError => e
      # Sockets, timeouts, TLS, or whatever the application's own `http` raises. Its message may quote what was sent.
      raise ConnectionError, "Clerk's Backend API cannot be reached (#{e.class})"
    end

    def parse(text)
      require "json"
      JSON.parse(text)
    rescue JSON::ParserError, EncodingError
      nil
    end

    def api_error(status, headers, json)
      errors = json.is_a?(Hash) && json["errors"].is_a?(Array) ? json["errors"].grep(Hash) : []
      trace_id = json["clerk_trace_id"] if json.is_a?(Hash)
      retry_after = Integer(headers["retry-after"].to_s, exception: false)
      { 401 => Unauthorized, 404 => NotFound, 429 => RateLimited }
        .fetch(status, ApiError).new(status:, errors:, trace_id:, retry_after:)
    end
  end
end
