# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.machines`
    class Machines < Group
      # @!method list(limit: nil, offset: nil, query: nil, order_by: nil)
      #   `GET /v1/machines`, ListMachines; in JavaScript `machines.list`.
      #   @param limit [Integer]
      #   @param offset [Integer]
      #   @param query [String, Symbol]
      #   @param order_by [String, Symbol]
      #   @return [List<Clerk::Resource::Machine>]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/machines/GET/machines

      # @!method each(offset: nil, query: nil, order_by: nil, batch: nil)
      #   All of {#list}, `batch` at a time, each page when it is wanted.
      #   @param offset [Integer]
      #   @param query [String, Symbol]
      #   @param order_by [String, Symbol]
      #   @param batch [Integer]
      #   @yieldparam item [Clerk::Resource::Machine]
      #   @return [Enumerator, self]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/machines/GET/machines

      # @!method create(name:, scoped_machines: nil, default_token_ttl: nil)
      #   `POST /v1/machines`, CreateMachine; in JavaScript `machines.create`.
      #   @param name [String, Symbol]
      #   @param scoped_machines [Array<String, Symbol>]
      #   @param default_token_ttl [Integer]
      #   @return [Clerk::Resource::MachineCreated]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/machines/POST/machines

      # @!method get(machine_id)
      #   `GET /v1/machines/:machine_id`, GetMachine; in JavaScript `machines.get`.
      #   @param machine_id [String]
      #   @return [Clerk::Resource::Machine]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/machines/GET/machines/%7Bmachine_id%7D

      # @!method update(machine_id, name: nil, default_token_ttl: nil)
      #   `PATCH /v1/machines/:machine_id`, UpdateMachine; in JavaScript `machines.update`.
      #   @param machine_id [String]
      #   @param name [String, Symbol]
      #   @param default_token_ttl [Integer]
      #   @return [Clerk::Resource::Machine]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/machines/PATCH/machines/%7Bmachine_id%7D

      # @!method delete(machine_id)
      #   `DELETE /v1/machines/:machine_id`, DeleteMachine; in JavaScript `machines.delete`.
      #   @param machine_id [String]
      #   @return [Clerk::Resource::MachineDeleted]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/machines/DELETE/machines/%7Bmachine_id%7D

      # @!method get_secret_key(machine_id)
      #   `GET /v1/machines/:machine_id/secret_key`, GetMachineSecretKey; in JavaScript `machines.getSecretKey`.
      #   @param machine_id [String]
      #   @return [Clerk::Resource::MachineSecretKey]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/machines/GET/machines/%7Bmachine_id%7D/secret_key

      # @!method rotate_secret_key(machine_id, previous_token_ttl:)
      #   `POST /v1/machines/:machine_id/secret_key/rotate`, RotateMachineSecretKey; in JavaScript
      #   `machines.rotateSecretKey`.
      #   @param machine_id [String]
      #   @param previous_token_ttl [Integer]
      #   @return [Clerk::Resource::MachineSecretKey]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/machines/POST/machines/%7Bmachine_id%7D/secret_key/rotate

      # @!method create_scope(machine_id, to_machine_id:)
      #   `POST /v1/machines/:machine_id/scopes`, CreateMachineScope; in JavaScript `machines.createScope`.
      #   @param machine_id [String]
      #   @param to_machine_id [String, Symbol]
      #   @return [Clerk::Resource::MachineScope]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 409, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/machines/POST/machines/%7Bmachine_id%7D/scopes

      # @!method delete_scope(machine_id, other_machine_id)
      #   `DELETE /v1/machines/:machine_id/scopes/:other_machine_id`, DeleteMachineScope; in JavaScript
      #   `machines.deleteScope`.
      #   @param machine_id [String]
      #   @param other_machine_id [String]
      #   @return [Clerk::Resource::MachineScopeDeleted]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/machines/DELETE/machines/%7Bmachine_id%7D/scopes/%7Bother_machine_id%7D
    end
  end
end
