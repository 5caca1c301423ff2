# frozen_string_literal: true

# The application of spec/integration/rails_spec.rb.

require_relative "rails_host"

class ApplicationController < ActionController::Base
  include Clerk::Authenticatable
end

class PagesController < ApplicationController
  before_action :require_clerk_session!, only: %i[secret create]

  def index
    render inline: "Hello, <%= clerk_user_signed_in? ? clerk_user_id : 'stranger' %>"
  end

  # What views may call, one on each line.
  def helpers_page
    render inline: <<~ERB
      <%= clerk.status %>
      <%= clerk_session&.id %>
      <%= clerk_user&.first_name %>
      <%= clerk_user_id %>
      <%= clerk_user_signed_in? %>
      <%= clerk_session_claims && clerk_session_claims["sid"] %>
      <%== clerk_sign_in_url(return_url: "/back") %>
      <%== clerk_sign_up_url %>
    ERB
  end

  def secret
    render plain: "secret of #{clerk_user_id}"
  end

  def create
    head :no_content
  end
end

class ApiController < ActionController::API
  include Clerk::Authenticatable

  before_action :require_clerk_session!, except: :whoami

  def whoami
    render json: { signed_in: clerk_user_signed_in?, user: clerk_user_id, sign_in: clerk_sign_in_url }
  end

  def show
    response.set_cookie("own", { value: "1", path: "/" })
    render json: { user: clerk_user_id, name: clerk_user.first_name }
  end
end

SpecRailsApp.routes.append do
  root to: "pages#index"
  get "helpers", to: "pages#helpers_page"
  get "secret", to: "pages#secret"
  post "secret", to: "pages#create"
  get "api/whoami", to: "api#whoami"
  match "api", to: "api#show", via: :all
  # What must not lead to a helper.
  get "pages/:action", controller: "pages"
end

RailsHost.serve(actions: [PagesController, ApiController].to_h { |type| [type.name, type.action_methods.to_a] }) do
  { middleware: Rails.application.middleware.map { |middleware| middleware.klass.to_s } }
end
