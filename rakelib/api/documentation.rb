# frozen_string_literal: true

class ApiGenerator
  # docs/yard: comments only, which YARD reads as the methods of the groups.
  class Documentation
    REFERENCE = "https://clerk.com/docs/reference/backend-api/tag"
    WORDS = { "string" => "String, Symbol", "integer" => "Integer", "number" => "Numeric", "boolean" => "Boolean",
              "object" => "Hash", "time" => "Time, Date, Integer",
              "datetime" => "Time, Date, String", "file" => "IO, Pathname, #read", "any" => "Object" }.freeze
    HEAD = <<~RUBY
      # frozen_string_literal: true

      # Made by `rake api:generate`, for YARD alone.
      module Clerk
        module API
    RUBY
    WIDTH = 118
    private_constant :HEAD, :REFERENCE, :WORDS, :WIDTH

    # Where Clerk describes an operation.
    def self.reference(row)
      tag = row.facts["tag"].downcase.gsub(/[^a-z\d]+/, "-")
      "#{REFERENCE}/#{tag}/#{row.verb}#{row.url.delete_prefix("/v1").gsub("{", "%7B").gsub("}", "%7D")}"
    end

    def initialize(table, naming)
      @table = table
      @naming = naming
    end

    # @return [Hash{String => String}] texts by the names of the groups
    def to_h
      @table.groups.to_h do |name, rows|
        [name, "#{HEAD}#{group(name, rows, 4)}  end\nend\n"]
      end
    end

    private

    def group(name, rows, by, depth = 1)
      own, inner = Table.nest(rows, depth)
      space = " " * by
      own_text = own.map { |row| operation(row, by + 2) }.join("\n")
      readers = inner.keys.map { |key| reader(key, by + 2) }.join("\n")
      nested = inner.map { |key, some| group(key, some, by + 2, depth + 1) }.join("\n")
      body = [readers, own_text, nested].reject(&:empty?).join("\n")
      "#{space}# `Clerk.api.#{rows.first.path.first(depth).join(".")}`\n" \
        "#{space}class #{Table.constant(name)} < Group\n#{body}#{space}end\n"
    end

    def reader(name, by)
      comment(["@!method #{name}", "  @return [#{Table.constant(name)}]"], by)
    end

    def operation(row, by)
      texts = [comment(method(row, row.name, row.keywords, [intro(row)], answer(row)), by)]
      if row.each
        filters = row.keywords.except("limit").merge("batch" => "integer")
        intro = "All of {##{row.name}}, `batch` at a time, each page when it is wanted."
        returns = ["@yieldparam item [#{got(row.returns.delete_suffix("[]"))}]", "@return [Enumerator, self]"]
        texts << comment(method(row, row.each, filters, [intro], returns), by)
      end
      texts.join("\n")
    end

    # As `rakelib/api/operation.rb` names the facts.
    def method(row, name, keywords, intro, returns)
      arguments = row.positional + keywords.keys.sort_by { |key| key.end_with?("!") ? 0 : 1 }.map do |key|
        key.end_with?("!") ? "#{key.chop}:" : "#{key}: nil"
      end
      lines = row.positional.map { |one| "@param #{one} [#{one == "items" ? given(row.items) : "String"}]" } +
              keywords.map { |key, type| "@param #{key.delete_suffix("!")} [#{given(type)}]#{values(type)}" }
      ["@!method #{name}(#{arguments.join(", ")})",
       *[*intro, *lines, *returns, *errors(row), "@see #{self.class.reference(row)}"].map { |line| "  #{line}" }]
    end

    def intro(row)
      javascript = @naming.javascript(row.facts["id"])
      "`#{row.route}`, #{row.facts["id"]}#{"; in JavaScript `#{javascript}`" if javascript}" \
        "#{". Clerk calls it deprecated" if row.facts["deprecated"]}."
    end

    def answer(row)
      return ["@return [String, nil] nothing, as a rule"] unless row.returns

      type = got(row.returns.delete_suffix("[]"))
      ["@return [#{row.list? ? "List<#{type}>" : type}]"]
    end

    def errors(row)
      statuses = row.facts.fetch("errors", []).join(", ")
      ["@raise [ArgumentError, ConnectionError, ApiError] #{statuses}".rstrip]
    end

    def values(type)
      case Clerk::API::Expression.read(type)
      in [:choice, choices] then " #{choices.map { |one| "`#{one}`" }.join(", ")}"
      in [:maybe | :list, inner] then values(inner)
      else ""
      end
    end

    def given(type)
      case Clerk::API::Expression.read(type)
      in [:maybe, inner] then "#{given(inner)}, nil"
      in [:list, inner] then "Array<#{given(inner)}>"
      in [:choice, _] then WORDS["string"]
      in [:scalar, name] then WORDS.fetch(name)
      else "Hash"
      end
    end

    def got(type)
      case Clerk::API::Expression.read(type)
      in [:either, several] then several.map { |one| got(one) }.join(", ")
      in [:object, name] then Signatures.principal?(name) ? "Clerk::#{name}" : "Clerk::Resource::#{name}"
      else "Hash{String => Object}"
      end
    end

    # Comment lines, broken where they are too long.
    def comment(lines, by)
      lines.flat_map { |line| wrap(line, WIDTH - by) }.map { |line| "#{" " * by}# #{line}\n" }.join
    end

    def wrap(line, width)
      return [line] if line.start_with?("@!method") || line.size <= width || line.include?("@see")

      # What belongs to a tag is indented below it.
      indent = " " * (line.start_with?("  @") ? 4 : 2)
      line.strip.split.each_with_object(["  "]) do |word, lines|
        lines << indent if lines.last.size + word.size >= width
        lines[-1] += lines.last.strip.empty? ? word : " #{word}"
      end
    end
  end
end
