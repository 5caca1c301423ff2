# frozen_string_literal: true

# `header_only`: for an API that no browser opens. What Clerk's Go middleware does.
RSpec.describe "Clerk::Rack with header_only" do
  let(:app) { clerk_app(**offline, header_only: true) }

  it "authenticates by the Authorization header" do
    expect(request(app, bearer: local.session_token(user_id: "ada")).json).to include("user" => ada.id)
  end

  it "reads no cookie, so that no other site can act for its visitor" do
    expect(visit(app,
                 cookies: signed_in_cookies).json).to include("signed_in" => false, "reason" => "No token in header")
  end

  it "never redirects, in development neither" do
    [visit(app), visit(app, "/?__clerk_handshake=x"),
     visit(app, bearer: local.session_token(expires_in: -99))].each do |answer|
      expect(answer).to have_attributes(status: 200, location: nil)
      expect(answer.cookies).to eq([])
    end
  end
end
