# frozen_string_literal: true

require "json"

class ApiGenerator
  # What an operation is called in Ruby: the name that the JavaScript SDK has for it, or its operationId, in Ruby's way
  # of writing and without the nouns that the group says already. The few exceptions are in names.json.
  class Naming
    # As `OAuth` and `M2M` would be taken apart.
    WORDS = { "OAuth" => "Oauth", "M2M" => "M2m", "URLs" => "Urls", "IdP" => "Idp" }.freeze
    FILLERS = %w[to from in].freeze
    # What every group answers to already.
    TAKEN = [*Object.instance_methods, *Object.private_instance_methods, :call, :pages].freeze
    private_constant :WORDS, :FILLERS, :TAKEN

    def self.read(path) = new(JSON.parse(File.read(path)))

    def self.snake(name)
      WORDS.reduce(name) { |text, (from, to)| text.gsub(from, to) }
           .gsub(/([A-Z]+)([A-Z][a-z])/, '\1_\2').gsub(/([a-z\d])([A-Z])/, '\1_\2')
           .gsub(/[^A-Za-z\d]+/, "_").downcase.delete_prefix("_")
    end

    def self.camel(name)
      name.split(/[^A-Za-z\d]+/).reject(&:empty?).map { |word| word[0].upcase + word[1..] }.join
    end

    def initialize(rules)
      @rules = rules
    end

    # What the JavaScript SDK calls an operation, or nil.
    def javascript(id) = @rules.fetch("javascript")[id]

    # group, path of sub-resources and method: `organizations.memberships.list`
    def operation(entry)
      @rules.fetch("operations")[entry.id] || derive(entry)
    end

    # The type's name: several schemas that are the same to an application share one.
    def type(name)
      exact = @rules.fetch("types")[name]
      return exact if exact

      _, merged = @rules.fetch("type_patterns").find { |pattern, _| name.match?(pattern) }
      merged || self.class.camel(name)
    end

    # @return [Hash{Specification::Entry => String}]
    # @raise [RuntimeError] for a name that is taken
    def all(entries)
      names = entries.to_h { |entry| [entry, operation(entry)] }
      names.group_by(&:last).each do |name, same|
        check(name, same.map { |entry, _| "#{entry.id} (#{entry.http})" })
      end
      names
    end

    private

    def check(name, entries)
      advice = "name it in rakelib/api/names.json"
      raise "#{name} would be #{entries.join(" and ")}: #{advice}" if entries.size > 1

      taken = name.split(".").find { |part| !part.match?(/\A[a-z]\w*\z/) || TAKEN.include?(part.to_sym) }
      raise "#{name}, which would be #{entries.first}, cannot be: #{taken.inspect} is taken: #{advice}" if taken
    end

    def derive(entry)
      resource, method = (javascript(entry.id) || ".#{entry.id}").split(".")
      group = group(entry, resource)
      subgroup = (@rules.fetch("nested").fetch(group, []) & entry.segments).last
      words = self.class.snake(method).split("_")
      nouns = [subgroup, group, *@rules.fetch("nouns")[group]].compact
      words = nouns.reduce(words) { |rest, noun| without(rest, noun) }
      [group, subgroup, verb(words, entry)].compact.join(".")
    end

    def group(entry, resource)
      return @rules.fetch("resources").fetch(resource, self.class.snake(resource)) unless resource.empty?

      tagged = entry.tags.filter_map { |tag| @rules.fetch("tags")[tag] }.first
      tagged || entry.segments.first
    end

    def without(words, noun)
      [noun, singular(noun)].uniq.each do |form|
        parts = form.split("_")
        at = (0..(words.size - parts.size)).find { |index| words[index, parts.size] == parts }
        words = words[0...at] + words[(at + parts.size)..] if at
      end
      words
    end

    def singular(noun) = noun.sub(/ies\z/, "y").sub(/sses\z/, "ss").sub(/(?<=[^s])s\z/, "")

    # `get_list` and `list` of JavaScript are one thing, `get_count` and `add_to` have a word too many.
    def verb(words, entry)
      words = words[0..-2] if FILLERS.include?(words.last)
      words = ["list", *words[1..-2]] if words.last == "list" && words.size > 1
      words = words[1..] if words == %w[get count]
      words = ["list", *words[1..]] if words.first == "get" && words.size > 1 && plural_answer?(entry, words)
      words.join("_")
    end

    def plural_answer?(entry, words)
      words.last.end_with?("s") && entry.description["parameters"].any? { |one| one["name"] == "limit" }
    end
  end
end
