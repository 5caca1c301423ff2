# frozen_string_literal: true

# Only the method pp is there without it.
Kernel.require "pp"

module Conformance
  # A failure, written as an RSpec example that needs nothing of the suite.
  class Example
    # @param trial [Trial]
    # @param calls [Array] what the gem asked the Backend API, with the answers
    # @param api_url [String] of the {Backend} that answered
    def initialize(trial, calls, api_url)
      @trial = trial
      @calls = calls
      @api_url = api_url
    end

    # @return [String]
    def text
      <<~RUBY
        # #{oneline(@trial.case.choices)}
        #{differences.map { |line| "# #{line}" }.join("\n")}
        it #{@trial.case.choices.keys.join(", ").inspect} do
          env = #{indent(@trial.case.visit.env)}
          options = #{indent(options)}
          replies = #{indent(replies)}
          http = ->(method, url, *) { replies.fetch("\#{method} \#{url}") }
          clock = -> { #{@trial.case.now} }
          status, headers, = Clerk::Rack.new(->(_) { [200, {}, []] }, http:, clock:, **options).call(env)

        #{expectations.map { |line| "  #{line}" }.join("\n")}
        end
      RUBY
    end

    private

    def oneline(value) = value.inspect.gsub("\n", "\\n")

    def indent(value) = PP.pp(value, +"", 110).chomp.gsub("\n", "\n  ")

    def options = @trial.case.options(nil).except(:api_url)

    def replies
      @calls.to_h do |method, path, (status, _, body)|
        ["#{method} https://api.clerk.com#{path.delete_prefix(@api_url)}", [status, {}, body]]
      end
    end

    def differences
      found = @trial.violations + @trial.unexplained.map do |one|
        "#{one.field}: the reference #{oneline(one.theirs)}, the gem #{oneline(one.ours)}"
      end
      found.map { |line| line.lines.first.chomp[0, 400] }
    end

    def expectations
      theirs = @trial.theirs
      return ["# The reference fails: #{oneline(theirs["threw"] || theirs["refused"])}"] unless theirs["status"]

      attributes = { status: theirs["status"], reason: theirs["reason"],
                     user_id: theirs.dig("auth", "userId"), session_id: theirs.dig("auth", "sessionId") }
      ["expect(status).to eq(#{theirs["location"] ? 307 : 200})",
       "expect(headers[\"location\"]).to eq(#{theirs["location"].inspect})",
       "cookies = headers[\"set-cookie\"] || headers[\"Set-Cookie\"]&.lines(chomp: true)",
       "expect(Array(cookies)).to eq(#{theirs["setCookies"].inspect})",
       "expect(env[\"clerk\"]).to have_attributes(#{attributes.inspect[1..-2]})"]
    end
  end
end
