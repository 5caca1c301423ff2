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
  # @param said [Hash{String => String}] what the answer must have said: its heading (`page`), and what it shows of
  #   env["clerk"]
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

  # What the answer said: as a page, or in JSON. The reason for not being signed in is in a header too.
  def heard(hop)
    said = case hop.headers["content-type"]&.first
           when /html/ then page(hop.body.force_encoding("UTF-8"))
           when /json/ then json(JSON.parse(hop.body))
           else {}
           end
    { **said, "reason" => hop.headers["x-clerk-auth-reason"]&.first }.compact
  end

  def page(html)
    heading = html[%r{<h1>(.*?)</h1>}m, 1]
    facts = html.scan(%r{<dt>(.*?)</dt><dd>(.*?)</dd>}).to_h
    { "page" => heading, **facts }.compact.transform_values { |text| CGI.unescapeHTML(text) }
  end

  def json(data)
    { **data, "errors" => data["errors"]&.map { |error| error["message"] }&.join(" ") }
  end

  def handshake_reason(hops)
    redirect = hops.find { |hop| hop.headers["x-clerk-auth-status"] == ["handshake"] }
    redirect && redirect.headers["x-clerk-auth-reason"].first
  end
end
