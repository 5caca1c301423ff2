# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.agent_tasks`
    class AgentTasks < Group
      # @!method create(on_behalf_of:, permissions:, agent_name:, task_description:, redirect_url:, session_max_duration_in_seconds: nil)
      #   `POST /v1/agents/tasks`, CreateAgentTask; in JavaScript `agentTasks.create`.
      #   @param on_behalf_of [Hash]
      #   @param permissions [String, Symbol] `*`
      #   @param agent_name [String, Symbol]
      #   @param task_description [String, Symbol]
      #   @param redirect_url [String, Symbol]
      #   @param session_max_duration_in_seconds [Integer]
      #   @return [Clerk::Resource::AgentTask]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/agent-tasks/POST/agents/tasks

      # @!method revoke(agent_task_id)
      #   `POST /v1/agents/tasks/:agent_task_id/revoke`, RevokeAgentTask; in JavaScript `agentTasks.revoke`.
      #   @param agent_task_id [String]
      #   @return [Clerk::Resource::AgentTask]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/agent-tasks/POST/agents/tasks/%7Bagent_task_id%7D/revoke
    end
  end
end
