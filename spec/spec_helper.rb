# frozen_string_literal: true

require "clerk_rs_rack"
require "clerk/local"

Dir[File.join(__dir__, "support", "spec_*.rb")].each { |file| require file }

RSpec.configure do |config|
  config.disable_monkey_patching!
  config.expect_with(:rspec) { |expectations| expectations.syntax = :expect }
  config.mock_with(:rspec) { |mocks| mocks.verify_partial_doubles = true }
  config.shared_context_metadata_behavior = :apply_to_host_groups
  config.filter_run_when_matching :focus
  config.raise_errors_for_deprecations!
  config.order = :random
  Kernel.srand config.seed

  config.include SpecInstance
  config.include SpecRequests

  # Every example starts like a fresh process: nothing configured, nothing remembered.
  config.around do |example|
    SpecState.isolated { example.run }
  end
  config.after { SpecServer.stop_all }
end
