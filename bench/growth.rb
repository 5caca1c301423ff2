# frozen_string_literal: true

require_relative "row"
require_relative "scene"
require_relative "stopwatch"

module Bench
  # What a request costs as what it brings grows, and what is configured: never more than in proportion.
  class Growth
    KILOBYTES = [1, 2, 4, 8, 16, 32, 64].freeze
    # Of the largest step. In proportion would be 2; the rest is for a noisy machine.
    MOST = 2.4
    private_constant :KILOBYTES, :MOST

    def initialize
      @scene = Scene.new
      @token = @scene.new_token
    end

    # @return [Array<Row>]
    def rows
      curves.map do |name, curve|
        microseconds = Stopwatch.medians(curve, rounds: 15, times: 40)
        first = microseconds.values.first
        note = microseconds.map { |size, value| "#{size}: #{(value / first).round(1)}" }.join(", ")
        ratio = microseconds[64] / microseconds[32]
        Row.new("64 kB over 32 kB: #{name}", ratio, unit: " ×", at_most: MOST, note:)
      end
    end

    private

    def curves
      { "cookies of others" => cookies { |kilobytes| "x=#{"y" * (kilobytes * 1024)}" },
        "many small cookies" => cookies { |kilobytes| Array.new(kilobytes * 128) { |n| "c#{n}=#{n % 10}" }.join("; ") },
        "cookies that look like Clerk's" => cookies { |kilobytes| (["__session_x=%"] * (kilobytes * 64)).join(";") },
        "claims of a new token" => claims(token_cache_size: 0),
        "claims of a token seen before" => claims,
        "a query of Clerk's parameters" => query,
        "that many patterns of organizations" => patterns }
    end

    def cookies
      KILOBYTES.to_h do |kilobytes|
        [kilobytes, @scene.requests(@scene.cookie(@token, more: yield(kilobytes)))]
      end
    end

    def claims(**options)
      KILOBYTES.to_h do |kilobytes|
        many = Array.new(kilobytes * 16) { |number| ["claim#{number}", "x" * 40] }.to_h
        [kilobytes, @scene.requests(@scene.bearer(@scene.new_token(**many)), @scene.middleware(**options))]
      end
    end

    def query
      KILOBYTES.to_h do |kilobytes|
        query = (["__clerk_x=%41"] * (kilobytes * 64)).join("&")
        [kilobytes, @scene.requests(@scene.cookie(@token).merge("QUERY_STRING" => query))]
      end
    end

    def patterns
      KILOBYTES.to_h do |count|
        patterns = Array.new(count) { |number| "/organizations#{number}/:slug/(.*)" }
        page = @scene.cookie(@token).merge("HTTP_SEC_FETCH_DEST" => "document")
        [count, @scene.requests(page, @scene.middleware(organization_patterns: patterns))]
      end
    end
  end
end
