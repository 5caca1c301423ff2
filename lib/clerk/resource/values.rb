# frozen_string_literal: true

module Clerk
  class Resource
    # What becomes of the values in an answer. One that is not what it should be stays as it is: the API grows, and an
    # application must not fail because of it.
    #
    # @api private
    module Values
      # As far as JavaScript's Date goes, in milliseconds.
      MAX_TIME = 8_640_000_000_000_000
      NONE = [].freeze
      private_constant :MAX_TIME, :NONE

      class << self
        # @param value [Integer, Float, Object] milliseconds since the Unix epoch
        # @return [Time, Object]
        def time(value)
          return value unless (value.is_a?(Integer) || value.is_a?(Float)) && value.abs <= MAX_TIME

          Time.at(value.div(1000), value % 1000, :millisecond)
        end

        # @param type [Class]
        # @param value [Hash, Object]
        # @return [Resource, Object]
        def one(type, value)
          value.is_a?(Hash) ? type.new(value["id"], value) : value
        end

        # @param value [Array, nil, Object]
        # @yield each element
        # @return [Array, Object] frozen; empty for nil
        def list(value, &)
          return NONE if value.nil?

          value.is_a?(Array) ? value.map(&).freeze : value
        end

        # @param value [Hash, Object]
        # @yield each value of it
        # @return [Hash, Object] frozen
        def map(value, &)
          value.is_a?(Hash) ? value.transform_values(&).freeze : value
        end

        # @param types [Array<Class>]
        # @param value [Hash, Object]
        # @return [Resource, Object] of the type that it says it is, else the one that has most of its fields
        def union(types, value)
          return value unless value.is_a?(Hash)

          name = value["object"]
          type = types.find { |one| name.is_a?(String) && objects(one).include?(name) } ||
                 types.max_by { |one| (one::FIELDS.keys & value.keys).size }
          one(type, value)
        end

        private

        # The names in `string(user|deleted_user)`.
        def objects(type)
          type::FIELDS["object"].to_s.scan(/\w+/).drop(1)
        end
      end
    end
  end
end
