# frozen_string_literal: true

module Clerk
  class Local
    # Goes back to an earlier state, so that a test leaves nothing behind. Part of {Local}.
    module Snapshots
      # @return [Array] who and what there is now: users, organizations, sessions and machine tokens
      def snapshot = synchronize { [@store.snapshot, @machine_tokens.dup] }

      # Forgets whatever came after a snapshot. A session that ended since stays so.
      #
      # @param snapshot [Array] what {#snapshot} gave
      # @return [void]
      def restore(snapshot)
        synchronize do
          @store.restore(snapshot.first)
          @machine_tokens = snapshot.last.dup
        end
      end
    end
  end
end
