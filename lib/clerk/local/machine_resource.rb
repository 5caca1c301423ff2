# frozen_string_literal: true

require_relative "refusal"

module Clerk
  class Local
    # What the Backend API says of opaque machine tokens. Part of {BackendApi}.
    module MachineResource
      private

      def verify_api_key(request) = verify_machine_token(:api_key, request.json["secret"])

      def verify_m2m_token(request) = verify_machine_token(:m2m_token, request.json["token"])

      def verify_oauth_token(request) = verify_machine_token(:oauth_token, request.json["access_token"])

      def verify_machine_token(kind, token)
        @local.machine_token_facts(kind, token.to_s) || raise(Refusal.not_found("machine token", kind.to_s))
      end
    end
  end
end
