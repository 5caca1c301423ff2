# frozen_string_literal: true

# A whole application on plain Rack. The keys come from CLERK_SECRET_KEY and CLERK_PUBLISHABLE_KEY.
require "clerk_rs_rack"
require_relative "app"
require_relative "problems"

use Rack::Head
use Rack::Static, urls: ["/style.css", "/icon.svg"], root: File.expand_path("../public", __dir__)
use Clerk::Rack, excluded_routes: ["/health"]
use Problems
use Clerk::Rack::RequireAuth, routes: ["/dashboard", "/note", "/api/*"]

app = App.new
map "/admin" do
  use Clerk::Rack::RequireAuth, role: "org:admin"
  run app
end
run app
