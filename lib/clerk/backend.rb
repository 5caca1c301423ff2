# frozen_string_literal: true

module Clerk
  # The way to Clerk's Backend API, with the secret key. HTTP stays in Ruby: the GVL, fiber schedulers, Timeout,
  # proxies, the system's certificates and WebMock work as everywhere, and the extension needs no TLS.
  #
  # @api private
  class Backend
    include Opaque

    autoload :Answer, "clerk/backend/answer"
    autoload :Multipart, "clerk/backend/multipart"
    autoload :Retries, "clerk/backend/retries"

    JSON_TYPE = "application/json"
    private_constant :JSON_TYPE

    # @param core [Core] whose API and secret key
    # @param configuration [Configuration] timeouts, or what performs HTTP instead
    def initialize(core, configuration)
      @api_url = core.api_url
      @core = core
      @secrets = [core.secret_key, core.machine_secret_key].compact.freeze
      @headers = {
        "accept" => JSON_TYPE,
        "clerk-api-version" => Core::API_VERSION,
        "user-agent" => "clerk_rs_rack/#{VERSION} ruby/#{RUBY_VERSION}"
      }.freeze
      @json_headers = @headers.merge("content-type" => JSON_TYPE).freeze
      @configuration = configuration
    end

    # For the middleware, which must not keep a visitor waiting: one attempt.
    #
    # @param effect [Effect] what the core asks for
    # @return [Array(Effect, Integer, String), Array(Effect, nil, String)] the effect with status and body, or with
    #   what went wrong
    def perform(effect)
      method = effect.http_method
      status, _headers, body = instrument(method, effect.path[/\A[^?]*/]) do |payload|
        call(method, effect.path, @json_headers, effect.body).tap { |answer| payload[:status] = answer.first }
      end
      [effect, status, body]
    rescue ConnectionError, ApiError => e
      [effect, nil, e.message]
    end

    # One call. What only reads is tried again while Clerk is busy or cannot be reached, within `retry_budget`; anything
    # else is sent once.
    #
    # @param method [String] the HTTP method
    # @param path [String] below the API's URL, with `/v1`; already percent-encoded
    # @param query [Hash, nil] an Array repeats its name; nil leaves it out
    # @param body [Hash, Array, nil] sent as JSON
    # @param form [Hash, nil] sent as multipart/form-data instead: texts, numbers, flags and files
    # @param json [Boolean] whether a success is said in JSON; if not, there is its text
    # @return [Object, nil] what the answer's JSON says, deeply frozen; nil for an answer without content
    # @raise [ApiError, ConnectionError]
    def request(method, path, query: nil, body: nil, form: nil, json: true)
      target = query ? with_query(path, query) : path
      headers, content = content_of(body, form)
      answer = instrument(method, path) do |payload|
        retries.run(method) do |count|
          payload[:retries] = count
          Answer.new(*call(method, target, headers, content)).tap { |got| payload[:status] = got.status }
        end
      end
      raise answer.error(@secrets, now) unless answer.success?

      answer.content(json:)
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

    def retries
      @retries ||= Retries.new(@configuration.retry_budget, method(:now))
    end

    def now = Milliseconds.now(@configuration.clock)

    def content_of(body, form)
      if form
        type, text = Multipart.encode(form)
        [@headers.merge("content-type" => type), text]
      elsif body.nil?
        [@headers, nil]
      else
        require "json"
        [@json_headers, JSON.generate(body)]
      end
    rescue JSON::GeneratorError, JSON::NestingError, EncodingError
      # Their messages quote what cannot be written.
      raise ArgumentError, "the body cannot be written as JSON", cause: nil
    end

    def with_query(path, query)
      require "uri"
      text = URI.encode_www_form(query.compact)
      text.empty? ? path : "#{path}?#{text}"
    end

    def instrument(method, path, &)
      Events.instrument("request.clerk", { method:, path: }, &)
    end

    def call(method, path, headers, body)
      headers = headers.merge("authorization" => "Bearer #{@core.secret_for(path)}")
      status, headers, text = http.call(method, "#{@api_url}#{path}", headers, body)
      [Integer(status), headers.to_h, text.to_s]
    rescue UnreadableAnswer
      raise
    rescue StandardError => e
      # Sockets, timeouts, TLS, or whatever the application's own `http` raises, which may quote what was sent.
      raise ConnectionError, "Clerk's Backend API cannot be reached (#{e.class})", cause: (e unless quotes_secret?(e))
    end

    def quotes_secret?(error)
      text = error.full_message(highlight: false).b
      @secrets.any? { |secret| text.include?(secret.b) }
    end
  end
end
