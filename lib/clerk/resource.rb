# frozen_string_literal: true

module Clerk
  # Something in Clerk's Backend API. What is known beforehand (its id) costs nothing; the first other attribute loads
  # it, once.
  class Resource
    # Fields that hold milliseconds since the Unix epoch and are read as Time.
    TIMES = /_at\z/
    private_constant :TIMES

    # Defines a reader for each field.
    #
    # @api private
    def self.fields(*names)
      names.each { |name| define_method(name) { self[name] } }
    end

    # @return [String]
    attr_reader :id

    # @param id [String]
    # @param attributes [Hash{String => Object}, nil] the resource, when it is at hand
    # @yieldreturn [Hash{String => Object}] the resource, when it is not
    # @api private
    def initialize(id, attributes = nil, &load)
      @id = id
      @attributes = attributes
      @load = load
    end

    # @param name [String, Symbol] a field of the resource, as the Backend API names it
    # @return [Object, nil] its value; fields that end in `_at` as Time
    # @raise [ApiError, ConnectionError] when it cannot be loaded
    def [](name)
      value = to_h[name.to_s]
      TIMES.match?(name) && value.is_a?(Integer) ? Time.at(value / 1000, value % 1000, :millisecond) : value
    end

    # @return [Hash{String => Object}] the whole resource as the Backend API sent it
    # @raise [ApiError, ConnectionError] when it cannot be loaded
    def to_h
      @attributes = @load.call unless loaded?
      @attributes
    end

    # @return [Boolean] whether it is at hand already
    def loaded?
      !@attributes.nil?
    end

    # @return [String] without what is private
    def inspect
      "#<#{self.class} #{id}#{" (not loaded)" unless loaded?}>"
    end

    def ==(other)
      other.class == self.class && other.id == id
    end
    alias eql? ==

    def hash
      [self.class, id].hash
    end
  end

  # An e-mail address of a user.
  class EmailAddress < Resource
    fields :email_address, :verification, :linked_to

    def to_s
      email_address.to_s
    end
  end

  # A user.
  # @see https://clerk.com/docs/reference/backend/types/backend-user
  class User < Resource
    fields :username, :first_name, :last_name, :image_url, :has_image, :external_id, :locale,
           :primary_email_address_id, :primary_phone_number_id, :primary_web3_wallet_id,
           :phone_numbers, :web3_wallets, :external_accounts, :enterprise_accounts, :passkeys,
           :public_metadata, :private_metadata, :unsafe_metadata,
           :password_enabled, :two_factor_enabled, :totp_enabled, :backup_code_enabled,
           :banned, :locked, :delete_self_enabled, :create_organization_enabled,
           :last_sign_in_at, :last_active_at, :created_at, :updated_at

    # @return [Array<EmailAddress>]
    def email_addresses
      Array(self[:email_addresses]).map { |address| EmailAddress.new(address["id"], address) }
    end

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

  # A session of a user on one client.
  # @see https://clerk.com/docs/reference/backend/types/backend-session
  class Session < Resource
    fields :user_id, :client_id, :status, :last_active_organization_id, :latest_activity, :actor,
           :last_active_at, :expire_at, :abandon_at, :created_at, :updated_at
  end

  # An organization.
  # @see https://clerk.com/docs/reference/backend/types/backend-organization
  class Organization < Resource
    fields :name, :slug, :image_url, :has_image, :members_count, :max_allowed_memberships, :created_by,
           :admin_delete_enabled, :public_metadata, :private_metadata, :created_at, :updated_at
  end
end
