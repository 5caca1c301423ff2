# frozen_string_literal: true

require "json"

module Clerk
  class Resource
    # What Clerk's specification says about the types of resources, and the readers that come from it.
    #
    # @api private
    module Types
      TABLE = File.expand_path("../api/types.json", __dir__)
      # The fields of each type, by name: type expressions, as `Clerk::API::Type` explains them.
      FIELDS = Ractor.make_shareable(
        JSON.parse(File.read(TABLE, encoding: "UTF-8"), freeze: true).transform_values do |fields|
          fields.each_with_object({}) do |(name, expression), known|
            known[name.end_with?("!") ? name.chop : name] = expression unless name == "*"
          end
        end
      )
      # The types whose class is `Clerk::User` and not `Clerk::Resource::User`.
      PRINCIPAL = %w[User Session Organization EmailAddress PhoneNumber Web3Wallet ExternalAccount Passkey
                     Verification].freeze
      VALUES = "::Clerk::Resource::Values"
      private_constant :TABLE, :VALUES

      class << self
        # @param name [String]
        # @return [String, nil] the constant of a type's class
        def constant(name)
          "::Clerk::#{"Resource::" unless PRINCIPAL.include?(name)}#{name}" if FIELDS.key?(name)
        end

        # Ruby code that reads a value. Only names that are known get into it.
        #
        # @param expression [String] the type of the value
        # @param value [String] code for the value
        # @return [String] code; that of the value when there is nothing to make of it
        def source(expression, value)
          case expression.delete_suffix("?")
          when "time" then "#{VALUES}.time(#{value})"
          when /\A[A-Z]\w*\z/ then (type = constant(Regexp.last_match(0))) ? "#{VALUES}.one(#{type}, #{value})" : value
          when /\A<(.+)>\z/ then union(Regexp.last_match(1), value)
          when /\A(.+)\[\]\z/ then each(:list, Regexp.last_match(1), value)
          when /\Amap<(.+)>\z/ then each(:map, Regexp.last_match(1), value)
          else value
          end
        end

        # @param expression [String]
        # @return [String] code for a lambda that reads such a value
        def lambda_source(expression) = "->(json) { #{source(expression, "json")} }"

        # Strings, not blocks, so that other Ractors can call them. That there is no more to do comes last: another
        # thread that sees it reads at once.
        #
        # @param type [Class] of resources, which gets a reader for each of its fields
        # @return [Class] the same
        def define(type)
          readers = type::FIELDS.filter_map do |name, expression|
            next unless reader?(name)

            "def #{name} = #{source(expression, "(@attributes || to_h)[#{name.dump}]")}\n"
          end
          type.class_eval("# frozen_string_literal: true\n#{readers.join}def self.prepare = self\n", __FILE__, __LINE__)
          type
        end

        # @param name [String] of a field
        # @return [Boolean] whether it has a reader: its name is a method's, and none that every object has
        def reader?(name)
          name.match?(/\A[a-z]\w*\z/) && !Resource.public_method_defined?(name) &&
            !BasicObject.private_method_defined?(name)
        end

        private

        def union(alternatives, value)
          types = alternatives.split("|").filter_map { |name| constant(name) }
          types.empty? ? value : "#{VALUES}.union([#{types.join(", ")}], #{value})"
        end

        def each(kind, expression, value)
          inner = source(expression, "one")
          inner == "one" ? value : "#{VALUES}.#{kind}(#{value}) { |one| #{inner} }"
        end
      end
    end
  end
end
