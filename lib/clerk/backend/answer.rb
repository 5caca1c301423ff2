# frozen_string_literal: true

require "json"

module Clerk
  class Backend
    # What the Backend API, or somebody in its place, has answered. Nothing of it is taken for granted.
    #
    # @api private
    class Answer
      # The errors that have a class of their own.
      ERRORS = {
        400 => BadRequest, 401 => Unauthorized, 402 => PaymentRequired, 403 => Forbidden, 404 => NotFound,
        409 => Conflict, 422 => UnprocessableEntity, 429 => RateLimited
      }.freeze
      # The successes that need no content.
      SILENT = [202, 204, 205].freeze
      private_constant :ERRORS, :SILENT

      # @return [Integer]
      attr_reader :status

      # @param status [Integer]
      # @param headers [Hash] names in any case; values may be lists
      # @param text [String]
      def initialize(status, headers, text)
        @status = status
        @headers = headers
        @text = text
      end

      # @return [Boolean]
      def success?
        @status.between?(200, 299)
      end

      # @param json [Boolean] whether it must be JSON
      # @return [Object, nil] what its JSON says, deeply frozen, or its text; nil when there is none and none was due
      # @raise [UnreadableAnswer]
      def content(json: true)
        return if @text.empty? && (!json || SILENT.include?(@status))
        return utf8.freeze unless json
        raise UnreadableAnswer.new(status:) unless json_type?

        JSON.parse(utf8, freeze: true)
      rescue JSON::ParserError, EncodingError
        # The parser's error quotes the answer.
        raise UnreadableAnswer.new(status:), cause: nil
      end

      # @param secrets [Array<String>] what must not be in it, even where the answer repeats it
      # @param now [Integer] milliseconds since the Unix epoch
      # @return [ApiError]
      def error(secrets, now)
        json = error_json(secrets)
        errors = json["errors"].is_a?(Array) ? json["errors"].grep(Hash) : []
        trace_id, meta = json.values_at("clerk_trace_id", "meta")
        type = ERRORS.fetch(status) { status >= 500 ? ServerError : ApiError }
        type.new(status:, errors:, trace_id: trace_id.is_a?(String) ? trace_id : nil, retry_after: retry_after(now),
                 meta: meta.is_a?(Hash) ? meta : nil, **redirect)
      end

      # @param now [Integer] milliseconds since the Unix epoch
      # @return [Integer, nil] the seconds to wait, of `Retry-After` in either form
      # @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
      def retry_after(now)
        text = header("retry-after") or return
        return text.to_i if text.match?(/\A\d{1,9}\z/)

        require "time"
        [(Time.httpdate(text).to_i - (now / 1000.0)).ceil, 0].max
      rescue ArgumentError
        nil
      end

      private

      def header(name)
        value = @headers[name] || @headers.find { |key, _| name.casecmp?(key.to_s) }&.last
        value = value.last if value.is_a?(Array)
        value&.to_s&.b
      end

      # An application's own `http` need not say.
      def json_type?
        type = header("content-type")
        type.nil? || type.match?(%r{\A\s*application/(?:[\w.-]+\+)?json\s*(?:;|\z)}i)
      end

      # It may be bytes or a frozen text; JSON is UTF-8.
      def utf8
        text = @text.encoding == Encoding::UTF_8 ? @text : @text.dup.force_encoding(Encoding::UTF_8)
        text.valid_encoding? ? text : text.scrub
      end

      def error_json(secrets)
        text = secrets.inject(utf8) { |all, secret| all.gsub(secret, "****") }
        json = JSON.parse(text, freeze: true)
        json.is_a?(Hash) ? json : {}
      rescue JSON::ParserError, EncodingError
        {}
      end

      def redirect
        return {} unless status.between?(300, 399)

        { text: "a redirect, which is not followed, as it would take the secret key elsewhere" }
      end
    end
  end
end
