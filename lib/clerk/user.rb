# frozen_string_literal: true

module Clerk
  # A user.
  # @see https://clerk.com/docs/reference/backend/types/backend-user
  class User < Resource
    fields :username, :first_name, :last_name, :image_url, :has_image, :external_id, :locale,
           :primary_email_address_id, :primary_phone_number_id, :primary_web3_wallet_id,
           :public_metadata, :private_metadata, :unsafe_metadata, :organization_memberships, :scim,
           :password_enabled, :two_factor_enabled, :totp_enabled, :backup_code_enabled, :bypass_client_trust,
           :banned, :locked, :deprovisioned, :lockout_expires_in_seconds, :verification_attempts_remaining,
           :delete_self_enabled, :create_organization_enabled, :create_organizations_limit, :profile_image_url,
           :last_sign_in_at, :last_active_at, :legal_accepted_at, :password_last_updated_at, :mfa_enabled_at,
           :mfa_disabled_at, :created_at, :updated_at
    lists EmailAddress, :email_addresses
    lists PhoneNumber, :phone_numbers
    lists Web3Wallet, :web3_wallets
    lists ExternalAccount, :external_accounts, :enterprise_accounts, :saml_accounts
    lists Passkey, :passkeys

    # @return [EmailAddress, nil]
    def primary_email_address
      email_addresses.find { |address| address.id == primary_email_address_id }
    end

    # @return [String, nil] first and last name
    def full_name
      name = [first_name, last_name].compact.join(" ")
      name unless name.empty?
    end
  end
end
