# frozen_string_literal: true

module Clerk
  # The copy of the signing keys that the processes of an application share in its cache store, so that a fleet which
  # boots does not ask Clerk all at once. Only public keys are in it; but whoever may write to the store may sign
  # anybody in, as with everything else an application believes its cache.
  #
  # @api private
  class KeysCopy
    # As long as keys are fresh, in seconds.
    LIFETIME = 300
    private_constant :LIFETIME

    # @param store [#read, #write, nil] one that can be written as well, such as Rails.cache; any other is not used
    # @param core [Core]
    # @yieldparam error [StandardError] what the store raised
    def initialize(store, core, &failed)
      usable = store.respond_to?(:read) && store.respond_to?(:write) && core.frontend_api
      @store = store if usable
      @name = "clerk/#{core.frontend_api}/jwks"
      @failed = failed
    end

    # @param effect [Effect] that asks for the keys; one because of an unknown `kid` wants newer ones than the copy
    # @yieldparam answer [Array(Effect, Integer, String)] as from the Backend API
    # @yieldreturn [Boolean] whether it was a good one
    # @return [Boolean] whether there was a good copy
    def load(effect)
      return false if @store.nil? || effect.unknown_kid?

      body = guard { @store.read(@name) }
      body.is_a?(String) && yield([effect, 200, body])
    end

    # @param answer [Array(Effect, Integer, String)] a good one from the Backend API
    # @return [void]
    def store(answer)
      guard { @store.write(@name, answer.last, expires_in: LIFETIME) } if @store
    end

    private

    def guard
      yield
    rescue StandardError => e
      @failed.call(e)
      nil
    end
  end
end
