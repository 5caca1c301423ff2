# frozen_string_literal: true

module Clerk
  module Authenticatable
    # The names by which the controllers of clerk-sdk-ruby knew things, so that an application changes gems without
    # edits: those of versions 2 and 3 start with `clerk_`, those of version 4 and later do not.
    #
    # One thing is stricter: a session without `fva` needs reverification.
    module Compatibility
      # What views may call.
      HELPERS = %i[
        clerk_verified_session_claims clerk_verified_session_token clerk_reverify_session!
        clerk_user_needs_reverification?
      ].freeze

      # Rails ignores options that it does not know, so that `preset:` would be a demand that nobody makes.
      module Filters
        %i[before_action prepend_before_action append_before_action].each do |macro|
          # @param preset [Hash, Symbol, nil] of `require_reverification!`; everything else is for Rails
          # @return [void]
          # @raise [ArgumentError] for a preset of another filter, which would not know of it
          define_method(macro) do |*names, preset: nil, **options, &block|
            if preset
              raise ArgumentError, "preset: is for require_reverification!" unless names.include?(Filter::NAME)

              names = names.map { |name| name == Filter::NAME ? Filter.new(preset) : name }
            end
            super(*names, **options, &block)
          end
        end
      end

      # `require_reverification!` with a preset of its own, and still to be skipped and logged under that name.
      class Filter
        NAME = :require_reverification!

        # @param preset [Hash, Symbol]
        # @raise [ArgumentError] for what is no reverification
        def initialize(preset)
          @guard = Guard.new(reverification: preset)
        end

        # @param controller [ActionController::Metal]
        # @return [Boolean]
        # @api private
        def before(controller)
          controller.send(:clerk_admit, @guard)
        end

        def ==(other)
          super || other == NAME
        end

        def inspect
          NAME.inspect
        end
      end
      private_constant :Filter

      private

      # @return [Hash{String => Object}, nil] see {Auth#session_claims}
      def clerk_verified_session_claims
        clerk.session_claims
      end

      # @return [String, nil] see {Auth#token}
      def clerk_verified_session_token
        clerk.session_token
      end

      # @return [Session, nil] see {Auth::Compatibility#verify_session}
      def clerk_reverify_session!
        clerk.verify_session
      end

      # @param preset [Symbol, Hash] as {Auth#has?} takes it
      # @return [Boolean]
      def clerk_user_needs_reverification?(preset = StepUp::Preset::STRICT)
        clerk.user_needs_reverification?(preset)
      end

      # A before_action, or with a block a question.
      #
      # @param preset [Symbol, Hash]
      # @yieldparam preset [Symbol, Hash] when the proof is missing
      # @return [Object]
      def require_reverification!(preset = StepUp::Preset::STRICT, &)
        return clerk.user_require_reverification!(preset, &) if block_given?

        require_clerk_reverification!(preset)
      end

      # Answers with what makes ClerkJS ask the user for a proof.
      #
      # @param preset [Symbol, Hash, nil]
      # @return [void]
      def render_reverification!(preset = nil)
        clerk_answer(clerk.reverification_response(preset || StepUp::Preset::STRICT))
      end

      # @param preset [Symbol, Hash, nil]
      # @return [void]
      def clerk_render_reverification(preset = nil)
        render_reverification!(preset)
      end
    end
  end
end
