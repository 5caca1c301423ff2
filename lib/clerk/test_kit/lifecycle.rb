# frozen_string_literal: true

module Clerk
  module TestKit
    # Makes a test forget whom it has created. Minitest, Rails and rspec-rails call these methods around each test,
    # {Inclusion} does for plain RSpec; whoever comes first counts.
    module Lifecycle
      # @return [void]
      def before_setup
        clerk_test_begins
        super if defined?(super)
      end

      # @return [void]
      def after_setup
        super if defined?(super)
        Browsers::Controller.of(self)&.prepare
      end

      # @return [void]
      def after_teardown
        super if defined?(super)
      ensure
        clerk_test_ends
      end

      private

      def clerk_test_begins
        return if @_clerk_test

        @_clerk_test = true
        TestKit.sandbox.test_begins
      end

      def clerk_test_ends
        return unless @_clerk_test

        @_clerk_test = false
        TestKit.sandbox.test_ends
      end
    end
  end
end
