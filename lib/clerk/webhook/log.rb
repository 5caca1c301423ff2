# frozen_string_literal: true

module Clerk
  module Webhook
    # Where the few lines about webhooks go. Webhooks need none of an instance's keys, so there is no {Instance} to
    # write them.
    #
    # @api private
    module Log
      class << self
        # @param text [String]
        # @return [void]
        def warn(text)
          logger.warn("clerk: #{text}")
        rescue StandardError
          # A logger that fails must not decide about a delivery.
        end

        private

        def logger
          Clerk.configuration.logger || (defined?(::Rails.logger) && ::Rails.logger) || standard_error_logger
        end

        def standard_error_logger
          require "logger"
          Logger.new($stderr, level: Logger::WARN)
        end
      end
    end
  end
end
