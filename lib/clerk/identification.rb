# frozen_string_literal: true

module Clerk
  # How something of a user's was verified.
  class Verification < Resource
    fields :status, :strategy, :attempts, :expire_at, :error, :verified_at_client

    # It has no id.
    def ==(other)
      super && other.to_h == to_h
    end
    alias eql? ==

    def hash
      [self.class, to_h].hash
    end

    def inspect
      "#<#{self.class} #{status}>"
    end
  end

  # What a user is known by.
  class Identification < Resource
    # @return [Verification, nil]
    def verification
      Verification.new(nil, self[:verification]) if self[:verification]
    end
  end

  # An e-mail address of a user.
  class EmailAddress < Identification
    fields :email_address, :linked_to, :reserved, :matches_sso_connection, :created_at, :updated_at

    def to_s
      email_address.to_s
    end
  end

  # A phone number of a user.
  class PhoneNumber < Identification
    fields :phone_number, :linked_to, :reserved, :reserved_for_second_factor, :default_second_factor, :backup_codes,
           :created_at, :updated_at

    def to_s
      phone_number.to_s
    end
  end

  # A wallet of a user.
  class Web3Wallet < Identification
    fields :web3_wallet, :created_at, :updated_at

    def to_s
      web3_wallet.to_s
    end
  end

  # A user's account at a provider of OAuth or SAML.
  class ExternalAccount < Identification
    fields :provider, :identification_id, :provider_user_id, :approved_scopes, :email_address, :email_address_verified,
           :phone_number, :username, :first_name, :last_name, :image_url, :avatar_url, :label, :active, :protocol,
           :enterprise_connection_id, :enterprise_connection, :saml_connection, :public_metadata,
           :last_authenticated_at, :created_at, :updated_at
  end

  # A passkey of a user.
  class Passkey < Identification
    fields :name, :last_used_at
  end
end
