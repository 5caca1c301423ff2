# frozen_string_literal: true

require "rack"

module Clerk
  module Authenticatable
    # Filters that let nobody through who is not signed in, or may not. All ask a {Guard}: a person who visits a page is
    # sent to sign in and comes back, everybody else gets 401, or 403 when signed in. Nothing but a visit is redirected.
    #
    # Each returns true when the request may pass, and nil when the answer is already given.
    #
    # @example As filters
    #   before_action :require_clerk_session!
    #   before_action -> { require_clerk_permission!("org:invoices:read") }
    #   require_clerk role: "org:admin", only: :destroy
    # @example Within an action
    #   return unless require_clerk_role!("org:admin")
    module Guards
      SIGNED_IN = Guard.new.freeze
      IN_ORGANIZATION = Guard.new(organization: true).freeze
      # Which options of the class macro are those of a filter.
      CONDITIONS = %i[only except if unless].freeze
      # Rails looks for its own headers under the spelling of its Rack.
      LOWER_CASE = ::Rack.release.to_i >= 3
      private_constant :SIGNED_IN, :IN_ORGANIZATION, :CONDITIONS, :LOWER_CASE

      # What a controller class may say.
      module Macro
        # A before_action with demands, which are read and checked when the class is loaded. Without a demand, being
        # signed in is enough.
        #
        # @param options [Hash] the demands of {Guard}: `role:`, `permission:`, `feature:`, `plan:`, `organization:`,
        #   `reverification:`, `accepts_token:`; and those of `before_action`: `only:`, `except:`, `if:`, `unless:`
        # @return [void]
        # @raise [ArgumentError] naming the demand that cannot be made
        def require_clerk(**options)
          guard = Guard.new(**options.except(*CONDITIONS))
          before_action(**options.slice(*CONDITIONS)) { clerk_admit(guard) }
        end
      end

      private

      # @return [true, nil]
      def require_clerk_session!
        clerk_admit(SIGNED_IN)
      end

      # @return [true, nil]
      def require_clerk_organization!
        clerk_admit(IN_ORGANIZATION)
      end

      # @param role [String, Symbol] in the active organization, as {Auth#has?} takes it
      # @return [true, nil]
      def require_clerk_role!(role)
        require_clerk!(role:)
      end

      # @param permission [String, Symbol] in the active organization
      # @return [true, nil]
      def require_clerk_permission!(permission)
        require_clerk!(permission:)
      end

      # @param feature [String, Symbol] of the organization's or the user's plan
      # @return [true, nil]
      def require_clerk_feature!(feature)
        require_clerk!(feature:)
      end

      # @param plan [String, Symbol]
      # @return [true, nil]
      def require_clerk_plan!(plan)
        require_clerk!(plan:)
      end

      # A fresh proof of who the user is; without it, ClerkJS asks for one and sends the request again.
      #
      # @param reverification [Symbol, Hash] as {Auth#has?} takes it
      # @return [true, nil]
      def require_clerk_reverification!(reverification = :strict)
        require_clerk!(reverification:)
      end

      # @param demands [Hash] those of {Guard}; all must hold
      # @return [true, nil]
      # @raise [ArgumentError] naming the demand that cannot be made
      def require_clerk!(**demands)
        clerk_admit(Guard.new(**demands))
      end

      def clerk_admit(guard)
        refusal = guard.call(clerk)
        return true unless refusal

        clerk_answer(refusal)
        nil
      end

      # Answers a request that may not pass with the Rack response of the guard. A controller that wants pages of its
      # own overrides it, and calls `super` for what it leaves as it is.
      #
      # Not through `redirect_to`: it would write the URL of the sign-in page to the log, and with it what makes a
      # browser known to a development instance.
      #
      # @param rack_response [Array(Integer, Hash, Array)] of status 302, 401 or 403
      # @return [void]
      def clerk_answer(rack_response)
        status, headers, body = rack_response
        response.status = status
        headers.each do |name, value|
          response.set_header(LOWER_CASE ? name : name.split("-").map(&:capitalize).join("-"), value)
        end
        self.response_body = body
      end
    end
  end
end
