# frozen_string_literal: true

require "clerk/api/type"

module Clerk
  module API
    # One operation of the Backend API: what it takes, how that is sent, what comes back.
    # `rakelib/api/operation.rb` says what the facts are.
    #
    # @api private
    class Operation
      # Of a path: what needs no encoding.
      ENCODED = /[^A-Za-z0-9\-._~]/n
      # They would lead to another path.
      ELSEWHERE = ["", ".", ".."].freeze
      # The orders, and none, in which a row stays where it is.
      BY_CREATION = /\A(?:[+-]?created_at)?\z/
      private_constant :ENCODED, :ELSEWHERE, :BY_CREATION

      # @return [Array<String>] the names of what is given by position
      attr_reader :arguments

      # @param name [String] such as `users.list`
      # @param facts [Hash]
      def initialize(name, facts)
        @name = name
        @verb, @path = facts["http"].split(" ", 2)
        @query = facts.fetch("query", {})
        @joined = facts.fetch("joined", [])
        @body = facts["body!"] || facts["body"]
        @form = facts["form"]
        @always = facts.key?("body!")
        @returns = facts["returns"]
        @within = facts["within"]
        @fields = [@query, (@body unless @body.is_a?(String)), @form].compact.reduce(:merge)
        @arguments = path_names
        @arguments += ["items"] if @body.is_a?(String)
      end

      def to_s = @name

      # @return [Boolean] whether the answer is a list of resources
      def list? = !@returns.nil? && @returns.end_with?("[]")

      # @return [Boolean] whether there can be more than one page
      def pages? = list? && (@query.key?("offset") || @query.key?("starting_after"))

      # @return [Boolean] whether pages are counted, not chained by ids
      def offset? = @query.key?("offset")

      # @param parameters [Hash{Symbol => Object}]
      # @return [Boolean] whether the next page is what comes after the last id: the API refuses that for other orders
      #   and beside an offset, and recommends it for the rest
      def follows_ids?(parameters)
        return false unless @query.key?("starting_after")

        !offset? || (parameters[:offset].to_i.zero? && BY_CREATION.match?(parameters.fetch(:order_by, nil).to_s))
      end

      # @param arguments [Array] by position
      # @param parameters [Hash{Symbol => Object}]
      # @return [Array(String, String, Hash)] verb, path, and what {Backend#request} is given besides
      # @raise [ArgumentError]
      def request(arguments, parameters)
        type = Type.new(@name)
        given = type.object(@fields, given(parameters))
        more = { query: query(given), body: body(given, arguments, type), form: form(given) }.compact
        more[:json] = false unless @returns
        [@verb, path(arguments), more]
      end

      # @param json [Object] the answer
      # @return [Object] what it is
      def decode(json)
        @returns ? Resource.decode(@returns, json) : json
      end

      # @param json [Object] the answer, in either shape that lists have
      # @return [Array(Array, Integer)] the resources, and how many there are in all, if that is said
      def decode_list(json)
        items = json.is_a?(Hash) ? json[@within || "data"] : json
        count = json["total_count"] if json.is_a?(Hash)
        [Array.try_convert(Resource.decode(@returns, items)) || [], (count if count.is_a?(Integer))]
      end

      private

      def path_names
        @path.scan(/\{(\w+)\}/).map { |(name)| name.gsub(/(?<=[a-z])[A-Z]+/) { |capitals| "_#{capitals.downcase}" } }
      end

      def path(arguments)
        at = -1
        @path.gsub(/\{\w+\}/) { segment(arguments[at += 1], @arguments[at]) }
      end

      # What it is must be known before it is looked at: UTF-16 writes dots with more bytes.
      def segment(value, argument)
        text = value.is_a?(String) ? Plain.text(value) : value
        unless text.is_a?(String) && !ELSEWHERE.include?(text)
          raise ArgumentError, "#{@name}: #{argument} must be a String that names something, not " \
                               "#{unnamed(text, value)}"
        end

        text.b.gsub(ENCODED) { |byte| format("%%%02X", byte.ord) }
      end

      def unnamed(text, value)
        return "bytes that are no text" if text.equal?(Plain::WRONG)

        text.is_a?(String) ? text.inspect : value.class
      end

      # In a query there is no nil: it was not given.
      def given(parameters)
        parameters.reject { |key, value| value.nil? && (@query.key?(key.name) || @query.key?("#{key}!")) }
      end

      def query(given)
        values = own(@query, given)
        @joined.each { |name| values[name] &&= values[name].join(",") }
        values unless values.empty?
      end

      def body(given, arguments, type)
        return type.value(@body, arguments.last, "items") if @body.is_a?(String)
        return unless @body

        values = own(@body, given)
        values unless values.empty? && !@always
      end

      def form(given)
        own(@form, given) if @form
      end

      def own(fields, given)
        fields.each_key.map { |key| key.delete_suffix("!") }.select { |name| given.key?(name) }
              .to_h { |name| [name, given[name]] }
      end
    end
  end
end
