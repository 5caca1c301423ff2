# frozen_string_literal: true

namespace :api do
  desc "Generate the tables of the Backend API (from SPEC=path/to/bapi.yml), and their types and docs"
  task :generate do
    require_relative "api/generator"
    generator = ApiGenerator.new(File.expand_path("..", __dir__))
    generator.tables(ENV.fetch("SPEC")) if ENV["SPEC"]
    generator.derived
    puts generator.summary
  end
end
