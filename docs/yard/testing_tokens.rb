# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.testing_tokens`
    class TestingTokens < Group
      # @!method create()
      #   `POST /v1/testing_tokens`, CreateTestingToken; in JavaScript `testingTokens.createTestingToken`.
      #   @return [Clerk::Resource::TestingToken]
      #   @raise [ArgumentError, ConnectionError, ApiError]
      #   @see https://clerk.com/docs/reference/backend-api/tag/testing-tokens/POST/testing_tokens
    end
  end
end
