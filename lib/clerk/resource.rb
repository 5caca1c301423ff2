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
      @fields = names.map(&:to_s).freeze
      names.each { |name| define_method(name) { self[name] } }
    end

    # @return [Array<String>] the fields that have readers
    # @api private
    def self.field_names = @fields

    # @return [String]
    attr_reader :id

    # @param id [String]
    # @param attributes [Hash{String => Object}, nil] the resource, when it is at hand
    # @param known [Hash{String => Object}, nil] what can be read besides its fields, without loading it
    # @yieldreturn [Hash{String => Object}] the resource, when it is not
    # @api private
    def initialize(id, attributes = nil, known: nil, &load)
      @id = id
      @attributes = attributes
      @known = known || {}
      @load = load
    end

    # @param name [String, Symbol] a field of the resource, as the Backend API names it
    # @return [Object, nil] its value; fields that end in `_at` as Time
    # @raise [ApiError, ConnectionError] when it cannot be loaded
    def [](name)
      name = name.to_s
      return @known[name] if @known.key?(name) && !self.class.field_names.include?(name)

      value = to_h[name]
      TIMES.match?(name) && value.is_a?(Integer) ? Time.at(value / 1000, value % 1000, :millisecond) : value
    end

    # @return [Hash{String => Object}] the whole resource as the Backend API sent it; empty when it is missing
    # @raise [ApiError, ConnectionError] when it cannot be loaded
    def to_h
      @attributes ||= @load.call
    rescue NotFound => e
      @reason = e.code || "not_found"
      @attributes = {}
    end

    # A session token is good for a minute, so the user in it may have been deleted meanwhile. Then every field is nil,
    # and a page that shows them still renders.
    #
    # @return [Boolean] whether Clerk does not know it (any more)
    # @raise [ApiError, ConnectionError] when that cannot be found out
    def missing?
      to_h
      !@reason.nil?
    end
    # So that ActiveSupport's `blank?` and `presence` know it.
    alias empty? missing?

    # @return [String, nil] why it is missing, as Clerk's error code says: `resource_not_found`
    def reason
      @reason if missing?
    end

    # @return [Hash{String => Object}, nil] what may be shown to its user: all but the private metadata
    def as_json(*)
      to_h.except("private_metadata") unless missing?
    end

    # @return [String] {#as_json} as JSON
    def to_json(...)
      as_json.to_json(...)
    end

    # @return [Boolean] whether it is at hand already
    def loaded?
      !@attributes.nil?
    end

    # @return [String] without what is private
    def inspect
      "#<#{self.class} #{id}#{" (not loaded)" unless loaded?}#{" (missing)" if @reason}>"
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
