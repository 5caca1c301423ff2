# frozen_string_literal: true

# A Rails application that was written for clerk-sdk-ruby has more than controllers with its names: middleware around
# the gem's, concerns, and controllers that inherit. See spec/support/rails_inherited_app.rb.
RSpec.describe "A Rails application that was there before" do
  include_context "with a Rails application", "rails_inherited_app.rb"

  let(:ada) { @clerk.users.first.id }
  # Who proved it with both factors, with one of them lately, and with none of them lately.
  let(:fresh) { token(fva: [1, 1]) }
  let(:once) { token(fva: [30, 1]) }
  let(:late) { token(fva: [30, 30]) }

  def token(**claims) = @clerk.session_token(user_id: "ada", claims:)

  def get(path, bearer = nil) = rails.request(path, Accept: "application/json", bearer:)

  # What each of the three gets.
  def answers(path) = [fresh, once, late].map { |bearer| get(path, bearer).code }

  describe "with middleware of its own" do
    it "finds the gem's before all of it" do
      expect(rails.facts["middleware"].last(3)).to eq(%w[Clerk::Rack Witness Clerk::Rack::Reverification])
      expect(get("/concerned/index", late)["x-witness"]).to eq(ada)
      expect(answers("/settings")).to eq(%w[200 200 403])
      expect(get("/settings").code).to eq("401")
    end

    it "puts another one into its place" do
      other = SpecRails.new(@clerk.options, { "SPEC_SWAP" => "1" }, app: "rails_inherited_app.rb")
      expect(other.facts&.fetch("middleware")&.last(2)).to eq(%w[Witness Clerk::Rack::Reverification]), other.failure
    ensure
      other&.stop
    end
  end

  describe "with a concern that includes Clerk::Authenticatable" do
    it "has the helpers in its views" do
      expect(get("/concerned/index", late).body).to eq("#{ada} true")
    end

    it "has the demands that the concern makes" do
      expect(answers("/concerned/guarded")).to eq(%w[200 200 200])
      expect(get("/concerned/guarded").code).to eq("401")
      expect(answers("/concerned/mfa")).to eq(%w[200 403 403])
    end
  end

  describe "with a preset in a filter" do
    it "skips the filter by its name where a controller inherits it" do
      expect([answers("/bare/skipped"), answers("/bare/strict")]).to eq([%w[200 200 403], %w[200 200 403]])
      expect([answers("/skipping/skipped"), answers("/skipping/strict")]).to eq([%w[200 200 200], %w[200 200 403]])
    end

    it "finds the filter by its name in the log" do
      get("/bare/strict", late)
      expect(rails.log).to include("Filter chain halted as :require_reverification! rendered or redirected")
    end
  end
end
