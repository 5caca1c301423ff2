# frozen_string_literal: true

require "json"
require "rack/request"

# A Backend API that remembers what it was asked and says what it is told to, over real HTTP.
#
#   api = SpecApi.new { |request| [{ "id" => "user_1" }] }
#   Clerk::Client.new(**api.options).users.list
#   api.last.params
class SpecApi
  # One request as it arrived.
  Call = Struct.new(:verb, :path, :query, :type, :body) do
    def params = URI.decode_www_form(query)
    def json = JSON.parse(body)
  end

  attr_reader :calls

  def initialize(&answer)
    @answer = answer
    @calls = []
    @server = SpecServer.start(self)
  end

  def options = { secret_key: "sk_test_#{"x" * 40}", api_url: @server.url }

  def last = calls.last

  def call(env)
    request = Rack::Request.new(env)
    body = env["rack.input"]&.read.to_s
    @calls << Call.new(env["REQUEST_METHOD"], env["REQUEST_PATH"] || env["PATH_INFO"], env["QUERY_STRING"],
                       env["CONTENT_TYPE"], body)
    [200, { "content-type" => "application/json" }, [JSON.generate(@answer.call(request))]]
  end
end
