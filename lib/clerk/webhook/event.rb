# frozen_string_literal: true

module Clerk
  module Webhook
    # What Clerk says has happened. Frozen all the way down.
    class Event
      # @return [String] the id of the message (`svix-id`), which is the same whenever it is delivered again
      attr_reader :id

      # @param id [String]
      # @param milliseconds [Integer, nil] since the Unix epoch
      # @param payload [Hash{String => Object}]
      # @param endpoint [String]
      # @api private
      def initialize(id, milliseconds, payload, endpoint)
        @id = id
        @milliseconds = milliseconds
        @payload = payload
        @endpoint = endpoint
        freeze
      end

      # @return [String] a name for the secret that signed it, which tells nothing of it
      # @api private
      attr_reader :endpoint

      # @return [String] what has happened: one of {EVENTS}, or one that Clerk has added since
      def type = @payload["type"]

      # @return [Hash{String => Object}] what it has happened to, such as a user as the Backend API would send it
      def data = @payload["data"]

      # @return [Time, nil] when it happened
      def timestamp
        Time.at(@milliseconds / 1000, @milliseconds % 1000, :millisecond) if @milliseconds
      end

      # @return [String, nil] `event`
      def object = @payload["object"]

      # @return [String, nil] the Clerk instance
      def instance_id = @payload["instance_id"]

      # @return [Hash{String => Object}, nil] who caused it: `{"http_request" => {"client_ip" => …, "user_agent" => …}}`
      def event_attributes = @payload["event_attributes"]
      alias attributes event_attributes

      # @param name [String, Symbol] a member of the payload
      # @return [Object, nil] its value
      def [](name) = @payload[name.to_s]

      # @return [Hash{String => Object}] the payload as Clerk sent it, fit for the arguments of a job
      def to_h = @payload

      # @return [String] without what is private
      def inspect = "#<Clerk::Webhook::Event #{type} #{id}>"
    end
  end
end
