# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.instance`
    class Instance < Group
      # @!method get()
      #   `GET /v1/instance`, GetInstance; in JavaScript `instance.get`.
      #   @return [Clerk::Resource::Instance]
      #   @raise [ArgumentError, ConnectionError, ApiError]
      #   @see https://clerk.com/docs/reference/backend-api/tag/instance-settings/GET/instance

      # @!method update(test_mode: nil, hibp: nil, support_email: nil, clerk_js_version: nil, development_origin: nil, allowed_origins: nil, cookieless_dev: nil, url_based_session_syncing: nil, preferred_sign_in_strategy_when_password_required: nil)
      #   `PATCH /v1/instance`, UpdateInstance; in JavaScript `instance.update`.
      #   @param test_mode [Boolean, nil]
      #   @param hibp [Boolean, nil]
      #   @param support_email [String, Symbol, nil]
      #   @param clerk_js_version [String, Symbol, nil]
      #   @param development_origin [String, Symbol, nil]
      #   @param allowed_origins [Array<String, Symbol>]
      #   @param cookieless_dev [Boolean, nil]
      #   @param url_based_session_syncing [Boolean, nil]
      #   @param preferred_sign_in_strategy_when_password_required [String, Symbol, nil] `password`, `otp`, ``
      #   @return [String, nil] nothing, as a rule
      #   @raise [ArgumentError, ConnectionError, ApiError] 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/instance-settings/PATCH/instance

      # @!method update_restrictions(allowlist: nil, blocklist: nil, allowlist_blocklist_disabled_on_sign_in: nil, block_email_subaddresses: nil, block_disposable_email_domains: nil)
      #   `PATCH /v1/instance/restrictions`, UpdateInstanceRestrictions; in JavaScript `instance.updateRestrictions`.
      #   @param allowlist [Boolean, nil]
      #   @param blocklist [Boolean, nil]
      #   @param allowlist_blocklist_disabled_on_sign_in [Boolean, nil]
      #   @param block_email_subaddresses [Boolean, nil]
      #   @param block_disposable_email_domains [Boolean, nil]
      #   @return [Clerk::Resource::InstanceRestrictions]
      #   @raise [ArgumentError, ConnectionError, ApiError] 402, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/instance-settings/PATCH/instance/restrictions

      # @!method get_protect()
      #   `GET /v1/instance/protect`, GetInstanceProtect.
      #   @return [Clerk::Resource::InstanceProtect]
      #   @raise [ArgumentError, ConnectionError, ApiError]
      #   @see https://clerk.com/docs/reference/backend-api/tag/instance-settings/GET/instance/protect

      # @!method update_protect(rules_enabled: nil, specter_enabled: nil)
      #   `PATCH /v1/instance/protect`, UpdateInstanceProtect.
      #   @param rules_enabled [Boolean, nil]
      #   @param specter_enabled [Boolean, nil]
      #   @return [Clerk::Resource::InstanceProtect]
      #   @raise [ArgumentError, ConnectionError, ApiError] 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/instance-settings/PATCH/instance/protect

      # @!method get_communication()
      #   `GET /v1/instance/communication`, GetInstanceCommunication.
      #   @return [Clerk::Resource::InstanceCommunication]
      #   @raise [ArgumentError, ConnectionError, ApiError]
      #   @see https://clerk.com/docs/reference/backend-api/tag/instance-settings/GET/instance/communication

      # @!method update_communication(blocked_country_codes: nil)
      #   `PATCH /v1/instance/communication`, UpdateInstanceCommunication.
      #   @param blocked_country_codes [Array<String, Symbol>, nil]
      #   @return [Clerk::Resource::InstanceCommunication]
      #   @raise [ArgumentError, ConnectionError, ApiError] 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/instance-settings/PATCH/instance/communication

      # @!method get_oauth_application_settings()
      #   `GET /v1/instance/oauth_application_settings`, GetInstanceOAuthApplicationSettings.
      #   @return [Clerk::Resource::OAuthApplicationSettings]
      #   @raise [ArgumentError, ConnectionError, ApiError]
      #   @see https://clerk.com/docs/reference/backend-api/tag/instance-settings/GET/instance/oauth_application_settings

      # @!method update_oauth_application_settings(dynamic_oauth_client_registration: nil, default_scopes: nil, oauth_jwt_access_tokens: nil, client_id_metadata_documents_advertised: nil, client_id_metadata_documents_only_allow_pre_registered_clients: nil, client_id_metadata_documents_block_implicitly_allowed_clients: nil)
      #   `PATCH /v1/instance/oauth_application_settings`, UpdateInstanceOAuthApplicationSettings.
      #   @param dynamic_oauth_client_registration [Boolean, nil]
      #   @param default_scopes [Array<String, Symbol>, nil]
      #   @param oauth_jwt_access_tokens [Boolean, nil]
      #   @param client_id_metadata_documents_advertised [Boolean, nil]
      #   @param client_id_metadata_documents_only_allow_pre_registered_clients [Boolean, nil]
      #   @param client_id_metadata_documents_block_implicitly_allowed_clients [Boolean, nil]
      #   @return [Clerk::Resource::OAuthApplicationSettings]
      #   @raise [ArgumentError, ConnectionError, ApiError] 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/instance-settings/PATCH/instance/oauth_application_settings

      # @!method change_production_domain(home_url: nil, is_secondary: nil)
      #   `POST /v1/instance/change_domain`, ChangeProductionInstanceDomain.
      #   @param home_url [String, Symbol]
      #   @param is_secondary [Boolean]
      #   @return [String, nil] nothing, as a rule
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/beta-features/POST/instance/change_domain

      # @!method get_organization_settings()
      #   `GET /v1/instance/organization_settings`, GetInstanceOrganizationSettings; in JavaScript
      #   `instance.getOrganizationSettings`.
      #   @return [Clerk::Resource::OrganizationSettings]
      #   @raise [ArgumentError, ConnectionError, ApiError] 402, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/instance-settings/GET/instance/organization_settings

      # @!method update_organization_settings(enabled: nil, max_allowed_memberships: nil, admin_delete_enabled: nil, domains_enabled: nil, slug_disabled: nil, domains_enrollment_modes: nil, creator_role_id: nil, domains_default_role_id: nil)
      #   `PATCH /v1/instance/organization_settings`, UpdateInstanceOrganizationSettings; in JavaScript
      #   `instance.updateOrganizationSettings`.
      #   @param enabled [Boolean, nil]
      #   @param max_allowed_memberships [Integer, nil]
      #   @param admin_delete_enabled [Boolean, nil]
      #   @param domains_enabled [Boolean, nil]
      #   @param slug_disabled [Boolean, nil]
      #   @param domains_enrollment_modes [Array<String, Symbol>]
      #   @param creator_role_id [String, Symbol, nil]
      #   @param domains_default_role_id [String, Symbol, nil]
      #   @return [Clerk::Resource::OrganizationSettings]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 402, 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/instance-settings/PATCH/instance/organization_settings
    end
  end
end
