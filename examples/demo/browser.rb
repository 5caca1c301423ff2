# frozen_string_literal: true

require "net/http"
require "uri"

# As much of a browser as the demo needs: cookies by host (ports share them, as in every browser) and redirects.
class Browser
  # One exchange.
  Hop = Struct.new(:verb, :url, :status, :headers, :body, keyword_init: true)

  # What a browser sends when a person opens a page.
  NAVIGATION = { "accept" => "text/html,application/xhtml+xml", "sec-fetch-dest" => "document" }.freeze

  def initialize
    @jars = Hash.new { |jars, host| jars[host] = {} }
  end

  # @param host [String]
  # @return [Hash{String => String}] the cookies that the host gets
  def cookies(host)
    @jars[host]
  end

  # Opens a page and follows its redirects.
  #
  # @return [Array<Hop>] every exchange on the way
  def open(url, method: "GET", form: nil)
    # A person takes longer from one click to the next than the two seconds that this counter lives.
    @jars.each_value { |jar| jar.delete("__clerk_redirect_count") }
    hops = [fetch(url, method:, form:, headers: NAVIGATION)]
    while (300..399).cover?(hops.last.status) && hops.size < 10
      hops << fetch(URI.join(hops.last.url, hops.last.headers["location"].first).to_s, headers: NAVIGATION)
    end
    hops
  end

  # One request, without following redirects.
  #
  # @return [Hop]
  def fetch(url, method: "GET", form: nil, headers: {})
    uri = URI(url)
    request = Net::HTTPGenericRequest.new(method, !form.nil?, true, uri.request_uri, headers)
    request["cookie"] = cookies(uri.host).map { |pair| pair.join("=") }.join("; ")
    request.set_form_data(form) if form
    response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") { |http| http.request(request) }
    response.get_fields("set-cookie")&.each { |directive| keep(uri.host, directive) }
    Hop.new(verb: method, url:, status: response.code.to_i, headers: response.to_hash, body: response.body)
  end

  private

  def keep(host, directive)
    name, value = directive.split(";").first.split("=", 2)
    gone = value.to_s.empty? || directive.match?(/max-age=0|expires=thu, 01 jan 1970/i)
    gone ? cookies(host).delete(name) : cookies(host)[name] = value
  end
end
