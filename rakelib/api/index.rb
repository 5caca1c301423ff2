# frozen_string_literal: true

class ApiGenerator
  # docs/api.md: every operation on one line.
  class Index
    def initialize(table, naming)
      @table = table
      @naming = naming
    end

    def to_s
      groups = @table.groups
      <<~MARKDOWN
        # The Backend API

        `Clerk.api` has #{groups.values.sum(&:size)} operations in #{groups.size} groups. What is in the path is given by position, everything else by
        keyword; keywords are checked before anything is sent. A list that has pages can also be run through with `each`
        instead of `list`: `Clerk.api.users.each(batch: 100) { |user| … }`. Types and keywords: `docs/yard` and
        `sig/clerk_api.rbs`, or Clerk's reference, to which the paths below lead. The last column is the method's name in
        `@clerk/backend`. Made by `rake api:generate`.

        #{groups.map { |name, rows| section(name, rows) }.join("\n")}
      MARKDOWN
    end

    private

    def section(name, rows)
      lines = rows.map do |row|
        javascript = @naming.javascript(row.facts["id"])
        "| `#{call(row)}`#{" (deprecated)" if row.facts["deprecated"]} | " \
          "[#{row.route}](#{Documentation.reference(row)}) | #{"`#{javascript}`" if javascript} |"
      end
      "## #{name}\n\n| `Clerk.api.` | | |\n| --- | --- | --- |\n#{lines.join("\n")}\n"
    end

    def call(row)
      required = row.keywords.keys.grep(/!\z/).map { |key| "#{key.chop}:" }
      optional = row.keywords.size > required.size ? ["…"] : []
      arguments = [*row.positional, *required, *optional].join(", ")
      arguments.empty? ? row.ruby : "#{row.ruby}(#{arguments})"
    end
  end
end
