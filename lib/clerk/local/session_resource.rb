# frozen_string_literal: true

require_relative "refusal"
require_relative "session_refresh"

module Clerk
  class Local
    # Sessions and their tokens in the Backend API. Part of {BackendApi}.
    module SessionResource
      LIFETIMES = 30..315_360_000
      private_constant :LIFETIMES

      private

      def session(_request, id) = find_session(id).to_json_object

      def revoke(_request, id) = find_session(id).finish("revoked").to_json_object

      def refresh(request, id) = @session_refresh.call(find_session(id), request.json)

      def token(request, id, template = nil)
        raise Refusal.not_found("active session", id) unless find_session(id).active?
        raise Refusal.not_found("JWT template", template) if template && !@local.template?(template)

        options = { session_id: id, expires_in: lifetime(request.json["expires_in_seconds"]) }
        jwt = template ? @local.template_token(template, **options) : @local.session_token(**options)
        { "object" => "token", "jwt" => jwt }
      end

      def find_session(id) = @store.session(id) || raise(Refusal.not_found("session", id))

      def lifetime(seconds)
        return 60 if seconds.nil?
        return seconds if seconds.is_a?(Integer) && LIFETIMES.cover?(seconds)

        raise invalid("expires_in_seconds", "be a whole number from #{LIFETIMES.begin} to #{LIFETIMES.end}")
      end
    end
  end
end
