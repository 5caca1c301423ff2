# frozen_string_literal: true

require "stringio"

module Clerk
  module Webhook
    # Reads the body of a request byte for byte, and leaves it as if nobody had.
    #
    # @api private
    module RawBody
      class << self
        # @param env [Hash] the Rack environment; gets a new `rack.input` when the present one cannot be rewound
        # @param limit [Integer, nil] the bytes it may have
        # @return [String]
        # @raise [WebhookError] when it is larger, or cannot be read
        def read(env, limit: nil)
          length = env["CONTENT_LENGTH"].to_i
          refuse_large(length, limit)
          # Rails keeps what it has parsed.
          kept = env["RAW_POST_DATA"]
          body = kept.is_a?(String) ? kept : from_input(env, limit)
          refuse_large(body.bytesize, limit)
          return body unless body.empty? && length.positive?

          raise WebhookError.new("Something has read the body of the request before, and the server gives it only " \
                                 "once: put the endpoint of webhooks in front of it.", reason: "body-consumed")
        end

        private

        def from_input(env, limit)
          input = env["rack.input"] or return ""
          rewind(input)
          body = (limit ? input.read(limit + 1) : input.read).to_s
          body = body.b unless body.encoding == Encoding::BINARY
          env["rack.input"] = StringIO.new(body) unless rewind(input)
          body
        rescue StandardError => e
          raise WebhookError.new("The body of the request cannot be read (#{e.class}).", reason: "body-unreadable")
        end

        # Rack 3 no longer demands that it can be done.
        def rewind(input)
          input.respond_to?(:rewind) && input.rewind
        rescue StandardError
          false
        end

        def refuse_large(bytes, limit)
          return unless limit && bytes > limit

          raise WebhookError.new("The body has more than #{limit} bytes.", reason: "body-too-large")
        end
      end
    end
  end
end
