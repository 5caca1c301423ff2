# frozen_string_literal: true

require_relative "witness"

module Conformance
  # What holds for the gem whatever is sent to it.
  module Invariants
    # @param kase [Case]
    # @param ours [Hash{String => Object}] the gem's outcome
    # @return [Array<String>] what does not hold
    def self.violations(kase, ours)
      return ["an exception: #{ours["raised"]}"] if ours["raised"]

      headers(ours) + redirect(kase, ours) + token(kase, ours) + memory(ours)
    end

    # A signature is checked once a token; that must not show.
    def self.memory(ours)
      ["seen before", "without a memory"].reject { |way| ours[way] }.map { |way| "another decision: #{way}" }
    end
    private_class_method :memory

    def self.headers(ours)
      values = ours["headers"].except("set-cookie").to_a + ours["setCookies"].map { |value| ["set-cookie", value] }
      values.select { |_, value| value.b.match?(/[\r\n\0]/) }.map { |name, _| "the header #{name} is split" }
    end
    private_class_method :headers

    def self.redirect(kase, ours)
      location = ours["location"]
      return [] unless location

      found = []
      found << "a redirect of what is no page visit" unless kase.visit.page?
      found << "a redirect to what is no web page: #{location[0, 60]}" unless location.match?(%r{\Ahttps?://[^/?#]}i)
      found << "a redirect that may be cached" unless ours["headers"]["cache-control"] == "no-store"
      unless destinations(kase).include?(origin(location)) || odd_host?(kase)
        found << "an open redirect: #{location[0,
                                               60]}"
      end
      found
    end
    private_class_method :redirect

    # The Frontend API, the page itself (to clear the address bar), for a satellite the sign-in page, for the primary
    # domain of a development instance the satellite that asks.
    def self.destinations(kase)
      pages = [kase.instance.issuer, kase[:proxy_url], kase[:domain] && "https://clerk.#{kase[:domain]}",
               (kase[:sign_in_url] if kase[:is_satellite]),
               (kase[:clerk_redirect_url] if kase[:instance] == "development" && !kase[:is_satellite])]
      pages.compact.map { |url| origin(url) } + own_origins(kase)
    end
    private_class_method :destinations

    # What a client says it visits: anything that can be the origin of a web page. A user or a path in a host is not.
    # Spellings of one host are up to URL parsers: escapes, shortened addresses, scripts other than Latin.
    def self.own_origins(kase)
      env = kase.visit.env
      hosts = [kase[:host] || HOST, env["HTTP_X_FORWARDED_HOST"].to_s.b.split(",").first].compact.map(&:b)
      hosts.grep_v(%r{[/@\\?#]}).flat_map { |host| %w[http https].map { |scheme| origin("#{scheme}://#{host}") } }
    end
    private_class_method :own_origins

    def self.odd_host?(kase)
      [kase[:host], kase[:forwarded_host], kase[:clerk_redirect_url].to_s[%r{://([^/]*)}, 1]].compact.any? do |host|
        first = host.b.split(",").first.to_s
        !first.match?(%r{[/@\\?#]}) && (first.match?(/[^ -~]|%/) || first.match?(/\A[\d.]+\z/))
      end
    end
    private_class_method :odd_host?

    # Without a port that goes without saying, so that spellings compare.
    def self.origin(url)
      _, scheme, host = *url.b.strip.downcase.match(%r{\A(https?):[/\\]*([^/?#\\]*)})
      "#{scheme}://#{host.to_s.sub(scheme == "https" ? /:(443)?\z/ : /:(80)?\z/, "")}"
    end
    private_class_method :origin

    def self.token(kase, ours)
      return [] unless ours["status"] == "signed-in"

      Witness.new(kase).objections(ours)
    end
    private_class_method :token
  end
end
