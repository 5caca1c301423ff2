# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.users`
    class Users < Group
      # @!method organization_memberships
      #   @return [OrganizationMemberships]

      # @!method organization_invitations
      #   @return [OrganizationInvitations]

      # @!method trusted_devices
      #   @return [TrustedDevices]

      # @!method replace_email_address(user_id, email_address:, identification_status: nil, notify_primary_email_address_changed: nil)
      #   `PUT /v1/users/:user_id/email_address`, ReplaceUserEmailAddress; in JavaScript
      #   `users.replaceUserEmailAddress`.
      #   @param user_id [String]
      #   @param email_address [String, Symbol]
      #   @param identification_status [String, Symbol] `verified`, `reserved`, `unverified`
      #   @param notify_primary_email_address_changed [Boolean, nil]
      #   @return [Clerk::EmailAddress]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/email-addresses/PUT/users/%7Buser_id%7D/email_address

      # @!method replace_phone_number(user_id, phone_number:, identification_status: nil)
      #   `PUT /v1/users/:user_id/phone_number`, ReplaceUserPhoneNumber; in JavaScript `users.replaceUserPhoneNumber`.
      #   @param user_id [String]
      #   @param phone_number [String, Symbol]
      #   @param identification_status [String, Symbol] `verified`, `reserved`, `unverified`
      #   @return [Clerk::PhoneNumber]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/phone-numbers/PUT/users/%7Buser_id%7D/phone_number

      # @!method list(email_address: nil, phone_number: nil, external_id: nil, username: nil, web3_wallet: nil, user_id: nil, organization_id: nil, query: nil, email_address_query: nil, phone_number_query: nil, username_query: nil, name_query: nil, banned: nil, last_active_at_before: nil, last_active_at_after: nil, last_active_at_since: nil, created_at_before: nil, created_at_after: nil, last_sign_in_at_before: nil, last_sign_in_at_after: nil, provider: nil, provider_user_id: nil, limit: nil, offset: nil, starting_after: nil, order_by: nil)
      #   `GET /v1/users`, GetUserList; in JavaScript `users.getUserList`.
      #   @param email_address [Array<String, Symbol>]
      #   @param phone_number [Array<String, Symbol>]
      #   @param external_id [Array<String, Symbol>]
      #   @param username [Array<String, Symbol>]
      #   @param web3_wallet [Array<String, Symbol>]
      #   @param user_id [Array<String, Symbol>]
      #   @param organization_id [Array<String, Symbol>]
      #   @param query [String, Symbol]
      #   @param email_address_query [String, Symbol]
      #   @param phone_number_query [String, Symbol]
      #   @param username_query [String, Symbol]
      #   @param name_query [String, Symbol]
      #   @param banned [Boolean]
      #   @param last_active_at_before [Time, Date, Integer]
      #   @param last_active_at_after [Time, Date, Integer]
      #   @param last_active_at_since [Time, Date, Integer]
      #   @param created_at_before [Time, Date, Integer]
      #   @param created_at_after [Time, Date, Integer]
      #   @param last_sign_in_at_before [Time, Date, Integer]
      #   @param last_sign_in_at_after [Time, Date, Integer]
      #   @param provider [String, Symbol]
      #   @param provider_user_id [Array<String, Symbol>]
      #   @param limit [Integer]
      #   @param offset [Integer]
      #   @param starting_after [String, Symbol]
      #   @param order_by [String, Symbol]
      #   @return [List<Clerk::User>]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/GET/users

      # @!method each(email_address: nil, phone_number: nil, external_id: nil, username: nil, web3_wallet: nil, user_id: nil, organization_id: nil, query: nil, email_address_query: nil, phone_number_query: nil, username_query: nil, name_query: nil, banned: nil, last_active_at_before: nil, last_active_at_after: nil, last_active_at_since: nil, created_at_before: nil, created_at_after: nil, last_sign_in_at_before: nil, last_sign_in_at_after: nil, provider: nil, provider_user_id: nil, offset: nil, starting_after: nil, order_by: nil, batch: nil)
      #   All of {#list}, `batch` at a time, each page when it is wanted.
      #   @param email_address [Array<String, Symbol>]
      #   @param phone_number [Array<String, Symbol>]
      #   @param external_id [Array<String, Symbol>]
      #   @param username [Array<String, Symbol>]
      #   @param web3_wallet [Array<String, Symbol>]
      #   @param user_id [Array<String, Symbol>]
      #   @param organization_id [Array<String, Symbol>]
      #   @param query [String, Symbol]
      #   @param email_address_query [String, Symbol]
      #   @param phone_number_query [String, Symbol]
      #   @param username_query [String, Symbol]
      #   @param name_query [String, Symbol]
      #   @param banned [Boolean]
      #   @param last_active_at_before [Time, Date, Integer]
      #   @param last_active_at_after [Time, Date, Integer]
      #   @param last_active_at_since [Time, Date, Integer]
      #   @param created_at_before [Time, Date, Integer]
      #   @param created_at_after [Time, Date, Integer]
      #   @param last_sign_in_at_before [Time, Date, Integer]
      #   @param last_sign_in_at_after [Time, Date, Integer]
      #   @param provider [String, Symbol]
      #   @param provider_user_id [Array<String, Symbol>]
      #   @param offset [Integer]
      #   @param starting_after [String, Symbol]
      #   @param order_by [String, Symbol]
      #   @param batch [Integer]
      #   @yieldparam item [Clerk::User]
      #   @return [Enumerator, self]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/GET/users

      # @!method create(external_id: nil, first_name: nil, last_name: nil, locale: nil, email_address: nil, email_address_identification_status: nil, phone_number: nil, phone_number_identification_status: nil, web3_wallet: nil, username: nil, password: nil, password_digest: nil, password_hasher: nil, skip_password_checks: nil, skip_password_requirement: nil, totp_secret: nil, backup_codes: nil, public_metadata: nil, private_metadata: nil, unsafe_metadata: nil, delete_self_enabled: nil, legal_accepted_at: nil, skip_legal_checks: nil, skip_user_requirement: nil, create_organization_enabled: nil, create_organizations_limit: nil, created_at: nil, bypass_client_trust: nil, banned: nil, locked: nil)
      #   `POST /v1/users`, CreateUser; in JavaScript `users.createUser`.
      #   @param external_id [String, Symbol, nil]
      #   @param first_name [String, Symbol, nil]
      #   @param last_name [String, Symbol, nil]
      #   @param locale [String, Symbol, nil]
      #   @param email_address [Array<String, Symbol>]
      #   @param email_address_identification_status [Array<String, Symbol>] `verified`, `reserved`
      #   @param phone_number [Array<String, Symbol>]
      #   @param phone_number_identification_status [Array<String, Symbol>] `verified`, `reserved`
      #   @param web3_wallet [Array<String, Symbol>]
      #   @param username [String, Symbol, nil]
      #   @param password [String, Symbol, nil]
      #   @param password_digest [String, Symbol, nil]
      #   @param password_hasher [String, Symbol]
      #   @param skip_password_checks [Boolean, nil]
      #   @param skip_password_requirement [Boolean, nil]
      #   @param totp_secret [String, Symbol, nil]
      #   @param backup_codes [Array<String, Symbol>]
      #   @param public_metadata [Hash]
      #   @param private_metadata [Hash]
      #   @param unsafe_metadata [Hash]
      #   @param delete_self_enabled [Boolean, nil]
      #   @param legal_accepted_at [Time, Date, String, nil]
      #   @param skip_legal_checks [Boolean, nil]
      #   @param skip_user_requirement [Boolean, nil]
      #   @param create_organization_enabled [Boolean, nil]
      #   @param create_organizations_limit [Integer, nil]
      #   @param created_at [Time, Date, String, nil]
      #   @param bypass_client_trust [Boolean, nil]
      #   @param banned [Boolean, nil]
      #   @param locked [Boolean, nil]
      #   @return [Clerk::User]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 402, 403, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/POST/users

      # @!method count(email_address: nil, phone_number: nil, external_id: nil, username: nil, web3_wallet: nil, user_id: nil, organization_id: nil, query: nil, email_address_query: nil, phone_number_query: nil, username_query: nil, name_query: nil, banned: nil, last_active_at_before: nil, last_active_at_after: nil, last_active_at_since: nil, created_at_before: nil, created_at_after: nil, last_sign_in_at_before: nil, last_sign_in_at_after: nil, provider: nil, provider_user_id: nil)
      #   `GET /v1/users/count`, GetUsersCount; in JavaScript `users.getCount`.
      #   @param email_address [Array<String, Symbol>]
      #   @param phone_number [Array<String, Symbol>]
      #   @param external_id [Array<String, Symbol>]
      #   @param username [Array<String, Symbol>]
      #   @param web3_wallet [Array<String, Symbol>]
      #   @param user_id [Array<String, Symbol>]
      #   @param organization_id [Array<String, Symbol>]
      #   @param query [String, Symbol]
      #   @param email_address_query [String, Symbol]
      #   @param phone_number_query [String, Symbol]
      #   @param username_query [String, Symbol]
      #   @param name_query [String, Symbol]
      #   @param banned [Boolean]
      #   @param last_active_at_before [Time, Date, Integer]
      #   @param last_active_at_after [Time, Date, Integer]
      #   @param last_active_at_since [Time, Date, Integer]
      #   @param created_at_before [Time, Date, Integer]
      #   @param created_at_after [Time, Date, Integer]
      #   @param last_sign_in_at_before [Time, Date, Integer]
      #   @param last_sign_in_at_after [Time, Date, Integer]
      #   @param provider [String, Symbol]
      #   @param provider_user_id [Array<String, Symbol>]
      #   @return [Clerk::Resource::TotalCount]
      #   @raise [ArgumentError, ConnectionError, ApiError] 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/GET/users/count

      # @!method get(user_id)
      #   `GET /v1/users/:user_id`, GetUser; in JavaScript `users.getUser`.
      #   @param user_id [String]
      #   @return [Clerk::User]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/GET/users/%7Buser_id%7D

      # @!method update(user_id, external_id: nil, first_name: nil, last_name: nil, locale: nil, primary_email_address_id: nil, notify_primary_email_address_changed: nil, primary_phone_number_id: nil, primary_web3_wallet_id: nil, username: nil, profile_image_id: nil, password: nil, password_digest: nil, password_hasher: nil, skip_password_checks: nil, sign_out_of_other_sessions: nil, totp_secret: nil, backup_codes: nil, delete_self_enabled: nil, create_organization_enabled: nil, legal_accepted_at: nil, skip_legal_checks: nil, create_organizations_limit: nil, created_at: nil, bypass_client_trust: nil)
      #   `PATCH /v1/users/:user_id`, UpdateUser; in JavaScript `users.updateUser`.
      #   @param user_id [String]
      #   @param external_id [String, Symbol, nil]
      #   @param first_name [String, Symbol, nil]
      #   @param last_name [String, Symbol, nil]
      #   @param locale [String, Symbol, nil]
      #   @param primary_email_address_id [String, Symbol, nil]
      #   @param notify_primary_email_address_changed [Boolean, nil]
      #   @param primary_phone_number_id [String, Symbol, nil]
      #   @param primary_web3_wallet_id [String, Symbol, nil]
      #   @param username [String, Symbol, nil]
      #   @param profile_image_id [String, Symbol, nil]
      #   @param password [String, Symbol, nil]
      #   @param password_digest [String, Symbol]
      #   @param password_hasher [String, Symbol]
      #   @param skip_password_checks [Boolean, nil]
      #   @param sign_out_of_other_sessions [Boolean, nil]
      #   @param totp_secret [String, Symbol, nil]
      #   @param backup_codes [Array<String, Symbol>]
      #   @param delete_self_enabled [Boolean, nil]
      #   @param create_organization_enabled [Boolean, nil]
      #   @param legal_accepted_at [Time, Date, String, nil]
      #   @param skip_legal_checks [Boolean, nil]
      #   @param create_organizations_limit [Integer, nil]
      #   @param created_at [Time, Date, String, nil]
      #   @param bypass_client_trust [Boolean, nil]
      #   @return [Clerk::User]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 404, 409, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/PATCH/users/%7Buser_id%7D

      # @!method delete(user_id)
      #   `DELETE /v1/users/:user_id`, DeleteUser; in JavaScript `users.deleteUser`.
      #   @param user_id [String]
      #   @return [Clerk::Resource::DeletedObject]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/DELETE/users/%7Buser_id%7D

      # @!method ban(user_id)
      #   `POST /v1/users/:user_id/ban`, BanUser; in JavaScript `users.banUser`.
      #   @param user_id [String]
      #   @return [Clerk::User]
      #   @raise [ArgumentError, ConnectionError, ApiError] 402
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/POST/users/%7Buser_id%7D/ban

      # @!method unban(user_id)
      #   `POST /v1/users/:user_id/unban`, UnbanUser; in JavaScript `users.unbanUser`.
      #   @param user_id [String]
      #   @return [Clerk::User]
      #   @raise [ArgumentError, ConnectionError, ApiError] 402
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/POST/users/%7Buser_id%7D/unban

      # @!method ban_bulk(user_ids:)
      #   `POST /v1/users/ban`, UsersBan.
      #   @param user_ids [Array<String, Symbol>]
      #   @return [List<Clerk::User>]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 402
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/POST/users/ban

      # @!method unban_bulk(user_ids:)
      #   `POST /v1/users/unban`, UsersUnban.
      #   @param user_ids [Array<String, Symbol>]
      #   @return [List<Clerk::User>]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 402
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/POST/users/unban

      # @!method lock(user_id)
      #   `POST /v1/users/:user_id/lock`, LockUser; in JavaScript `users.lockUser`.
      #   @param user_id [String]
      #   @return [Clerk::User]
      #   @raise [ArgumentError, ConnectionError, ApiError] 403
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/POST/users/%7Buser_id%7D/lock

      # @!method unlock(user_id)
      #   `POST /v1/users/:user_id/unlock`, UnlockUser; in JavaScript `users.unlockUser`.
      #   @param user_id [String]
      #   @return [Clerk::User]
      #   @raise [ArgumentError, ConnectionError, ApiError] 403
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/POST/users/%7Buser_id%7D/unlock

      # @!method update_profile_image(user_id, file: nil)
      #   `POST /v1/users/:user_id/profile_image`, SetUserProfileImage; in JavaScript `users.updateUserProfileImage`.
      #   @param user_id [String]
      #   @param file [IO, Pathname, #read]
      #   @return [Clerk::User]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/POST/users/%7Buser_id%7D/profile_image

      # @!method delete_profile_image(user_id)
      #   `DELETE /v1/users/:user_id/profile_image`, DeleteUserProfileImage; in JavaScript
      #   `users.deleteUserProfileImage`.
      #   @param user_id [String]
      #   @return [Clerk::User]
      #   @raise [ArgumentError, ConnectionError, ApiError] 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/DELETE/users/%7Buser_id%7D/profile_image

      # @!method replace_metadata(user_id, public_metadata: nil, private_metadata: nil, unsafe_metadata: nil)
      #   `PUT /v1/users/:user_id/metadata`, ReplaceUserMetadata; in JavaScript `users.replaceUserMetadata`.
      #   @param user_id [String]
      #   @param public_metadata [Hash]
      #   @param private_metadata [Hash]
      #   @param unsafe_metadata [Hash]
      #   @return [Clerk::User]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/PUT/users/%7Buser_id%7D/metadata

      # @!method update_metadata(user_id, public_metadata: nil, private_metadata: nil, unsafe_metadata: nil)
      #   `PATCH /v1/users/:user_id/metadata`, UpdateUserMetadata; in JavaScript `users.updateUserMetadata`.
      #   @param user_id [String]
      #   @param public_metadata [Hash]
      #   @param private_metadata [Hash]
      #   @param unsafe_metadata [Hash]
      #   @return [Clerk::User]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/PATCH/users/%7Buser_id%7D/metadata

      # @!method get_oauth_access_token(user_id, provider, paginated: nil, limit: nil, offset: nil)
      #   `GET /v1/users/:user_id/oauth_access_tokens/:provider`, GetOAuthAccessToken; in JavaScript
      #   `users.getUserOauthAccessToken`.
      #   @param user_id [String]
      #   @param provider [String]
      #   @param paginated [Boolean]
      #   @param limit [Integer]
      #   @param offset [Integer]
      #   @return [List<Clerk::Resource::OAuthAccessToken>]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/GET/users/%7Buser_id%7D/oauth_access_tokens/%7Bprovider%7D

      # @!method each_oauth_access_token(user_id, provider, paginated: nil, offset: nil, batch: nil)
      #   All of {#get_oauth_access_token}, `batch` at a time, each page when it is wanted.
      #   @param user_id [String]
      #   @param provider [String]
      #   @param paginated [Boolean]
      #   @param offset [Integer]
      #   @param batch [Integer]
      #   @yieldparam item [Clerk::Resource::OAuthAccessToken]
      #   @return [Enumerator, self]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/GET/users/%7Buser_id%7D/oauth_access_tokens/%7Bprovider%7D

      # @!method remove_password(user_id, sign_out_of_other_sessions: nil)
      #   `POST /v1/users/:user_id/remove_password`, RemoveUserPassword; in JavaScript `users.removePassword`.
      #   @param user_id [String]
      #   @param sign_out_of_other_sessions [Boolean]
      #   @return [Clerk::User]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 500
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/POST/users/%7Buser_id%7D/remove_password

      # @!method verify_password(user_id, password:)
      #   `POST /v1/users/:user_id/verify_password`, VerifyPassword; in JavaScript `users.verifyPassword`.
      #   @param user_id [String]
      #   @param password [String, Symbol]
      #   @return [Clerk::Resource::PasswordVerification]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404, 422, 500
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/POST/users/%7Buser_id%7D/verify_password

      # @!method verify_totp(user_id, code:)
      #   `POST /v1/users/:user_id/verify_totp`, VerifyTOTP; in JavaScript `users.verifyTOTP`.
      #   @param user_id [String]
      #   @param code [String, Symbol]
      #   @return [Clerk::Resource::TOTPVerification]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 404, 422, 500
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/POST/users/%7Buser_id%7D/verify_totp

      # @!method disable_mfa(user_id)
      #   `DELETE /v1/users/:user_id/mfa`, DisableMFA; in JavaScript `users.disableUserMFA`.
      #   @param user_id [String]
      #   @return [Clerk::Resource::UserReference]
      #   @raise [ArgumentError, ConnectionError, ApiError] 404, 500
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/DELETE/users/%7Buser_id%7D/mfa

      # @!method delete_backup_codes(user_id)
      #   `DELETE /v1/users/:user_id/backup_code`, DeleteBackupCode; in JavaScript `users.deleteUserBackupCodes`.
      #   @param user_id [String]
      #   @return [Clerk::Resource::UserReference]
      #   @raise [ArgumentError, ConnectionError, ApiError] 404, 500
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/DELETE/users/%7Buser_id%7D/backup_code

      # @!method delete_passkey(user_id, passkey_identification_id)
      #   `DELETE /v1/users/:user_id/passkeys/:passkey_identification_id`, UserPasskeyDelete; in JavaScript
      #   `users.deleteUserPasskey`.
      #   @param user_id [String]
      #   @param passkey_identification_id [String]
      #   @return [Clerk::Resource::DeletedObject]
      #   @raise [ArgumentError, ConnectionError, ApiError] 403, 404, 500
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/DELETE/users/%7Buser_id%7D/passkeys/%7Bpasskey_identification_id%7D

      # @!method delete_web3_wallet(user_id, web3_wallet_identification_id)
      #   `DELETE /v1/users/:user_id/web3_wallets/:web3_wallet_identification_id`, UserWeb3WalletDelete; in JavaScript
      #   `users.deleteUserWeb3Wallet`.
      #   @param user_id [String]
      #   @param web3_wallet_identification_id [String]
      #   @return [Clerk::Resource::DeletedObject]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 403, 404, 500
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/DELETE/users/%7Buser_id%7D/web3_wallets/%7Bweb3_wallet_identification_id%7D

      # @!method delete_totp(user_id)
      #   `DELETE /v1/users/:user_id/totp`, DeleteTOTP; in JavaScript `users.deleteUserTOTP`.
      #   @param user_id [String]
      #   @return [Clerk::Resource::UserReference]
      #   @raise [ArgumentError, ConnectionError, ApiError] 404, 500
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/DELETE/users/%7Buser_id%7D/totp

      # @!method delete_external_account(user_id, external_account_id)
      #   `DELETE /v1/users/:user_id/external_accounts/:external_account_id`, DeleteExternalAccount; in JavaScript
      #   `users.deleteUserExternalAccount`.
      #   @param user_id [String]
      #   @param external_account_id [String]
      #   @return [Clerk::Resource::DeletedObject]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 403, 404, 500
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/DELETE/users/%7Buser_id%7D/external_accounts/%7Bexternal_account_id%7D

      # @!method set_password_compromised(user_id, revoke_all_sessions: nil)
      #   `POST /v1/users/:user_id/password/set_compromised`, SetUserPasswordCompromised; in JavaScript
      #   `users.setPasswordCompromised`.
      #   @param user_id [String]
      #   @param revoke_all_sessions [Boolean, nil]
      #   @return [Clerk::User]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/POST/users/%7Buser_id%7D/password/set_compromised

      # @!method unset_password_compromised(user_id)
      #   `POST /v1/users/:user_id/password/unset_compromised`, UnsetUserPasswordCompromised; in JavaScript
      #   `users.unsetPasswordCompromised`.
      #   @param user_id [String]
      #   @return [Clerk::User]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/POST/users/%7Buser_id%7D/password/unset_compromised

      # `Clerk.api.users.organization_memberships`
      class OrganizationMemberships < Group
        # @!method list(user_id, limit: nil, offset: nil)
        #   `GET /v1/users/:user_id/organization_memberships`, UsersGetOrganizationMemberships; in JavaScript
        #   `users.getOrganizationMembershipList`.
        #   @param user_id [String]
        #   @param limit [Integer]
        #   @param offset [Integer]
        #   @return [List<Clerk::Resource::OrganizationMembership>]
        #   @raise [ArgumentError, ConnectionError, ApiError] 403
        #   @see https://clerk.com/docs/reference/backend-api/tag/users/GET/users/%7Buser_id%7D/organization_memberships

        # @!method each(user_id, offset: nil, batch: nil)
        #   All of {#list}, `batch` at a time, each page when it is wanted.
        #   @param user_id [String]
        #   @param offset [Integer]
        #   @param batch [Integer]
        #   @yieldparam item [Clerk::Resource::OrganizationMembership]
        #   @return [Enumerator, self]
        #   @raise [ArgumentError, ConnectionError, ApiError] 403
        #   @see https://clerk.com/docs/reference/backend-api/tag/users/GET/users/%7Buser_id%7D/organization_memberships
      end

      # `Clerk.api.users.organization_invitations`
      class OrganizationInvitations < Group
        # @!method list(user_id, limit: nil, offset: nil, status: nil)
        #   `GET /v1/users/:user_id/organization_invitations`, UsersGetOrganizationInvitations; in JavaScript
        #   `users.getOrganizationInvitationList`.
        #   @param user_id [String]
        #   @param limit [Integer]
        #   @param offset [Integer]
        #   @param status [String, Symbol] `pending`, `accepted`, `revoked`, `expired`
        #   @return [List<Clerk::Resource::OrganizationInvitationWithPublicOrganizationData>]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 403, 404
        #   @see https://clerk.com/docs/reference/backend-api/tag/users/GET/users/%7Buser_id%7D/organization_invitations

        # @!method each(user_id, offset: nil, status: nil, batch: nil)
        #   All of {#list}, `batch` at a time, each page when it is wanted.
        #   @param user_id [String]
        #   @param offset [Integer]
        #   @param status [String, Symbol] `pending`, `accepted`, `revoked`, `expired`
        #   @param batch [Integer]
        #   @yieldparam item [Clerk::Resource::OrganizationInvitationWithPublicOrganizationData]
        #   @return [Enumerator, self]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 403, 404
        #   @see https://clerk.com/docs/reference/backend-api/tag/users/GET/users/%7Buser_id%7D/organization_invitations
      end

      # `Clerk.api.users.trusted_devices`
      class TrustedDevices < Group
        # @!method list(user_id)
        #   `GET /v1/users/:user_id/trusted_devices`, ListUserTrustedDevices.
        #   @param user_id [String]
        #   @return [List<Clerk::Resource::TrustedDevice>]
        #   @raise [ArgumentError, ConnectionError, ApiError] 403, 404, 500
        #   @see https://clerk.com/docs/reference/backend-api/tag/users/GET/users/%7Buser_id%7D/trusted_devices

        # @!method revoke(user_id, trusted_device_id)
        #   `DELETE /v1/users/:user_id/trusted_devices/:trusted_device_id`, RevokeUserTrustedDevice.
        #   @param user_id [String]
        #   @param trusted_device_id [String]
        #   @return [Clerk::Resource::TrustedDevice]
        #   @raise [ArgumentError, ConnectionError, ApiError] 403, 404, 500
        #   @see https://clerk.com/docs/reference/backend-api/tag/users/DELETE/users/%7Buser_id%7D/trusted_devices/%7Btrusted_device_id%7D
      end
    end
  end
end
