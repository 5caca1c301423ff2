# frozen_string_literal: true

# For everybody.
class HomeController < ApplicationController
  def show; end
end
