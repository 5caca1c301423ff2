# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.saml_connections`
    class SamlConnections < Group
      # @!method list(limit: nil, offset: nil, query: nil, order_by: nil, organization_id: nil)
      #   `GET /v1/saml_connections`, ListSAMLConnections; in JavaScript `samlConnections.getSamlConnectionList`. Clerk
      #   calls it deprecated.
      #   @param limit [Integer]
      #   @param offset [Integer]
      #   @param query [String, Symbol]
      #   @param order_by [String, Symbol]
      #   @param organization_id [Array<String, Symbol>]
      #   @return [List<Clerk::Resource::SAMLConnection>]
      #   @raise [ArgumentError, ConnectionError, ApiError] 402, 403, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/saml-connections/GET/saml_connections

      # @!method each(offset: nil, query: nil, order_by: nil, organization_id: nil, batch: nil)
      #   All of {#list}, `batch` at a time, each page when it is wanted.
      #   @param offset [Integer]
      #   @param query [String, Symbol]
      #   @param order_by [String, Symbol]
      #   @param organization_id [Array<String, Symbol>]
      #   @param batch [Integer]
      #   @yieldparam item [Clerk::Resource::SAMLConnection]
      #   @return [Enumerator, self]
      #   @raise [ArgumentError, ConnectionError, ApiError] 402, 403, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/saml-connections/GET/saml_connections

      # @!method create(name:, provider:, domain: nil, domains: nil, idp_entity_id: nil, idp_sso_url: nil, idp_certificate: nil, idp_metadata_url: nil, idp_metadata: nil, organization_id: nil, attribute_mapping: nil, force_authn: nil, login_hint: nil)
      #   `POST /v1/saml_connections`, CreateSAMLConnection; in JavaScript `samlConnections.createSamlConnection`. Clerk
      #   calls it deprecated.
      #   @param name [String, Symbol]
      #   @param domain [String, Symbol]
      #   @param domains [Array<String, Symbol>]
      #   @param provider [String, Symbol] `saml_custom`, `saml_okta`, `saml_google`, `saml_microsoft`
      #   @param idp_entity_id [String, Symbol, nil]
      #   @param idp_sso_url [String, Symbol, nil]
      #   @param idp_certificate [String, Symbol, nil]
      #   @param idp_metadata_url [String, Symbol, nil]
      #   @param idp_metadata [String, Symbol, nil]
      #   @param organization_id [String, Symbol, nil]
      #   @param attribute_mapping [Hash, nil]
      #   @param force_authn [Boolean]
      #   @param login_hint [Hash, nil]
      #   @return [Clerk::Resource::SAMLConnection]
      #   @raise [ArgumentError, ConnectionError, ApiError] 402, 403, 404, 409, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/saml-connections/POST/saml_connections

      # @!method get(saml_connection_id)
      #   `GET /v1/saml_connections/:saml_connection_id`, GetSAMLConnection; in JavaScript
      #   `samlConnections.getSamlConnection`. Clerk calls it deprecated.
      #   @param saml_connection_id [String]
      #   @return [Clerk::Resource::SAMLConnection]
      #   @raise [ArgumentError, ConnectionError, ApiError] 402, 403, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/saml-connections/GET/saml_connections/%7Bsaml_connection_id%7D

      # @!method update(saml_connection_id, name: nil, domain: nil, domains: nil, idp_entity_id: nil, idp_sso_url: nil, idp_certificate: nil, idp_metadata_url: nil, idp_metadata: nil, organization_id: nil, attribute_mapping: nil, active: nil, sync_user_attributes: nil, allow_subdomains: nil, allow_idp_initiated: nil, disable_additional_identifications: nil, allow_organization_account_linking: nil, force_authn: nil, login_hint: nil, consent_verified_domains_deletion: nil)
      #   `PATCH /v1/saml_connections/:saml_connection_id`, UpdateSAMLConnection; in JavaScript
      #   `samlConnections.updateSamlConnection`. Clerk calls it deprecated.
      #   @param saml_connection_id [String]
      #   @param name [String, Symbol, nil]
      #   @param domain [String, Symbol, nil]
      #   @param domains [Array<String, Symbol>, nil]
      #   @param idp_entity_id [String, Symbol, nil]
      #   @param idp_sso_url [String, Symbol, nil]
      #   @param idp_certificate [String, Symbol, nil]
      #   @param idp_metadata_url [String, Symbol, nil]
      #   @param idp_metadata [String, Symbol, nil]
      #   @param organization_id [String, Symbol, nil]
      #   @param attribute_mapping [Hash, nil]
      #   @param active [Boolean, nil]
      #   @param sync_user_attributes [Boolean, nil]
      #   @param allow_subdomains [Boolean, nil]
      #   @param allow_idp_initiated [Boolean, nil]
      #   @param disable_additional_identifications [Boolean, nil]
      #   @param allow_organization_account_linking [Boolean, nil]
      #   @param force_authn [Boolean]
      #   @param login_hint [Hash, nil]
      #   @param consent_verified_domains_deletion [Boolean, nil]
      #   @return [Clerk::Resource::SAMLConnection]
      #   @raise [ArgumentError, ConnectionError, ApiError] 402, 403, 404, 409, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/saml-connections/PATCH/saml_connections/%7Bsaml_connection_id%7D

      # @!method delete(saml_connection_id)
      #   `DELETE /v1/saml_connections/:saml_connection_id`, DeleteSAMLConnection; in JavaScript
      #   `samlConnections.deleteSamlConnection`. Clerk calls it deprecated.
      #   @param saml_connection_id [String]
      #   @return [Clerk::Resource::DeletedObject]
      #   @raise [ArgumentError, ConnectionError, ApiError] 402, 403, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/saml-connections/DELETE/saml_connections/%7Bsaml_connection_id%7D
    end
  end
end
