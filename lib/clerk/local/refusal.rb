# frozen_string_literal: true

module Clerk
  class Local
    # A request that is answered with an error; becomes Clerk's JSON for errors.
    class Refusal < StandardError
      # @return [Integer] the HTTP status
      attr_reader :status
      # @return [String] Clerk's error code, for programs
      attr_reader :code
      # @return [String] the sentence for people
      attr_reader :long_message

      # @param status [Integer] the HTTP status
      # @param code [String] Clerk's error code
      # @param message [String] a few words
      # @param long_message [String] a sentence
      def initialize(status, code, message, long_message = message)
        super(message)
        @status = status
        @code = code
        @long_message = long_message
      end

      # @param what [String] the kind of thing, "user" for example
      # @param id [String] the id nobody has
      # @return [Refusal] a 404 in Clerk's words
      def self.not_found(what, id)
        new(404, "resource_not_found", "not found", "No #{what} was found with id #{id[0, 100]}")
      end
    end
  end
end
