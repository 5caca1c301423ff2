# frozen_string_literal: true

require "json"
require "net/http"
require "openssl"
require "clerk/connections/connection"

module Clerk
  # Kept-alive Net::HTTP connections, used by any number of threads and fibers. A connection is taken out while it is
  # used, so nothing is locked across the network; one that was made before a fork stays with the parent.
  #
  # @api private
  class Connections
    include Opaque

    # How many idle connections are kept.
    MAX_IDLE = 8
    # How many bytes of an answer are read; the largest page of users has a few.
    MAX_BODY = 32 * 1024 * 1024
    # How many times the read timeout an answer may take that comes in drops, its headers included.
    PATIENCE = 10
    private_constant :MAX_IDLE, :MAX_BODY, :PATIENCE

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
    # @raise [UnreadableAnswer] for an endless answer
    # @raise [StandardError] whatever keeps the answer from coming
    def call(method, url, headers, body)
      origin = url[%r{\Ahttps?://[^/?#]+}] or raise ArgumentError, "not an absolute URL"
      # So that a length is sent, which some servers insist on.
      body ||= "" if %w[POST PUT PATCH].include?(method)
      request = Net::HTTPGenericRequest.new(method, !body.nil?, method != "HEAD", url[origin.size..], headers)
      request.body = body
      over_connection(origin, request)
    end

    private

    # The server may have closed a connection while it was idle. That shows only when it is used, so a GET is then
    # repeated over a new one; a timeout is not repeated, or everybody would wait twice.
    def over_connection(origin, request)
      connection = take
      reused = !connection.nil?
      connection ||= connect(URI(origin))
      answer = exchange(connection, request)
      done = true
      give(connection)
      answer
    rescue EOFError, Errno::ECONNRESET, Errno::EPIPE, Errno::ECONNABORTED
      raise unless reused && %w[GET HEAD].include?(request.method)

      @mutex.synchronize { @idle.clear }
      retry
    ensure
      # Net::HTTP closes it when something fails, but not when the thread or the fiber is stopped.
      connection&.finish if connection&.started? && !done
    end

    def exchange(connection, request)
      text = nil
      patience = @timeouts[:read_timeout] * PATIENCE
      response = connection.exchange(request, patience) { |coming| text = read(request, coming) }
      [response.code.to_i, response.to_hash.transform_values!(&:last), text]
    end

    def read(request, response)
      permitted = request.response_body_permitted? && response.class.body_permitted?
      # Net::HTTP takes a body for whole that ends early, unless it unpacks it.
      length = response.content_length if permitted && !response.key?("content-encoding")
      too_large(response) if length && length > MAX_BODY
      text = String.new(capacity: length || 0)
      response.read_body do |part|
        text << part
        too_large(response) if text.bytesize > MAX_BODY
      end
      raise EOFError, "end of file reached" if length && text.bytesize < length

      text
    end

    def too_large(response)
      raise UnreadableAnswer.new(status: response.code.to_i, text: "the answer is larger than #{MAX_BODY >> 20} MB")
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
      connection = Connection.new(uri.hostname, uri.port)
      connection.use_ssl = uri.scheme == "https"
      connection.keep_alive_timeout = 30
      connection.max_retries = 0
      @timeouts.each { |name, seconds| connection.public_send(:"#{name}=", seconds) }
      connection.start
    end
  end
end
