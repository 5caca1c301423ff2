# frozen_string_literal: true

require "clerk/resource/compatibility"

module Clerk
  # Something in Clerk's Backend API. What is known beforehand (its id) costs nothing; the first other attribute loads
  # it, once.
  class Resource
    include Compatibility

    # Fields that hold milliseconds since the Unix epoch and are read as Time.
    TIMES = /_at\z/
    private_constant :TIMES
    # Fields that are for the application alone.
    SECRETS = %w[private_metadata backup_codes nonce].freeze

    # Defines a reader for each field.
    #
    # @api private
    def self.fields(*names)
      @fields = names.map(&:to_s).freeze
      names.each { |name| define_method(name) { self[name] } }
    end

    # Defines a reader for each field that holds a list.
    #
    # @param type [Class] of its elements
    # @api private
    def self.lists(type, *names)
      names.each do |name|
        define_method(name) { Array(self[name]).map { |attributes| type.new(attributes["id"], attributes) } }
      end
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
      # Deeply frozen, as a cache store may hand out the same object again.
      @attributes ||= Ractor.make_shareable(@load.call)
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

    # @return [Hash{String => Object}, nil] what may be shown to its user: all but {SECRETS}, however deep
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

    # YAML of it names it and no more.
    #
    # @param coder [Psych::Coder]
    # @return [void]
    # @api private
    def encode_with(coder)
      coder.represent_scalar(nil, inspect)
    end

    private

    def without_secrets(value)
      case value
      when Hash then value.except(*SECRETS).transform_values { |one| without_secrets(one) }
      when Array then value.map { |one| without_secrets(one) }
      else value
      end
    end
  end
end
