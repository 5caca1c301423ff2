# frozen_string_literal: true

require "json"
require "rack"
require "rack/mock"

# Requests through the real middleware with Rack::Lint on both sides, and answers that read alike on Rack 2 and 3.
module SpecRequests
  # What a browser sends when somebody opens a page, and what a script's fetch sends.
  DOCUMENT = { "HTTP_ACCEPT" => "text/html,application/xhtml+xml", "HTTP_SEC_FETCH_DEST" => "document" }.freeze
  FETCH = { "HTTP_ACCEPT" => "*/*", "HTTP_SEC_FETCH_DEST" => "empty" }.freeze
  # An application that tells who it is talking to.
  WHO = lambda do |env|
    auth = env["clerk"]
    body = JSON.generate(signed_in: auth.signed_in?, user: auth.user_id, status: auth.status, reason: auth.reason)
    [200, { "content-type" => "application/json" }, [body]]
  end

  # An answer, with headers under lower-case names and cookies one by one.
  class Answer
    attr_reader :status, :headers, :cookies, :body, :auth

    def initialize(status, headers, body, env)
      @status = status
      @headers = headers.to_h.transform_keys(&:downcase)
      @cookies = Array(@headers.delete("set-cookie")).flat_map { |value| value.split("\n") }
      @body = +""
      body.each { |part| @body << part }
      body.close if body.respond_to?(:close)
      @auth = env["clerk"]
    end

    def [](name) = headers[name]

    def json = JSON.parse(body)

    def reason = headers["x-clerk-auth-reason"]

    def location = headers["location"]

    # The parameters of where it redirects to.
    def query = URI.decode_www_form(URI(location).query.to_s).to_h
  end

  # The middleware with an application behind it, as config.ru would have it. (With `...` the options would become the
  # application when none is given.)
  def clerk_app(app = WHO, **options, &)
    linted = SpecLint.new(app)
    Rack::Lint.new(Clerk::Rack.new(linted, **options.to_h, &))
  end

  def environment(path = "/", method: "GET", cookies: {}, bearer: nil, **env)
    made = Rack::MockRequest.env_for("http://app.example#{path}", method:)
    made["HTTP_HOST"] = "app.example"
    made["HTTP_COOKIE"] = cookies.map { |name, value| "#{name}=#{value}" }.join("; ") unless cookies.empty?
    made["HTTP_AUTHORIZATION"] = "Bearer #{bearer}" if bearer
    made.merge(env.transform_keys(&:to_s))
  end

  def request(app, path = "/", **options)
    env = environment(path, **options)
    Answer.new(*app.call(env), env)
  end

  # What somebody sends who opens a page.
  def visit(app, path = "/", **options) = request(app, path, **DOCUMENT.transform_keys(&:to_sym), **options)

  # Waits for what happens in another thread.
  def wait_until
    deadline = Process.clock_gettime(Process::CLOCK_MONOTONIC) + 3
    until yield
      raise "waited in vain" if Process.clock_gettime(Process::CLOCK_MONOTONIC) > deadline

      sleep(0.005)
    end
  end

  # The cookies of a browser on which Ada is signed in.
  def signed_in_cookies(instance = local, **options)
    instance.cookies_for(instance.sign_in("ada", **options).id)
  end
end
