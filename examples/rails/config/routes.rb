# frozen_string_literal: true

Rails.application.routes.draw do
  root "home#show"
  resource :dashboard, only: :show
  resource :note, only: :create
  get "admin", to: "admin#show"
  get "api/me", to: "api#me"
  get "health", to: ->(_env) { [200, { "content-type" => "application/json" }, ['{"up":true}']] }
  match "*path", to: "problems#missing", via: :all
end
