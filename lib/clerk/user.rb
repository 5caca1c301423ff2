# frozen_string_literal: true

module Clerk
  # A user.
  # @see https://clerk.com/docs/reference/backend/types/backend-user
  class User < Resource
    describes "User"

    # @return [EmailAddress, nil]
    def primary_email_address
      primary(:email_addresses, :primary_email_address_id)
    end

    # @return [PhoneNumber, nil]
    def primary_phone_number
      primary(:phone_numbers, :primary_phone_number_id)
    end

    # @return [Web3Wallet, nil]
    def primary_web3_wallet
      primary(:web3_wallets, :primary_web3_wallet_id)
    end

    # @return [String, nil] first and last name
    def full_name
      name = [first_name, last_name].compact.join(" ")
      name unless name.empty?
    end

    private

    def primary(list, id)
      wanted = public_send(id)
      Array(public_send(list)).grep(Resource).find { |one| one.id == wanted } unless wanted.nil?
    end
  end
end
