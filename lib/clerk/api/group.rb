# frozen_string_literal: true

module Clerk
  module API
    # The operations of one resource as methods: path parameters by position, everything else by keyword.
    # {file:docs/api.md} lists them all.
    class Group
      include Opaque

      # Methods are strings and no blocks, so that other Ractors can call them.
      #
      # @param operations [Hash{String => Operation}] by their names; `memberships.list` is one of a sub-resource
      # @return [Class]
      # @api private
      def self.define(operations)
        nested, own = operations.partition { |name, _| name.include?(".") }
        group = Class.new(self)
        group.const_set(:OPERATIONS, Ractor.make_shareable(own.to_h))
        own.each { |name, operation| group.class_eval(source(name, operation), __FILE__, __LINE__) }
        nested.group_by { |name, _| name[/\A\w+/] }.each { |name, inner| group.nest(name, inner) }
        group
      end

      # @api private
      def self.source(name, operation)
        positional = operation.arguments.map { |argument| "#{argument}, " }.join
        given = "#{name.dump}, [#{positional}]"
        code = "def #{name}(#{positional}**parameters) = call(#{given}, parameters)\n"
        return code unless operation.pages?

        # `list` has `each`, `list_pending` has `each_pending`.
        every = "def #{name.sub(/\A(?:list|get)/, "each")}(#{positional}batch: 100, **filters, &block)"
        "#{code}#{every} = pages(#{given}, batch, filters, &block)\n"
      end
      private_class_method :source

      # @api private
      def self.nest(name, operations)
        constant = API.constant(name)
        const_set(constant, define(operations.to_h.transform_keys { |path| path.delete_prefix("#{name}.") }))
        reader = "def #{name} = #{constant}.new(@backend)"
        class_eval(reader, __FILE__, __LINE__)
      end

      # @param backend [Backend]
      # @api private
      def initialize(backend)
        @backend = backend
        freeze
      end

      # @return [String]
      def inspect
        "#<#{self.class}>"
      end

      # One operation, by name.
      #
      # @param name [String]
      # @param path [Array<String>] path parameters
      # @param parameters [Hash{Symbol, String => Object}] Rails' `params` have Strings
      # @return [Resource, List, Object, nil]
      # @raise [ArgumentError] for parameters that the operation does not take
      # @raise [ApiError, ConnectionError]
      # @api private
      def call(name, path, parameters)
        parameters = keywords(parameters)
        operation = self.class::OPERATIONS.fetch(name)
        request = operation.request(path, parameters)
        answer = @backend.request(*request.first(2), **request.last)
        return operation.decode(answer) unless operation.list?

        List.of(operation, answer, self, name, path, parameters)
      end

      private

      def keywords(given)
        given.transform_keys { |key| key.is_a?(Symbol) ? key : key.to_s.scrub.to_sym }
      end

      def pages(name, path, batch, filters, &block)
        filters = { batch:, **keywords(filters) }
        raise ArgumentError, "#{self.class::OPERATIONS[name]}: batch is the limit of each page" if filters.key?(:limit)

        limit = filters.delete(:batch)
        everything = Enumerator.new do |yielder|
          call(name, path, { **filters, limit: }).each_page { |page| page.each { |item| yielder << item } }
        end
        return everything unless block

        everything.each(&block)
        self
      end
    end
  end
end
