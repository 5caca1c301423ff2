# frozen_string_literal: true

require "json"
require "socket"

# A WebSocket client of Action Cable, over a real connection. It keeps what it is told.
class SpecSocket
  TIMEOUT = 3

  # What the server said, without its pings, as Hashes; and the status line of its first answer.
  attr_reader :messages, :status

  # @param url [String] of the application
  # @param headers [Hash] of the upgrade
  def initialize(url, path: "/cable", **headers)
    require "websocket/driver"
    uri = URI(url)
    @url = "ws://#{uri.host}:#{uri.port}#{path}"
    @io = TCPSocket.new(uri.host, uri.port)
    @messages = []
    @driver = WebSocket::Driver.client(self, protocols: ["actioncable-v1-json"])
    headers.each { |name, value| @driver.set_header(name.to_s, value) }
    listen
    @driver.start
  end

  # What the driver asks of whoever has the connection.
  attr_reader :url

  def write(bytes) = @io.write(bytes)

  # Reads until there is a message that fits, or the connection ends.
  def wait_for(type)
    read until @closed || @messages.any? { |message| message["type"] == type }
    @messages.find { |message| message["type"] == type }
  end

  # Reads until the connection ends.
  def wait_for_end
    read until @closed
    self
  end

  def command(command, channel, **more)
    identifier = JSON.generate(channel:)
    @driver.text(JSON.generate({ command:, identifier:, **more }))
  end

  def stop(*)
    @io.close unless @io.closed?
  end

  private

  def listen
    @driver.on(:message) { |event| keep(JSON.parse(event.data)) }
    @driver.on(:close) { @closed = true }
    @driver.on(:error) { @closed = true }
  end

  def keep(message) = (@messages << message unless message["type"] == "ping")

  def read
    raise "nothing came within #{TIMEOUT} s; there were #{@messages}" unless @io.wait_readable(TIMEOUT)

    bytes = @io.readpartial(4096)
    @status ||= bytes[/\A.*/].strip
    @driver.parse(bytes)
  rescue EOFError, Errno::ECONNRESET
    @closed = true
  end
end
