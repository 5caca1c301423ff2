# frozen_string_literal: true

require "logger"
require "stringio"

# A real Logger whose lines can be read.
class SpecLog < Logger
  def initialize
    @io = StringIO.new
    super(@io, level: Logger::WARN, formatter: ->(severity, _time, _name, text) { "#{severity} #{text}\n" })
  end

  def text = @io.string

  def lines = text.lines.map(&:chomp)
end
