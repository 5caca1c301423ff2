# frozen_string_literal: true

# A whole application on plain Rack. The keys come from CLERK_SECRET_KEY and CLERK_PUBLISHABLE_KEY.
require "clerk_rs_rack"
require_relative "app"

use Clerk::Rack, excluded_routes: ["/health"]
run App.new
