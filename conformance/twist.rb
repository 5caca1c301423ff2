# frozen_string_literal: true

module Conformance
  # What can be odd about a token, by name: each changes a {Draft}.
  module Twist
    module_function

    # @param changes [Hash] claims to set
    def claims(changes) = ->(draft, _) { draft.claims.merge!(changes) }

    # @param changes [Hash] header fields to set
    def header(changes) = ->(draft, _) { draft.header.merge!(changes) }

    # @param name [String] the claim to leave out
    def without(name) = ->(draft, _) { draft.claims.delete(name) }

    # @param name [String] the header field to leave out
    def headless(name) = ->(draft, _) { draft.header.delete(name) }

    # @param text [String, Object] the payload; a String is raw bytes
    def payload(text) = ->(draft, _) { draft.payload = text }

    # What happens to the finished text.
    def edit(&change) = ->(draft, _) { draft.edits << change }

    # One twist for each value: `aud_list`, `aud_empty` …
    def each(name, values) = values.to_h { |label, value| ["#{name}_#{label}", claims(name => value)] }
  end
end
