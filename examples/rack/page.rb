# frozen_string_literal: true

require "erb"

# The HTML of the example.
module Page
  LAYOUT = ERB.new(<<~'HTML', trim_mode: "-")
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title><%= h title %></title>
    <style>
    :root { color-scheme: light dark; --line: #8884; --accent: #5b3bd6; }
    body { font: 16px/1.6 system-ui, sans-serif; max-width: 42rem; margin: 8vh auto; padding: 0 1.25rem; }
    nav { display: flex; gap: 1.25rem; border-bottom: 1px solid var(--line); padding-bottom: .75rem; }
    nav a:last-child { margin-left: auto; }
    a { color: var(--accent); }
    h1 { font-size: 1.75rem; margin: 2rem 0 .5rem; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem; padding: 1rem 1.25rem;
      border: 1px solid var(--line); border-radius: .75rem; overflow-wrap: anywhere; }
    dt { opacity: .7; } dd { margin: 0; font-family: ui-monospace, monospace; font-size: .9rem; }
    </style>
    </head>
    <body>
    <nav>
    <a href="/">Home</a> <a href="/dashboard">Dashboard</a> <a href="/api/me">/api/me</a>
    <%- if clerk.signed_in? && ENV["CLERK_SIGN_OUT_URL"] -%>
    <a href="<%= h "#{ENV["CLERK_SIGN_OUT_URL"]}?#{URI.encode_www_form(redirect_url: clerk.url)}" %>">Sign out</a>
    <%- elsif clerk.signed_out? -%>
    <a href="<%= h clerk.sign_in_url(return_url: "/dashboard") %>">Sign in</a>
    <%- end -%>
    </nav>
    <main>
    <h1><%= h title %></h1>
    <p><%= h text %></p>
    <dl id="clerk">
    <%- facts(clerk).each do |name, value| -%>
    <dt><%= h name %></dt><dd><%= h value %></dd>
    <%- end -%>
    </dl>
    </main>
    </body>
    </html>
  HTML
  private_constant :LAYOUT

  class << self
    def home(clerk)
      text = clerk.signed_in? ? "You are signed in." : "You are a stranger here. Sign in to see the dashboard."
      layout(clerk, title: "Hello", text:)
    end

    def dashboard(clerk)
      text = "Your name and your e-mail address come from Clerk's Backend API, the rest from the session token."
      layout(clerk, title: "Hello, #{clerk.user.full_name}", text:)
    end

    private

    # What env["clerk"] says, as names and values.
    def facts(clerk)
      {
        status: clerk.status, reason: clerk.reason, user_id: clerk.user_id, name: clerk.user&.full_name,
        email: clerk.user&.primary_email_address, session_id: clerk.session_id,
        organization: clerk.organization_slug, role: clerk.organization_role,
        permissions: clerk.organization_permissions&.join(", ")
      }.compact
    end

    def layout(clerk, title:, text:)
      LAYOUT.result(binding)
    end

    def h(text)
      ERB::Util.html_escape(text)
    end
  end
end
