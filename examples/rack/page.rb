# frozen_string_literal: true

require "erb"
require "rack"

# The HTML of the example: a template of views in views/layout.erb.
class Page
  include ERB::Util

  TEMPLATES = Dir["#{__dir__}/views/*.erb"].to_h do |file|
    [File.basename(file, ".erb").to_sym, ERB.new(File.read(file), trim_mode: "-")]
  end.freeze
  # Pages show who is signed in, which nobody shall see later by the back button.
  HEADERS = { "content-type" => "text/html; charset=utf-8", "cache-control" => "no-store" }.freeze
  private_constant :TEMPLATES, :HEADERS

  # @param name [Symbol] of the template
  # @param request [Rack::Request]
  # @param values [Hash] what the template needs besides
  # @return [Array(Integer, Hash, Array)] a Rack response
  def self.response(name, request, **values)
    [200, HEADERS.dup, [new(request, values).render(name)]]
  end

  def initialize(request, values)
    @request = request
    @values = values
  end

  # @return [String]
  def render(name)
    @content = template(name)
    template(:layout)
  end

  private

  attr_reader :request, :values

  def clerk = request.env["clerk"]

  def template(name) = TEMPLATES.fetch(name).result(binding)
end
