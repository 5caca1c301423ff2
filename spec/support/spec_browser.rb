# frozen_string_literal: true

require "net/http"
require "uri"

# A browser over real HTTP: keeps cookies, says what kind of request it makes, and follows redirects when it opens a
# page. Every step of the last navigation is remembered.
class SpecBrowser
  Step = Struct.new(:url, :response)
  Cookie = Struct.new(:value, :expires_at)

  # The cookies that Set-Cookie lines leave, by name.
  def self.cookies(lines) = new.keep("", lines).transform_values(&:value)

  attr_reader :steps

  # @param clock [#call] gives Unix seconds; Max-Age counts in them
  def initialize(clock = -> { 0 })
    @clock = clock
    @jars = Hash.new { |all, host| all[host] = {} }
    @steps = []
  end

  # Opens a page, through all redirects.
  def open(url) = navigate("GET", url)

  # Presses a button of a form on a page.
  def submit(url, fields) = navigate("POST", url, URI.encode_www_form(fields))

  # What a script gets, which follows nothing.
  def fetch(url, method: "GET")
    send_request(method, url, nil, "Accept" => "*/*", "Sec-Fetch-Dest" => "empty")
  end

  # Where the last navigation ended, and the paths it came through.
  def url = @steps.last.url

  def trail = @steps.map { |step| URI(step.url).path }

  # Cookies know hosts, not ports.
  def cookies(host)
    @jars[host].reject! { |_name, cookie| cookie.expires_at && cookie.expires_at <= @clock.call }
    @jars[host].transform_values(&:value)
  end

  def forget(host, pattern) = @jars[host].reject! { |name, _cookie| name.match?(pattern) }

  def keep(host, lines)
    lines.each_with_object(@jars[host]) do |line, jar|
      name, value = line[/\A[^;]*/].split("=", 2)
      next jar.delete(name) if line.match?(/Max-Age=0|Expires=Thu, 01 Jan 1970/i)

      age = line[/Max-Age=(\d+)/i, 1]
      jar[name] = Cookie.new(value, age && (@clock.call + age.to_i))
    end
  end

  private

  def navigate(method, url, body = nil)
    @steps = []
    12.times do
      response = send_request(method, url, body, "Accept" => "text/html,*/*;q=0.8", "Sec-Fetch-Dest" => "document")
      @steps << Step.new(url, response)
      return response unless response.is_a?(Net::HTTPRedirection)

      url = URI.join(url, response["location"]).to_s
      method, body = "GET" unless %w[307 308].include?(response.code)
    end
    raise "a redirect loop: #{trail.join(" ")}"
  end

  def send_request(method, url, body, headers)
    uri = URI(url)
    request = Net::HTTPGenericRequest.new(method, !body.nil?, true, uri.request_uri, headers)
    cookies = cookies(uri.host)
    request["Cookie"] = cookies.map { |name, value| "#{name}=#{value}" }.join("; ") if cookies.any?
    request["Content-Type"] = "application/x-www-form-urlencoded" if body
    request.body = body
    response = Net::HTTP.start(uri.host, uri.port, nil) { |http| http.request(request) }
    keep(uri.host, response.get_fields("set-cookie").to_a)
    response
  end
end
