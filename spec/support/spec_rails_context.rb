# frozen_string_literal: true

# A stand-in instance and a Rails application that uses it, for all examples of a group: booting takes a second.
RSpec.shared_context "with a Rails application" do |app, log_level: :info|
  before(:context) do
    @clerk = Clerk::Local.start(key: SpecInstance::KEY)
    @rails = SpecRails.new(@clerk.options, app:, log_level:)
    raise @rails.failure unless @rails.facts
  end

  after(:context) do
    @rails&.stop
    @clerk&.stop
  end

  let(:clerk) { @clerk }
  let(:rails) { @rails }
end
