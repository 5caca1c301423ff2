# frozen_string_literal: true

require "clerk/resource/compatibility"
require "clerk/resource/types"
require "clerk/resource/values"

module Clerk
  # Something in Clerk's Backend API, as the API has sent it: a reader for every field that Clerk's specification
  # knows, {#[]} and {#to_h} for every field. Times are Time, resources within are resources. A value that is not what
  # the specification says is there as it came; nothing raises because of it.
  #
  # It is frozen, to the last, and may be sent to other Ractors and through Marshal. One that is lazy (`clerk.user`)
  # knows its id; the first other field loads it, once.
  #
  # Fields whose names are those of methods that every object has are read with {#[]}.
  class Resource
    include Compatibility

    # Fields that are for the application alone.
    SECRETS = %w[private_metadata backup_codes nonce token secret jwt api_key secret_key client_secret access_token
                 refresh_token id_token token_secret totp_secret password password_digest custom_signing_key cookies
                 svix_url].freeze
    # Whoever has the URL of one of these is signed in by it.
    TICKETS = /(?:token|invitation|task)\z/
    # The fields that have readers: none in general.
    FIELDS = {}.freeze
    NOTHING = {}.freeze
    private_constant :TICKETS, :NOTHING

    class << self
      # Makes of an answer what it is.
      #
      # @param expression [String] its type, as in `lib/clerk/api/types.json`: `User`, `User[]`, `time`
      # @param json [Object] what the JSON says; it is frozen, to the last
      # @return [Resource, Array, Time, Object]
      # @api private
      def decode(expression, json)
        decoder(expression).call(json)
      end

      # Says which type of the specification this is.
      #
      # @param name [String]
      # @api private
      def describes(name)
        const_set(:FIELDS, Types::FIELDS.fetch(name))
        Types.define(self)
      end

      # Defines the readers, when the first of the kind is made.
      #
      # @return [Class] itself
      # @api private
      def prepare
        Types.define(self)
      end

      private

      # Each Ractor has its own.
      def decoder(expression)
        known = Ractor.current[:clerk_decoders] ||= {}
        known[expression] ||= class_eval(Types.lambda_source(expression), __FILE__, __LINE__)
      end
    end

    # @return [String, nil]
    attr_reader :id

    # @param id [String, nil]
    # @param attributes [Hash{String => Object}, nil] the resource, when it is at hand; frozen, to the last
    # @param known [Hash{String => Object}, nil] what can be read besides its fields, without loading it
    # @yieldreturn [Hash{String => Object}] the resource, when it is not
    # @api private
    def initialize(id, attributes = nil, known: nil, &load)
      @id = id
      @known = known || NOTHING
      @load = load
      keep(attributes) if attributes
      self.class.prepare
      freeze if attributes
    end

    # @param name [String, Symbol] a field of the resource, as the Backend API names it
    # @return [Object, nil] its value; times as Time: what its reader gives as one, and of the fields that the
    #   specification does not know, those that end in `_at`
    # @raise [ApiError, ConnectionError] when it cannot be loaded
    def [](name)
      name = name.to_s
      return @known[name] if @known.key?(name) && !self.class::FIELDS.key?(name)

      value = to_h[name]
      time = self.class::FIELDS.fetch(name) { "time" if name.end_with?("_at") }
      time&.delete_suffix("?") == "time" ? Values.time(value) : value
    end

    # @return [Hash{String => Object}] the whole resource as the Backend API sent it; empty when it is missing
    # @raise [ApiError, ConnectionError] when it cannot be loaded
    def to_h
      @attributes || keep(@load.call)
    rescue NotFound => e
      # Only Clerk knows what it does not know; anybody else in its place (a wrong URL, a proxy) says nothing of it.
      @reason = e.code || raise
      keep(NOTHING)
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

    # So that ActiveSupport's `blank?` and `presence` know it. What is read of a token is there without asking Clerk.
    #
    # @return [Boolean]
    # @raise (see #missing?)
    def empty?
      @known.empty? && missing?
    end

    # @return [String, nil] why it is missing, as Clerk's error code says: `resource_not_found`
    def reason
      @reason if missing?
    end

    # @return [Hash{String => Object}, nil] what may be shown to its user: all but {SECRETS}, however deep, and the URLs
    #   of tickets
    def as_json(*)
      without_secrets(to_h) unless missing?
    end

    # @return [String] {#as_json} as JSON
    def to_json(...)
      as_json.to_json(...)
    end

    # @return [Boolean] whether it is at hand already
    def loaded?
      !@attributes.nil?
    end

    # Loads it, if it is lazy.
    #
    # @return [self]
    # @raise [ApiError, ConnectionError] when it cannot be loaded
    def freeze
      to_h
      @load = nil unless frozen?
      super
    end

    # @return [String] without what is private
    def inspect
      "#<#{self.class}#{" #{id}" if id}#{" (not loaded)" unless loaded?}#{" (missing)" if @reason}>"
    end

    # Those of one kind that have one id; what has no id is compared field by field.
    def ==(other)
      other.class == self.class && other.id == id && (!id.nil? || other.to_h == to_h)
    end
    alias eql? ==

    def hash
      [self.class, id || to_h].hash
    end

    # A lazy one is loaded first.
    #
    # @return [Array]
    # @raise [ApiError, ConnectionError] when it cannot be loaded
    # @api private
    def marshal_dump
      [id, to_h, @known, @reason]
    end

    # @param state [Array] of {#marshal_dump}
    # @return [void]
    # @api private
    def marshal_load(state)
      @id, attributes, known, @reason = Ractor.make_shareable(state)
      initialize(@id, attributes, known:)
    end

    # YAML of it names it and no more.
    #
    # @param coder [Psych::Coder]
    # @return [void]
    # @api private
    def encode_with(coder)
      coder.represent_scalar(nil, inspect)
    end

    private

    # Deeply frozen, as a cache store may hand out the same object again. An answer that is frozen is so to the last.
    def keep(attributes)
      @attributes = attributes.frozen? ? attributes : Ractor.make_shareable(attributes)
    end

    def without_secrets(value)
      case value
      when Hash
        secrets = TICKETS.match?(value["object"].to_s) ? [*SECRETS, "url"] : SECRETS
        value.except(*secrets).transform_values { |one| without_secrets(one) }
      when Array then value.map { |one| without_secrets(one) }
      else value
      end
    end

    Types::FIELDS.each do |name, fields|
      next if Types::PRINCIPAL.include?(name)

      # Its readers come with the first of the kind: there are many kinds.
      const_set(name, Class.new(self)).const_set(:FIELDS, fields)
    end
  end
end

# All at once, as other Ractors cannot load what is missing.
require "clerk/identification"
require "clerk/user"
require "clerk/session"
require "clerk/organization"
