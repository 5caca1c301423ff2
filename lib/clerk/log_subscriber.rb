# frozen_string_literal: true

require "active_support/log_subscriber"
require "clerk"

module Clerk
  # Writes a line to Rails' log for each of {Events}, without a secret:
  #
  #     Clerk: signed-in user_2x… org_2y… (0.1ms)
  #     Clerk: GET /v1/users/user_2x… 200 (48.2ms)
  #
  # The Railtie attaches it when the log shows debug lines; nobody listens otherwise, so nothing is measured.
  class LogSubscriber < ::ActiveSupport::LogSubscriber
    # @param event [ActiveSupport::Notifications::Event] `authenticate.clerk`
    # @return [void]
    def authenticate(event)
      say(event, Events.line(event.payload))
    end

    # @param event [ActiveSupport::Notifications::Event] `request.clerk`
    # @return [void]
    def request(event)
      say(event, event.payload.values_at(:method, :path, :status).compact.join(" "))
    end

    private

    def say(event, text)
      debug { "Clerk: #{text} (#{event.duration.round(1)}ms)" }
    end
  end
end
