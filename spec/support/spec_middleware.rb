# frozen_string_literal: true

# The middleware on the stand-in instance, and the cookies of a browser on which Ada is signed in.
RSpec.shared_context "with the middleware" do
  let(:app) { clerk_app(**offline) }
  let(:cookies) { signed_in_cookies }
  # Those of a browser whose session token has expired meanwhile.
  let(:stale) { cookies.tap { clock.advance(120) } }

  # Without Lint, which puts objects of its own around responses.
  def bare(application, **options) = described_class.new(application, **offline, **options)

  # Those of a browser with a session token that is as the arguments say.
  def session_cookie(...)
    cookies.slice("__clerk_db_jwt", "__client_uat").merge("__session" => local.session_token(...))
  end
end
