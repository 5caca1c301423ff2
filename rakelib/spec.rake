# frozen_string_literal: true

desc "Run the specs (compiles first)"
task spec: :compile do
  sh "rspec"
end
