# frozen_string_literal: true

module Clerk
  # What holds secrets shows of itself no more than `inspect` does, also where somebody makes JSON or YAML of it: an
  # error tracker, a debugger, `render json:` by mistake.
  #
  # @api private
  module Opaque
    # @return [String]
    def as_json(*)
      inspect
    end

    # @return [String] JSON
    def to_json(...)
      inspect.to_json(...)
    end

    # @raise [TypeError] always: it would be written in the clear
    # @api private
    def marshal_dump
      raise TypeError, "#{self.class} cannot be dumped: it holds secrets"
    end

    # @param coder [Psych::Coder]
    # @return [void]
    def encode_with(coder)
      coder.represent_scalar(nil, inspect)
    end
  end
end
