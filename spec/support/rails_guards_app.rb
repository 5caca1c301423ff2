# frozen_string_literal: true

# The application of spec/integration/rails_guards_spec.rb.

require_relative "rails_host"

class SpecRailsApp
  config.content_security_policy { |policy| policy.default_src :none }
end

class ApplicationController < ActionController::Base
  include Clerk::Authenticatable

  before_action :leave_traces

  private

  # What must still be there in the answer of a guard.
  def leave_traces
    cookies[:own] = "1"
    session[:visits] = session[:visits].to_i + 1
    response.set_header("X-Own", "1")
  end
end

class PagesController < ApplicationController
  before_action :require_clerk_session!, only: :session_only
  before_action :require_clerk_organization!, only: :organization
  before_action -> { require_clerk_role!("org:admin") }, only: :role
  before_action -> { require_clerk_permission!("org:engines:read") }, only: :permission
  before_action -> { require_clerk_feature!("engines") }, only: :feature
  before_action -> { require_clerk_plan!("org:pro") }, only: :plan
  before_action :require_clerk_reverification!, only: :reverification
  before_action -> { require_clerk_reverification!(:lax) }, only: :lax
  before_action -> { require_clerk!(role: "org:admin", plan: "org:gold") }, only: :several
  require_clerk role: "org:admin", reverification: :strict, only: :macro
  require_clerk if: -> { params[:guarded] }, except: %i[index inside]
  after_action { response.set_header("X-After", "1") }

  %i[index session_only organization role permission feature plan reverification lax several macro].each do |name|
    define_method(name) do
      flash[:notice] = "been here"
      render plain: "welcome"
    end
  end

  # A guard in the middle of an action.
  def inside
    return unless require_clerk_role!("org:admin")

    render plain: "welcome"
  end

  # What a visitor sees who was sent away and comes back.
  def flashed
    render plain: "#{flash[:notice]} #{session[:visits]}"
  end

  def flash_and_go
    flash[:notice] = "saved"
    redirect_to "/pages/session_only"
  end
end

# The names of clerk-sdk-ruby: what is written here runs on it too.
class OfficialController < ApplicationController
  before_action :require_reverification!, only: :strict
  before_action :require_reverification!, only: :mfa, preset: Clerk::StepUp::Preset::STRICT_MFA
  before_action :require_reverification!, :note, only: :noted, preset: Clerk::StepUp::Preset::LAX

  %i[strict mfa].each { |name| define_method(name) { render plain: "welcome" } }

  def noted
    render plain: @note
  end

  def asked
    require_reverification!(Clerk::StepUp::Preset::STRICT_MFA) do |preset|
      return render json: { wanted: preset }, status: :forbidden
    end
    render plain: "welcome"
  end

  def rendered
    params[:v3] ? clerk_render_reverification : render_reverification!(Clerk::StepUp::Preset::LAX)
  end

  def names
    render json: {
      clerk_session: clerk_session&.[]("sub"), clerk_reverify_session!: clerk_reverify_session!&.status,
      clerk_verified_session_claims: clerk_verified_session_claims&.fetch("sub"),
      clerk_verified_session_token: clerk_verified_session_token&.count("."),
      clerk_user: clerk_user&.[]("first_name"), clerk_user_id:, clerk_organization: clerk_organization&.name,
      clerk_organization_id:, clerk_organization_role:, clerk_organization_permissions:,
      clerk_user_signed_in?: clerk_user_signed_in?, clerk_user_needs_reverification?: clerk_user_needs_reverification?,
      lax: clerk_user_needs_reverification?(Clerk::StepUp::PRESETS[:lax]),
      clerk_sign_in_url:, clerk_sign_up_url:, clerk_user_profile_url:
    }
  end

  private

  def note
    @note = "noted"
  end
end

class ApiController < ActionController::API
  include Clerk::Authenticatable

  require_clerk permission: "org:engines:manage", only: :destroy
  before_action :require_clerk_session!

  def show = render(json: { user: clerk_user_id })

  def destroy = head(:no_content)
end

SpecRailsApp.routes.append do
  get "api", to: "api#show"
  delete "api", to: "api#destroy"
  match "pages/:action", controller: "pages", via: :all
  get "official/:action", controller: "official"
end

class WrongController < ApplicationController
  require_clerk(**JSON.parse(ENV["SPEC_DEMANDS"]).transform_keys(&:to_sym)) if ENV["SPEC_DEMANDS"]
end

RailsHost.serve(actions: [PagesController, OfficialController].to_h { |type| [type.name, type.action_methods.to_a] },
                guards: Clerk::Authenticatable.private_instance_methods)
