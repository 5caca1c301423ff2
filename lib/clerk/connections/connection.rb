# frozen_string_literal: true

require "net/http"

module Clerk
  class Connections
    # A connection whose answers come to an end. Net::HTTP sets a limit to each piece of an answer, and none to how many
    # there are: headers that come in drops, or 1xx answers again and again, would hold it for ever.
    #
    # @api private
    class Connection < Net::HTTP
      # What an answer is read from.
      class Source < Net::BufferedIO
        # @param source [Net::BufferedIO]
        # @param connection [Connection] which knows the deadline
        def initialize(source, connection)
          super(source.io, read_timeout: source.read_timeout, write_timeout: source.write_timeout,
                           continue_timeout: source.continue_timeout, debug_output: source.debug_output)
          @connection = connection
        end

        private

        def rbuf_fill
          raise Net::ReadTimeout if @connection.late?

          super
        end
      end
      private_constant :Source

      # @param request [Net::HTTPGenericRequest]
      # @param patience [Numeric] the seconds for the whole answer
      # @yieldparam response [Net::HTTPResponse]
      # @return [Net::HTTPResponse]
      # @raise [Net::ReadTimeout]
      def exchange(request, patience, &)
        @deadline = now + patience
        request(request, &)
      end

      # @return [Boolean]
      def late? = now > @deadline

      private

      def on_connect
        super
        @socket = Source.new(@socket, self)
      end

      def now = Process.clock_gettime(Process::CLOCK_MONOTONIC)
    end
  end
end
