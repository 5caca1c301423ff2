# frozen_string_literal: true

# The gem's few global memories, put aside for the time of one example.
module SpecState
  OURS = /\ACLERK_|\A(?:RACK|RAILS)_ENV\z/

  def self.isolated
    kept = ENV.to_h.select { |name, _| OURS.match?(name) }
    forget
    yield
  ensure
    forget
    kept.each { |name, value| ENV[name] = value }
  end

  def self.forget
    ENV.keys.grep(OURS).each { |name| ENV.delete(name) }
    %i[@api @configuration @configured @instance @overrides].each { |name| Clerk.instance_variable_set(name, nil) }
    Ractor.current[:clerk_instances] = nil
  end
  private_class_method :forget
end
