# frozen_string_literal: true

module Clerk
  # How something of a user's was verified. It has no id.
  class Verification < Resource
    describes "Verification"

    def inspect
      "#<#{self.class} #{status}>"
    end
  end

  # An e-mail address of a user.
  class EmailAddress < Resource
    describes "EmailAddress"

    def to_s
      email_address.to_s
    end
  end

  # A phone number of a user.
  class PhoneNumber < Resource
    describes "PhoneNumber"

    def to_s
      phone_number.to_s
    end
  end

  # A wallet of a user.
  class Web3Wallet < Resource
    describes "Web3Wallet"

    def to_s
      web3_wallet.to_s
    end
  end

  # A user's account at a provider of OAuth.
  class ExternalAccount < Resource
    describes "ExternalAccount"
  end

  # A passkey of a user.
  class Passkey < Resource
    describes "Passkey"
  end
end
