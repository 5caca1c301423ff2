# frozen_string_literal: true

require "clerk"
# The first line of a test helper may have loaded the gem before Rails.
require "clerk/railtie" if defined?(Rails::Railtie)
