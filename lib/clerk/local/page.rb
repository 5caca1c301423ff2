# frozen_string_literal: true

require "erb"

module Clerk
  class Local
    # The HTML page that lists who one can be. Needs no script and no other file.
    class Page
      TEMPLATE = ERB.new(<<~HTML, trim_mode: "-")
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title><%= h title %> – Clerk::Local</title>
        <style>
        :root { color-scheme: light dark; --line: #8884; --accent: #5b3bd6; }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 28rem; margin: 10vh auto; padding: 0 1rem; }
        h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
        ul { list-style: none; margin: 1.5rem 0; padding: 0; }
        li { border: 1px solid var(--line); border-radius: .75rem; margin: .75rem 0; padding: .75rem; }
        button { font: inherit; cursor: pointer; width: 100%; text-align: left; padding: .5rem .75rem; color: inherit;
          background: none; border: 1px solid transparent; border-radius: .5rem; }
        button:hover { border-color: var(--line); }
        button:focus-visible { outline: 3px solid var(--accent); outline-offset: 1px; }
        small { display: block; opacity: .75; }
        .now { border-left: 4px solid var(--accent); padding-left: .75rem; }
        </style>
        </head>
        <body>
        <main>
        <h1><%= h title %></h1>
        <%- if current -%>
        <div class="now">
        <p>You are signed in as <strong><%= h current.name %></strong>.</p>
        <form method="post" action="<%= h root %>/sign-out"><%= fields %><button>Sign out</button></form>
        </div>
        <%- end -%>
        <p>This is Clerk::Local, a stand-in for Clerk on this machine. Choose who to be; there is no password.</p>
        <ul>
        <%- people.each do |user, memberships| -%>
        <li>
        <form method="post" action="<%= h root %>/sign-in"><%= fields %>
        <input type="hidden" name="user_id" value="<%= h user.id %>">
        <button><strong><%= h user.name %></strong><small><%= h user.email_address %></small></button>
        <%- memberships.each do |membership| -%>
        <button name="organization_id" value="<%= h membership.organization.id %>"><small><%= h user.name %> as
        <%= h membership.role.delete_prefix("org:") %> of <%= h membership.organization.name %></small></button>
        <%- end -%>
        </form>
        </li>
        <%- end -%>
        </ul>
        </main>
        </body>
        </html>
      HTML
      private_constant :TEMPLATE

      # @param title [String] the heading
      # @param root [String] where Local is mounted, usually ""
      # @param hidden [Hash{String => String}] fields that travel with every form
      # @param people [Hash{User => Array<Membership>}] who can sign in
      # @param current [User, nil] who is signed in on this browser
      def initialize(title:, root:, hidden:, people:, current:)
        @title = title
        @root = root
        @hidden = hidden
        @people = people
        @current = current
      end

      # @return [String] HTML
      def to_s = TEMPLATE.result(binding)

      private

      attr_reader :title, :root, :people, :current

      def fields
        @hidden.map { |name, value| %(<input type="hidden" name="#{h name}" value="#{h value}">) }.join
      end

      def h(text) = ERB::Util.html_escape(text.to_s)
    end
  end
end
