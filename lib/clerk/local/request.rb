# frozen_string_literal: true

require "json"
require "uri"
require_relative "refusal"

module Clerk
  class Local
    # One request, read with distrust: what cannot be read is refused, never raised further.
    class Request
      # The longest query or body that is read, in bytes.
      LIMIT = 65_536

      # @return [String] the HTTP method
      attr_reader :verb
      # @return [String] the path in bytes, still percent-encoded, without a slash at the end
      attr_reader :path

      # @param env [Hash] the Rack environment
      def initialize(env)
        @env = env
        @verb = env["REQUEST_METHOD"] == "HEAD" ? "GET" : env["REQUEST_METHOD"]
        @path = env["PATH_INFO"].to_s.b.chomp("/")
        # Read at once: whoever handles the request holds a lock.
        @body = @verb == "POST" ? env["rack.input"]&.read(LIMIT + 1).to_s.b : ""
      end

      # @return [String] where Local is mounted, usually ""
      def root = @env["SCRIPT_NAME"].to_s

      # @return [Boolean] whether the browser reached Local over https
      def secure? = @env["rack.url_scheme"] == "https"

      # @return [String, nil] the token of `Authorization: Bearer`
      def bearer = @env["HTTP_AUTHORIZATION"].to_s.b[/\ABearer ([^ ]+)\z/, 1]

      # @return [Hash{String => String}] first value of every name
      # @raise [Refusal] when the query is not form-encoded UTF-8, or huge
      def query = @query ||= decode(@env["QUERY_STRING"].to_s.b)

      # @return [Hash{String => String}] the query and, before it, the fields of a posted form
      # @raise [Refusal] as {#query}
      def params
        @params ||= form? ? query.merge(decode(body)) : query
      end

      # @return [Hash] the posted JSON object; empty when nothing was posted
      # @raise [Refusal] when it is not a JSON object, or huge
      def json
        text = body.dup.force_encoding(Encoding::UTF_8)
        return {} if text.empty?

        object = JSON.parse(text) if text.valid_encoding?
        object.is_a?(Hash) ? object : raise(unreadable("The body is not a JSON object."))
      rescue JSON::ParserError
        raise unreadable("The body is not a JSON object.")
      end

      # @return [Hash{String => String}] raw values; the first of a name wins
      def cookies
        @cookies ||= @env["HTTP_COOKIE"].to_s.b.split(/; */).each_with_object({}) do |pair, all|
          name, value = pair.split("=", 2)
          all[name] ||= value if name && value
        end
      end

      private

      def form? = verb == "POST" && @env["CONTENT_TYPE"].to_s.b.start_with?("application/x-www-form-urlencoded")

      def body = @body.bytesize > LIMIT ? raise(unreadable("The body is too large.")) : @body

      def decode(text)
        raise unreadable("The parameters are too large.") if text.bytesize > LIMIT

        text.split("&").each_with_object({}) do |pair, all|
          name, value = pair.split("=", 2).map { |part| component(part) }
          all[name] ||= value || "" if name
        end
      end

      def component(text)
        decoded = URI.decode_www_form_component(text)
        decoded.valid_encoding? ? decoded : raise(unreadable("A parameter is not UTF-8."))
      rescue ArgumentError
        raise unreadable("A parameter is not percent-encoded as it should be.")
      end

      def unreadable(sentence) = Refusal.new(400, "request_invalid", "cannot read request", sentence)
    end
  end
end
