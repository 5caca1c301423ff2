# frozen_string_literal: true

class ApiGenerator
  # sig/clerk_api.rbs: the client, its groups and the resources.
  class Signatures
    GIVEN = { "string" => "(String | Symbol)", "integer" => "Integer", "number" => "(Integer | Float)",
              "boolean" => "bool", "object" => "Hash[String | Symbol, untyped]", "time" => "(Time | _ToTime | Integer)",
              "datetime" => "(Time | _ToTime | String)", "file" => "untyped", "any" => "untyped" }.freeze
    GOT = { "string" => "String", "integer" => "Integer", "number" => "(Integer | Float)", "boolean" => "bool",
            "object" => "Hash[String, untyped]", "time" => "Time",
            "datetime" => "String", "any" => "untyped" }.freeze
    # Resources whose class is there for more than this, and which may turn out to be missing: then every field is nil.
    LAZY = %w[User Session Organization].freeze
    PRINCIPAL = %w[User Session Organization EmailAddress PhoneNumber Web3Wallet ExternalAccount Passkey
                   Verification].freeze
    # Fields that every object or every resource has a method for.
    TAKEN = %w[id reason].freeze
    private_constant :GIVEN, :GOT, :LAZY, :PRINCIPAL, :TAKEN

    # Whether a type's class is `Clerk::User` and not `Clerk::Resource::User`.
    def self.principal?(type) = PRINCIPAL.include?(type)

    # @param table [Table]
    def initialize(table)
      @table = table
    end

    def to_s
      <<~RBS
        # Made by `rake api:generate` of the tables in lib/clerk/api: the client of the Backend API and its resources.

        module Clerk
          class Client
        #{indent(@table.groups.keys.map { |name| "def #{name}: () -> API::#{Table.constant(name)}" }, 4)}
          end

          module API
            # A Date, a DateTime, and what ActiveSupport has: without a dependency on their signatures.
            interface _ToTime
              def to_time: () -> Time
            end

        #{@table.groups.map { |name, rows| group(name, rows, 4) }.join("\n")}
          end

        #{answered.select { |name| PRINCIPAL.include?(name) }.map { |name| resource(name, 2) }.join("\n")}
          class Resource
        #{(answered - PRINCIPAL).map { |name| resource(name, 4) }.join("\n")}
          end
        end
      RBS
    end

    private

    def indent(lines, by) = lines.map { |line| "#{" " * by}#{line}" }.join("\n")

    def group(name, rows, by, depth = 1)
      own, inner = Table.nest(rows, depth)
      lines = inner.keys.map { |key| "def #{key}: () -> #{Table.constant(key)}" } + own.flat_map { |row| methods(row) }
      nested = inner.map { |key, some| "\n#{group(key, some, by + 2, depth + 1)}" }.join
      "#{" " * by}class #{Table.constant(name)} < Group\n#{indent(lines, by + 2)}\n#{nested}#{" " * by}end\n"
    end

    def methods(row)
      lines = ["def #{row.name}: (#{arguments(row, row.keywords)}) -> #{answer(row)}"]
      return lines unless row.each

      filters = row.keywords.except("limit").merge("batch" => "integer")
      item = got(row.returns.delete_suffix("[]"))
      lines << "def #{row.each}: (#{arguments(row, filters)}) -> Enumerator[#{item}, untyped]"
      lines << "#{" " * (row.each.size + 4)}| (#{arguments(row, filters)}) { (#{item}) -> void } -> self"
    end

    def arguments(row, keywords)
      positional = row.url.scan(/\{(\w+)\}/).flatten.map { |name| "String #{Naming.snake(name)}" }
      positional << "#{given(row.items)} items" if row.items
      required, optional = keywords.partition { |key, _| key.end_with?("!") }
      [*positional, *required.map { |key, type| "#{key.chop}: #{given(type)}" },
       *optional.map { |key, type| "?#{key}: #{given(row.query.key?(key) ? "#{type}?" : type)}" }].join(", ")
    end

    def answer(row)
      return "String?" unless row.returns

      row.list? ? "List[#{got(row.returns.delete_suffix("[]"))}]" : got(row.returns)
    end

    def resource(name, by)
      fields = @table.types.fetch(name).filter_map do |key, type|
        field = key.delete_suffix("!")
        next unless reader?(field)

        "def #{field}: () -> #{field(type, optional: LAZY.include?(name) || !key.end_with?("!"))}"
      end
      "#{" " * by}class #{name} < #{"Clerk::" if by > 2}Resource\n#{indent(fields, by + 2)}\n#{" " * by}end\n"
    end

    def reader?(field)
      field.match?(/\A[a-z]\w*\z/) && !TAKEN.include?(field) && !Object.method_defined?(field) &&
        !Object.private_method_defined?(field)
    end

    # A list that is not there is empty.
    def field(type, optional:)
      text = got(type)
      nilable = (optional && !type.match?(/\[\]\??\z/)) || type.end_with?("?")
      text = text.delete_suffix("?") if type.end_with?("[]?")
      nilable && !type.end_with?("[]?") ? maybe(text) : text
    end

    def maybe(text) = text == "untyped" || text.end_with?("?") ? text : "#{text}?"

    # The types of answers, and those in them.
    def answered
      names = @table.groups.values.flatten.flat_map { |row| row.returns.to_s.scan(/\b[A-Z]\w*/) }
      loop do
        more = names | names.flat_map { |name| @table.types.fetch(name).values.flat_map { |type| named(type) } }
        return more.sort if more.size == names.uniq.size

        names = more
      end
    end

    def named(type) = type.gsub(/\([^)]*\)/, "").scan(/\b[A-Z]\w*/)

    def given(type) = type(type, GIVEN) { GIVEN["object"] }

    def got(type)
      type(type, GOT) { |name| PRINCIPAL.include?(name) ? "Clerk::#{name}" : "Clerk::Resource::#{name}" }
    end

    def type(type, words, &)
      case Clerk::API::Expression.read(type)
      in [:maybe, inner] then maybe(type(inner, words, &))
      in [:list, inner] then "Array[#{type(inner, words, &)}]"
      in [:map, inner] then "Hash[#{words["string"]}, #{type(inner, words, &)}]"
      in [:either, several] then "(#{several.map { |one| type(one, words, &) }.uniq.join(" | ")})"
      in [:choice, _] then words["string"]
      in [_, name] then words.fetch(name, &)
      end
    end
  end
end
