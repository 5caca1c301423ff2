# frozen_string_literal: true

module Conformance
  # Where the gem is stricter about requests.
  module Visits
    class << self
      # The redirect counter as the gem reads it.
      def count(kase) = kase.visit.headers["cookie"].to_s[/(?:\A|[;\s])__clerk_redirect_count=([^;]*)/, 1].to_s.strip

      # Whether the host or the scheme of a request could not be those of a web page.
      def odd_origin?(kase)
        host, proto = forwarded(kase)
        "#{host}#{kase[:host]}".match?(%r{[/\\@?#]}) || !["", "http", "https"].include?(proto.downcase)
      end

      # What a proxy says about the origin.
      def forwarded(kase) = %i[forwarded_host forwarded_proto].map { |name| kase[name]&.split(",")&.first.to_s }
    end

    # The differences.
    DIFFERENCES = [
      Difference.new(
        "redirects to web pages only",
        "`__clerk_redirect_url` must be an absolute http(s) URL (§4.3, ours)."
      ) do |kase, theirs, ours|
        kase[:clerk_redirect_url] && ours["reason"] != "primary-responds-to-syncing" &&
          (theirs["reason"] == "primary-responds-to-syncing" || theirs["threw"] == "Invalid URL")
      end,
      Difference.new(
        "loop guard from three on",
        "At three redirects or more no redirect (§5.2; the reference: exactly three)."
      ) do |kase, theirs, ours|
        count(kase).match?(/\A\d+\z/) && count(kase).to_i > 3 && theirs["status"] == "handshake" &&
          ours["reason"] == theirs["reason"] && ours["status"] == "signed-out"
      end,
      Difference.new(
        "clean-up of address bars only",
        "After a handshake a page visit is redirected to clear its address bar; a form would lose what it " \
        "sent, and a URL with nothing to clear would be visited again and again (ARCHITECTURE.md).",
        %w[http location cache-control]
      ) do |kase, theirs, ours|
        kase[:instance] == "development" && theirs["location"] && !ours["location"] &&
          !(kase.visit.page? && (kase[:query_nonce] || kase[:query_handshake]))
      end,
      Difference.new(
        "origins of web pages only",
        "A scheme other than http(s), or a host with a path, a user or a query, could smuggle them into " \
        "URLs that people are sent to (§2)."
      ) do |kase, theirs, ours|
        odd_origin?(kase) && (kase[:host].to_s.match?(%r{[/\\@?#]}) || theirs["status"] == ours["status"] ||
          ours["status"] == "signed-out" ||
          [theirs, ours].any? { |outcome| outcome["reason"] == "primary-domain-cross-origin-sync" })
      end,
      Difference.new(
        "paths stay paths",
        "A path that starts with // is no host (§2), nor is one that starts with a slash and a backslash."
      ) do |kase, _, _|
        kase[:script_name].empty? && kase[:path].start_with?("//", "/\\")
      end,
      Difference.new(
        "origin of the sign-in page",
        "A satellite's configuration is judged at boot, not by the header Origin."
      ) do |kase, theirs, _|
        kase[:is_satellite] && kase[:origin] && theirs["threw"].to_s.include?("different origin")
      end
    ].freeze
  end
end
