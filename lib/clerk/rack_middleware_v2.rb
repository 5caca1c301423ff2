# frozen_string_literal: true

require "clerk"

module Clerk
  # The name that the middleware had in versions 2 and 3 of clerk-sdk-ruby.
  RackMiddlewareV2 = Rack
end
