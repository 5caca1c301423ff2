# frozen_string_literal: true

# What a test kit does with a Clerk::Local: it changes people, and makes it forget them.
RSpec.describe Clerk::Local, "when it is changed" do
  def claims(**options) = decode(local.session_token(user_id: "ada", **options)).last

  describe "update_user" do
    it "changes what is said of a user everywhere, and neither sessions nor memberships" do
      session = local.sign_in("ada", organization_id: "analytical-engines")
      expect(local.update_user("ada", first_name: "Augusta")).to have_attributes(id: ada.id, first_name: "Augusta")
      expect(claims).to include("sid" => session.id, "o" => include("slg" => "analytical-engines", "rol" => "admin"))
      member = local.membership("analytical-engines", "ada").to_json_object(members_count: 2)
      expect(member["public_user_data"]).to include("user_id" => ada.id, "first_name" => "Augusta")
    end

    it "refuses users and attributes that do not exist" do
      expect { local.update_user("nobody", first_name: "N") }.to raise_error(ArgumentError, /no user "nobody"/)
      expect { local.update_user("ada", fist_name: "N") }.to raise_error(ArgumentError, /unknown keyword: :fist_name/)
    end
  end

  it "says who is a member" do
    expect(local.membership("analytical-engines", "ada").role).to eq("org:admin")
    expect(local.membership("analytical-engines", "alan")).to be_nil
    expect { local.membership("nowhere", "alan") }.to raise_error(ArgumentError, /no organization/)
  end

  describe "session_token with a plan and features" do
    it "tells them of the active organization, without one of the user, and remembers nothing" do
      local.sign_in("ada")
      expect(claims(plan: "gold", features: %w[a])).to include("pla" => "u:gold", "fea" => "u:a")
      in_organization = claims(plan: "gold", features: %w[a], organization_id: "analytical-engines")
      expect(in_organization).to include("pla" => "o:gold,u:free_user", "fea" => include("o:a", "u:dashboard"))
      expect(claims(organization_id: "analytical-engines")).to include("pla" => "o:pro,u:free_user")
    end
  end

  it "has one azp for everybody when it is told so" do
    local = new_local(azp: "https://tests.example")
    expect(decode(local.session_token).last["azp"]).to eq("https://tests.example")
  end

  describe "restore" do
    it "goes back to a snapshot: users, organizations, members, sessions and machine tokens" do
      session = local.sign_in("ada")
      before = local.snapshot
      new_session = local.sign_in("grace")
      local.create_user(username: "new")
      local.create_organization(name: "New", slug: "new")
      local.update_user("ada", first_name: "Augusta")
      local.add_member("analytical-engines", "ada", role: "org:member")
      token = local.machine_token(:api_key)

      local.restore(before)
      expect(local.users.map(&:first_name)).to eq(%w[Ada Grace Alan])
      expect(local.organizations.size).to eq(1)
      expect(local.membership("analytical-engines", "ada").role).to eq("org:admin")
      expect(local.session_token(session_id: session.id)).to be_a(String)
      expect { local.session_token(session_id: new_session.id) }.to raise_error(ArgumentError, /no session/)
      expect(local.machine_token_facts(:api_key, token)).to be_nil
    end

    it "does so as often as wanted" do
      before = local.snapshot
      2.times do
        local.create_user(username: "new")
        local.delete_user(ada.id)
        local.restore(before)
        expect(local.users.map(&:username)).to eq(%w[ada grace alan])
      end
    end
  end
end
