# frozen_string_literal: true

module Clerk
  module TestKit
    # Hears of the classes that include {Testing}, be it through a module of the application's own.
    module Inclusion
      # @param base [Module] an RSpec example group, a test class, or a module that is included in some
      # @return [void]
      def included(base)
        super
        if base.instance_of?(Module)
          base.extend(Inclusion)
        elsif base.respond_to?(:around) && !base.singleton_class?
          base.around do |example|
            clerk_test_begins
            example.run
          ensure
            clerk_test_ends
          end
        end
      end
    end
  end
end
