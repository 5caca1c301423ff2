# frozen_string_literal: true

# What somebody should not forget. In memory, until the process ends.
module Note
  @texts = {}

  # @return [String, nil]
  def self.of(owner) = @texts[owner]

  def self.write(owner, text) = @texts[owner] = text
end
