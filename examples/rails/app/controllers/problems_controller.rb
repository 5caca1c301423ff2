# frozen_string_literal: true

# For addresses that lead nowhere.
class ProblemsController < ApplicationController
  def missing
    clerk.page? ? problem(404) : head(:not_found)
  end
end
