# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.enterprise_connections`
    class EnterpriseConnections < Group
      # @!method test_runs
      #   @return [TestRuns]

      # @!method list(limit: nil, offset: nil, organization_id: nil, active: nil)
      #   `GET /v1/enterprise_connections`, ListEnterpriseConnections; in JavaScript
      #   `enterpriseConnections.getEnterpriseConnectionList`.
      #   @param limit [Integer]
      #   @param offset [Integer]
      #   @param organization_id [String, Symbol]
      #   @param active [Boolean]
      #   @return [List<Clerk::Resource::EnterpriseConnection>]
      #   @raise [ArgumentError, ConnectionError, ApiError] 402, 403, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/enterprise-connections/GET/enterprise_connections

      # @!method each(offset: nil, organization_id: nil, active: nil, batch: nil)
      #   All of {#list}, `batch` at a time, each page when it is wanted.
      #   @param offset [Integer]
      #   @param organization_id [String, Symbol]
      #   @param active [Boolean]
      #   @param batch [Integer]
      #   @yieldparam item [Clerk::Resource::EnterpriseConnection]
      #   @return [Enumerator, self]
      #   @raise [ArgumentError, ConnectionError, ApiError] 402, 403, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/enterprise-connections/GET/enterprise_connections

      # @!method create(name:, provider:, domains:, organization_id: nil, allow_organization_account_linking: nil, active: nil, saml: nil, oidc: nil, custom_attributes: nil)
      #   `POST /v1/enterprise_connections`, CreateEnterpriseConnection; in JavaScript
      #   `enterpriseConnections.createEnterpriseConnection`.
      #   @param name [String, Symbol]
      #   @param provider [String, Symbol] `saml_custom`, `saml_okta`, `saml_google`, `saml_microsoft`, `oidc_custom`,
      #     `oidc_github_enterprise`, `oidc_gitlab`
      #   @param domains [Array<String, Symbol>]
      #   @param organization_id [String, Symbol, nil]
      #   @param allow_organization_account_linking [Boolean, nil]
      #   @param active [Boolean, nil]
      #   @param saml [Hash, nil]
      #   @param oidc [Hash, nil]
      #   @param custom_attributes [Array<Hash>]
      #   @return [Clerk::Resource::EnterpriseConnection]
      #   @raise [ArgumentError, ConnectionError, ApiError] 402, 403, 404, 409, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/enterprise-connections/POST/enterprise_connections

      # @!method get(enterprise_connection_id)
      #   `GET /v1/enterprise_connections/:enterprise_connection_id`, GetEnterpriseConnection; in JavaScript
      #   `enterpriseConnections.getEnterpriseConnection`.
      #   @param enterprise_connection_id [String]
      #   @return [Clerk::Resource::EnterpriseConnection]
      #   @raise [ArgumentError, ConnectionError, ApiError] 402, 403, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/enterprise-connections/GET/enterprise_connections/%7Benterprise_connection_id%7D

      # @!method update(enterprise_connection_id, name: nil, domains: nil, active: nil, sync_user_attributes: nil, disable_additional_identifications: nil, allow_organization_account_linking: nil, organization_id: nil, saml: nil, oidc: nil, custom_attributes: nil)
      #   `PATCH /v1/enterprise_connections/:enterprise_connection_id`, UpdateEnterpriseConnection; in JavaScript
      #   `enterpriseConnections.updateEnterpriseConnection`.
      #   @param enterprise_connection_id [String]
      #   @param name [String, Symbol, nil]
      #   @param domains [Array<String, Symbol>, nil]
      #   @param active [Boolean, nil]
      #   @param sync_user_attributes [Boolean, nil]
      #   @param disable_additional_identifications [Boolean, nil]
      #   @param allow_organization_account_linking [Boolean, nil]
      #   @param organization_id [String, Symbol, nil]
      #   @param saml [Hash, nil]
      #   @param oidc [Hash, nil]
      #   @param custom_attributes [Array<Hash>, nil]
      #   @return [Clerk::Resource::EnterpriseConnection]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 402, 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/enterprise-connections/PATCH/enterprise_connections/%7Benterprise_connection_id%7D

      # @!method delete(enterprise_connection_id)
      #   `DELETE /v1/enterprise_connections/:enterprise_connection_id`, DeleteEnterpriseConnection; in JavaScript
      #   `enterpriseConnections.deleteEnterpriseConnection`.
      #   @param enterprise_connection_id [String]
      #   @return [Clerk::Resource::DeletedObject]
      #   @raise [ArgumentError, ConnectionError, ApiError] 402, 403, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/enterprise-connections/DELETE/enterprise_connections/%7Benterprise_connection_id%7D

      # `Clerk.api.enterprise_connections.test_runs`
      class TestRuns < Group
        # @!method list(enterprise_connection_id, status: nil, limit: nil, offset: nil)
        #   `GET /v1/enterprise_connections/:enterprise_connection_id/test_runs`, ListEnterpriseConnectionTestRuns.
        #   @param enterprise_connection_id [String]
        #   @param status [Array<String, Symbol>] `pending`, `success`, `failed`
        #   @param limit [Integer]
        #   @param offset [Integer]
        #   @return [List<Clerk::Resource::EnterpriseConnectionTestRun>]
        #   @raise [ArgumentError, ConnectionError, ApiError] 402, 403, 404, 422
        #   @see https://clerk.com/docs/reference/backend-api/tag/enterprise-connections/GET/enterprise_connections/%7Benterprise_connection_id%7D/test_runs

        # @!method each(enterprise_connection_id, status: nil, offset: nil, batch: nil)
        #   All of {#list}, `batch` at a time, each page when it is wanted.
        #   @param enterprise_connection_id [String]
        #   @param status [Array<String, Symbol>] `pending`, `success`, `failed`
        #   @param offset [Integer]
        #   @param batch [Integer]
        #   @yieldparam item [Clerk::Resource::EnterpriseConnectionTestRun]
        #   @return [Enumerator, self]
        #   @raise [ArgumentError, ConnectionError, ApiError] 402, 403, 404, 422
        #   @see https://clerk.com/docs/reference/backend-api/tag/enterprise-connections/GET/enterprise_connections/%7Benterprise_connection_id%7D/test_runs

        # @!method create(enterprise_connection_id)
        #   `POST /v1/enterprise_connections/:enterprise_connection_id/test_runs`, CreateEnterpriseConnectionTestRun.
        #   @param enterprise_connection_id [String]
        #   @return [Clerk::Resource::EnterpriseConnectionTestRunResponse]
        #   @raise [ArgumentError, ConnectionError, ApiError] 402, 403, 404
        #   @see https://clerk.com/docs/reference/backend-api/tag/enterprise-connections/POST/enterprise_connections/%7Benterprise_connection_id%7D/test_runs
      end
    end
  end
end
