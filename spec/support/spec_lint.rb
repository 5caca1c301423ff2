# frozen_string_literal: true

require "rack"
require "rack/lint"

# Rack::Lint around an application behind the middleware.
#
# Rack's specification wants Strings under keys without a dot, so Lint must not see env["clerk"]; the application must.
class SpecLint
  HIDDEN = "spec.clerk"

  # A body that offers no more than it must. A Lint that is asked for the whole body at once reads it twice, and the
  # one inside then says that it is closed.
  Body = Struct.new(:body) do
    def each(&) = body.each(&)

    def close = body.close
  end

  def initialize(app)
    @app = Rack::Lint.new(->(env) { app.call(show(env)) })
  end

  def call(env)
    env[HIDDEN] = env.delete("clerk") if env.key?("clerk")
    status, headers, body = @app.call(env)
    [status, headers, Body.new(body)]
  end

  private

  def show(env)
    env["clerk"] = env.delete(HIDDEN) if env.key?(HIDDEN)
    env
  end
end
