# frozen_string_literal: true

require "rack"
require "rack/lint"

# Rack::Lint around an application behind the middleware.
#
# Rack's specification wants Strings under keys without a dot, so Lint must not see env["clerk"]; the application must.
class SpecLint
  HIDDEN = "spec.clerk"

  def initialize(app)
    @app = Rack::Lint.new(->(env) { app.call(show(env)) })
  end

  def call(env)
    env[HIDDEN] = env.delete("clerk") if env.key?("clerk")
    @app.call(env)
  end

  private

  def show(env)
    env["clerk"] = env.delete(HIDDEN) if env.key?(HIDDEN)
    env
  end
end
