# frozen_string_literal: true

module Conformance
  # Reduces a case to what it takes to fail.
  class Shrinker
    # @yieldparam kase [Case]
    # @yieldreturn [Boolean] whether it still fails
    def initialize(&fails)
      @fails = fails
    end

    # @param kase [Case] one that fails
    # @return [Case] one that fails without anything that can be left out
    def shrink(kase)
      loop do
        smaller = candidates(kase).find { |candidate| candidate.valid? && @fails.call(candidate) }
        return kase unless smaller

        kase = smaller
      end
    end

    private

    def candidates(kase)
      names = kase.choices.keys - [:hostile]
      Enumerator.new do |found|
        names.each_slice([names.size / 3, 2].max) { |slice| found << without(kase, slice) } if names.size > 4
        names.each do |name|
          found << without(kase, [name])
          simpler(kase[name]).each { |value| found << kase.with(name => value) }
        end
      end
    end

    def without(kase, names) = Case.new(kase.choices.except(*names))

    # The values with one thing less: a twist of a token, an entry of a list, most of a long text.
    def simpler(value)
      case value
      when Array then simpler_lists(value)
      when Hash then value.flat_map { |name, inner| simpler(inner).map { |one| value.merge(name => one) } }
      when /~/ then [value.split("~")[0..-2].join("~"), value.sub(/\A\w+/, "ok")] - [value]
      when String then value.size > 200 ? [value[0, 8], value[0, value.size / 2]] : []
      else []
      end
    end

    # A list of a token's names starts with its kind, which stays.
    def simpler_lists(list)
      fewer = list.size > 1 ? list.each_index.map { |at| [*list[0...at], *list[(at + 1)..]] } : []
      inner = list.each_index.flat_map do |at|
        simpler(list[at]).map { |one| [*list[0...at], one, *list[(at + 1)..]] }
      end
      (fewer + inner).reject { |one| TWISTS.key?(one.first) }
    end
  end
end
