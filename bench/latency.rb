# frozen_string_literal: true

require_relative "row"
require_relative "scene"
require_relative "stopwatch"

module Bench
  # What a request costs through `Clerk::Rack` beyond the application behind it, in raw verifications, and how many
  # objects it makes.
  class Latency
    ROUNDS = 41
    TIMES = 400
    private_constant :ROUNDS, :TIMES

    def initialize
      @scene = Scene.new
      @token = @scene.new_token
    end

    # @return [Array<Row>]
    def rows
      microseconds = Stopwatch.medians(subjects, rounds: ROUNDS, times: TIMES)
      raw = microseconds.fetch(:raw)
      ratio = ->(name) { (microseconds.fetch(name) - microseconds.fetch(:application)) / raw }
      [
        Row.new("signed in by cookie, token seen before", ratio[:cookie], unit: " ×", at_most: 0.15),
        Row.new("signed in by bearer, token seen before", ratio[:bearer], unit: " ×", at_most: 0.15),
        Row.new("signed in by cookie, new token", ratio[:new_cookie], unit: " ×", at_most: 1.5),
        Row.new("signed in by bearer, new token", ratio[:new_bearer], unit: " ×", at_most: 1.5),
        Row.new("anonymous", ratio[:anonymous], unit: " ×", at_most: 0.08),
        Row.new("handshake redirect", ratio[:handshake], unit: " ×", at_most: 0.5),
        *by_hand(microseconds, raw),
        *objects
      ]
    end

    private

    def subjects
      new = Array.new(TIMES) { @scene.new_token }
      rounds = { rounds: ROUNDS + 1 }
      { raw: @scene.raw_verification(@token), application: @scene.requests(@scene.cookie(@token), Scene::APP),
        **seen.transform_values { |env| @scene.requests(env) },
        new_cookie: @scene.first_requests(new.map { |token| @scene.cookie(token) }, **rounds),
        new_bearer: @scene.first_requests(new.map { |token| @scene.bearer(token) }, **rounds),
        **ruby_jwt }
    end

    def seen
      @seen ||= { cookie: @scene.cookie(@token), bearer: @scene.bearer(@token), anonymous: @scene.anonymous,
                  handshake: @scene.handshake }
    end

    # What people write who verify a token by hand, where that gem is installed.
    def ruby_jwt
      require "jwt"
      key = @scene.public_key
      options = { algorithm: "RS256", verify_iat: true }
      { ruby_jwt: ->(times) { times.times { JWT.decode(@token, key, true, options) } } }
    rescue LoadError
      {}
    end

    def by_hand(microseconds, raw)
      return [] unless microseconds.key?(:ruby_jwt)

      [Row.new("for comparison: JWT.decode of ruby-jwt #{JWT::VERSION::STRING}", microseconds[:ruby_jwt] / raw,
               unit: " ×")]
    end

    def objects
      none = Stopwatch.objects(@scene.requests(@scene.cookie(@token), Scene::APP))
      made = seen.transform_values { |env| (Stopwatch.objects(@scene.requests(env)) - none).round }
      [Row.new("objects, signed in by cookie", made[:cookie], at_most: 8),
       Row.new("objects, signed in by bearer", made[:bearer], at_most: 8),
       Row.new("objects, anonymous", made[:anonymous], at_most: 4)]
    end
  end
end
