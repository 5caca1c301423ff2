# frozen_string_literal: true

# The application of spec/integration/rails_cable_spec.rb. With SPEC_CABLE=standalone the cable server stands alone, as
# in a process that runs `ActionCable.server` and nothing else.

require_relative "rails_host"
require "action_cable/engine"

class SpecRailsApp
  config.action_cable.cable = { "adapter" => "async" }
  config.action_cable.allowed_request_origins = ["http://friend.example"]
  config.action_cable.mount_path = nil
  config.action_cable.logger = Logger.new($stderr)
end

module ApplicationCable
  class Connection < ActionCable::Connection::Base
    include Clerk::ActionCable
  end

  class Channel < ActionCable::Channel::Base; end
end

# What an application makes of it that identifies its connections by more, and demands more.
class StaffConnection < ActionCable::Connection::Base
  include Clerk::ActionCable

  identified_by :office

  def connect
    authenticate_clerk!(role: "org:admin")
    self.office = clerk.organization_id
  end
end

class MixedConnection < ApplicationCable::Connection
  identified_by :name

  def connect
    super
    self.name = clerk.user.first_name
  end
end

class NotesChannel < ApplicationCable::Channel
  def subscribed
    transmit({ "user" => clerk_user_id, "more" => connection.connection_identifier })
  end
end

# One server for each kind of connection, as ActionCable.server is one.
def cable(type)
  config = ActionCable.server.config.dup
  config.connection_class = -> { type }
  ActionCable::Server::Base.new(config:)
end

class TellController < ActionController::Base
  # Ends the connections of a user, as after a webhook.
  def disconnect
    ActionCable.server.remote_connections.where(clerk_user_id: params[:user]).disconnect
    head :no_content
  end
end

SpecRailsApp.routes.append do
  mount ActionCable.server => "/cable"
  mount cable(StaffConnection) => "/staff"
  mount cable(MixedConnection) => "/mixed"
  get "disconnect", to: "tell#disconnect"
end

RailsHost.serve(app: (ActionCable.server if ENV["SPEC_CABLE"] == "standalone"))
