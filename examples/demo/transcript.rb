# frozen_string_literal: true

require "cgi"

# Prints what happens, and remembers whether it was what should happen.
class Transcript
  def initialize(out)
    @out = out
    @number = 0
    @failures = 0
  end

  # One scene. The block performs the requests and answers the hops; `expect` says what must be in the last of them.
  #
  # @param title [String]
  # @param status [Integer] the status of the last answer
  # @param said [Hash{String => String}] what env["clerk"] must have said, as the page or the JSON shows it
  # @param by_way_of [String, nil] the reason of a handshake that must have happened; nil: none may have
  # @yieldreturn [Array<Browser::Hop>]
  def scene(title, status:, said: {}, by_way_of: nil)
    @out.puts "", "#{@number += 1}. #{title}"
    hops = yield
    hops.each { |hop| print_hop(hop) }
    heard = heard(hops.last)
    heard.each { |name, value| @out.puts "   #{name.to_s.rjust(14)}  #{value}" }
    judge(status == hops.last.status && said.all? { |name, value| heard[name] == value } &&
          by_way_of == handshake_reason(hops))
  end

  # @return [Boolean] whether everything came out as expected
  def success?
    @failures.zero?
  end

  # Prints the sum.
  def finish
    @out.puts "", success? ? "All #{@number} came out as expected." : "#{@failures} of #{@number} did NOT."
  end

  private

  def judge(fine)
    @failures += 1 unless fine
    @out.puts(fine ? "   ok" : "   NOT AS EXPECTED")
  end

  def print_hop(hop)
    url = hop.url.sub(/\?.*/, "?…")
    reason = hop.headers["x-clerk-auth-reason"]&.first
    @out.puts "   #{hop.verb} #{url} → #{hop.status}#{" (#{reason})" if reason}"
  end

  # What env["clerk"] said: the example shows it on its pages and in its JSON.
  def heard(hop)
    case hop.headers["content-type"]&.first
    when /html/ then facts(hop.body.force_encoding("UTF-8"))
    when /json/ then JSON.parse(hop.body).compact
    else {}
    end
  end

  def facts(html)
    pairs = html.scan(%r{<dt>(.*?)</dt><dd>(.*?)</dd>})
    pairs.to_h { |name, value| [CGI.unescapeHTML(name), CGI.unescapeHTML(value)] }
  end

  def handshake_reason(hops)
    redirect = hops.find { |hop| hop.headers["x-clerk-auth-status"] == ["handshake"] }
    redirect && redirect.headers["x-clerk-auth-reason"].first
  end
end
