# frozen_string_literal: true

require "socket"

# A server on the loopback address that says what it is told to, byte for byte, and keeps what it was sent.
#
#   wire = SpecWire.start(SpecWire.answer(503), SpecWire.answer(200, "{}")) # the last one again and again
#   wire = SpecWire.start(->(socket) { … })
#   wire.requests.first.line # => "GET /v1/users/user_1 HTTP/1.1"
class SpecWire
  Request = Struct.new(:line, :headers, :body)

  REASONS = Hash.new("Whatever").merge(200 => "OK", 204 => "No Content", 404 => "Not Found")

  class << self
    def start(*answers, **options) = SpecServer.track(new(answers, **options))

    # The bytes of an answer.
    def answer(status, body = "", type: "application/json", **headers)
      head = { "content-length" => body.bytesize, **headers.transform_keys { |name| name.to_s.tr("_", "-") } }
      head["content-type"] = type if type
      lines = head.compact.map { |name, value| "#{name}: #{value}\r\n" }
      "HTTP/1.1 #{status} #{REASONS[status]}\r\n#{lines.join}\r\n".b << body.b
    end
  end

  # What it was sent, in order.
  attr_reader :requests, :port

  # @param answers [Array<String, Proc>] bytes, or what is called with the socket, which is then closed
  # @param wrap [#call, nil] makes of a socket what speaks TLS
  def initialize(answers, wrap: nil)
    @answers = answers
    @wrap = wrap
    @requests = []
    @sockets = []
    @server = TCPServer.new("127.0.0.1", 0)
    @port = @server.addr[1]
    @thread = Thread.new { loop { serve(@server.accept) } }
    @thread.report_on_exception = false
  end

  def url = "http://127.0.0.1:#{port}"

  # How many connections there were.
  def connections = @sockets.size

  # Whether every connection has come to its end.
  def closed? = @sockets.all?(&:closed?)

  # The verbs of what it was sent.
  def verbs = requests.map { |request| request.line[/\w+/] }

  def stop(*)
    @thread.kill
    [@server, *@sockets].each { |socket| socket.close unless socket.closed? }
  end

  private

  def serve(socket)
    @sockets << socket
    Thread.new do
      socket = @wrap.call(socket) if @wrap
      while (request = read(socket))
        requests << request
        break unless say(socket, @answers.size > 1 ? @answers.shift : @answers.first)
      end
    rescue IOError, SystemCallError, OpenSSL::SSL::SSLError
      nil
    ensure
      socket.close unless socket.closed?
    end
  end

  def read(socket)
    head = socket.gets("\r\n\r\n") or return
    line, *fields = head.split("\r\n")
    headers = fields.to_h { |field| field.split(": ", 2).then { |name, value| [name.downcase, value] } }
    Request.new(line, headers, socket.read(headers["content-length"].to_i))
  end

  def say(socket, answer)
    return socket.write(answer) if answer.is_a?(String)

    answer.call(socket)
    nil
  end
end
