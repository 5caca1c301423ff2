# frozen_string_literal: true

module Clerk
  # Where the few lines go, and the errors that were handled. Neither a logger nor an error reporter that fails decides
  # about a request.
  #
  # @api private
  class Log
    # @param configuration [Configuration] `logger` and `error_reporter`
    def initialize(configuration)
      @configuration = configuration
    end

    # @param severity [Symbol] a method of the logger
    # @param text [String]
    # @return [void]
    def say(severity, text)
      logger.public_send(severity, "clerk: #{text}")
    rescue StandardError
      nil
    end

    # The request goes on, so the application's error tracker is told that it was handled.
    #
    # @param error [StandardError]
    # @return [void]
    def report(error)
      reporter = @configuration.error_reporter || (::Rails.error if defined?(::Rails) && ::Rails.respond_to?(:error))
      reporter&.report(error, handled: true, severity: :warning, source: "clerk")
    rescue StandardError
      nil
    end

    private

    def logger
      @configuration.logger || (defined?(::Rails.logger) && ::Rails.logger) || (@logger ||= standard_error_logger)
    end

    def standard_error_logger
      require "logger"
      Logger.new($stderr, level: Logger::WARN)
    end
  end
end
