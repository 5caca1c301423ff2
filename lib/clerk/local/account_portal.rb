# frozen_string_literal: true

require_relative "page"
require_relative "refusal"
require_relative "reply"
require_relative "return_url"

module Clerk
  class Local
    # The pages people see: choosing who to be, and leaving.
    class AccountPortal
      # @param local [Local]
      # @param store [Store]
      # @param browsers [Browsers]
      # @param cookies [CookieJar]
      def initialize(local:, store:, browsers:, cookies:)
        @local = local
        @store = store
        @browsers = browsers
        @cookies = cookies
      end

      # @param request [Request]
      # @return [Array, nil] a Rack response; nil when the path is none of the pages
      # @raise [Refusal]
      def call(request)
        case [request.verb, request.path]
        when ["GET", ""], ["GET", "/sign-in"] then page(request, "Sign in")
        when ["GET", "/sign-up"] then page(request, "Sign up")
        when ["POST", "/sign-in"], ["POST", "/sign-up"] then sign_in(request)
        when ["GET", "/sign-out"], ["POST", "/sign-out"] then sign_out(request)
        end
      end

      private

      def page(request, title)
        return_to(request)
        client = @browsers.for_page(request)
        page = Page.new(title:, root: request.root, hidden: hidden(request, client),
                        people: @store.users.to_h { |user| [user, @store.memberships_of(user)] },
                        current: client&.active_session&.user)
        Reply.html(page.to_s, cookies: @browsers.remember(client, request))
      end

      def hidden(request, client)
        fields = { "redirect_url" => request.params["redirect_url"] }
        fields[Browsers::PARAMETER] = client&.token if @local.development?
        fields.compact
      end

      def sign_in(request)
        url = return_to(request)
        user = find_user(request.params["user_id"].to_s)
        organization = find_organization(request.params["organization_id"].to_s, user)
        client = @browsers.for_page(request) || @store.add_client
        session = @store.sign_in(user, client:, organization:)
        leave(request, url, client, session)
      end

      def sign_out(request)
        url = return_to(request)
        client = @browsers.for_page(request)
        client&.active_session&.finish("ended")
        leave(request, url, client, nil)
      end

      # The application learns of the change by a handshake, which the changed cookie or parameter makes it start.
      def leave(request, url, client, session)
        cookies = @browsers.remember(client, request)
        return Reply.redirect("#{request.root}/sign-in", cookies:) if url.nil?
        return Reply.redirect(url.with(*parameter(client)), cookies:) if @local.development?

        news = @cookies.since(session&.created_at, secure: url.secure?)
        Reply.redirect(url.to_s, cookies: [*cookies, *news])
      end

      def parameter(client) = [Browsers::PARAMETER, (client || @store.add_client).token]

      def return_to(request)
        text = request.params["redirect_url"].to_s
        ReturnUrl.new(text) unless text.empty?
      end

      def find_user(id) = @store.user(id) || raise(Refusal.not_found("user", id))

      def find_organization(id, user)
        return if id.empty?

        organization = @store.organization(id)
        return organization if organization && @store.membership(user, organization)

        raise Refusal.not_found("membership", id)
      end
    end
  end
end
