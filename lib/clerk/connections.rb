# frozen_string_literal: true

require "json"
require "net/http"
require "openssl"

module Clerk
  # Kept-alive Net::HTTP connections, used by any number of threads and fibers. A connection is taken out while it is
  # used, so nothing is locked across the network; one that was made before a fork stays with the parent.
  #
  # @api private
  class Connections
    include Opaque

    # How many idle connections are kept.
    MAX_IDLE = 8
    private_constant :MAX_IDLE

    # @param open_timeout [Numeric] seconds
    # @param read_timeout [Numeric] seconds
    def initialize(open_timeout:, read_timeout:)
      @timeouts = { open_timeout:, read_timeout:, write_timeout: read_timeout }
      @mutex = Mutex.new
      @idle = []
      @pid = Process.pid
    end

    # One request. Redirects are not followed: they would take the secret key elsewhere.
    #
    # @param method [String]
    # @param url [String] absolute
    # @param headers [Hash{String => String}]
    # @param body [String, nil]
    # @return [Array(Integer, Hash{String => String}, String)] status, headers with lower-case names, body
    # @raise [StandardError] whatever keeps the answer from coming
    def call(method, url, headers, body)
      uri = URI(url)
      request = Net::HTTPGenericRequest.new(method, !body.nil?, true, uri.request_uri, headers)
      request.body = body
      response = over_connection(uri, request)
      [response.code.to_i, response.to_hash.transform_values(&:last), response.body || ""]
    end

    private

    # The server may have closed a connection while it was idle. That shows only when it is used, so a GET is then
    # repeated over a new one; a timeout is not repeated, or everybody would wait twice.
    def over_connection(uri, request)
      connection = take
      reused = !connection.nil?
      connection ||= connect(uri)
      response = connection.request(request)
      done = true
      give(connection)
      response
    rescue EOFError, Errno::ECONNRESET, Errno::EPIPE, Errno::ECONNABORTED
      raise unless reused && request.method == "GET"

      @mutex.synchronize { @idle.clear }
      retry
    ensure
      # Net::HTTP closes it when something fails, but not when the thread or the fiber is stopped.
      connection&.finish if connection&.started? && !done
    end

    def take
      @mutex.synchronize do
        unless @pid == Process.pid
          @idle.clear
          @pid = Process.pid
        end
        @idle.pop
      end
    end

    def give(connection)
      surplus = @mutex.synchronize do
        next connection if @idle.size >= MAX_IDLE

        @idle.push(connection)
        nil
      end
      surplus&.finish
    end

    def connect(uri)
      connection = Net::HTTP.new(uri.host, uri.port)
      connection.use_ssl = uri.scheme == "https"
      connection.keep_alive_timeout = 30
      connection.max_retries = 0
      @timeouts.each { |name, seconds| connection.public_send(:"#{name}=", seconds) }
      connection.start
    end
  end
end
