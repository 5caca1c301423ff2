# frozen_string_literal: true

require_relative "refusal"

module Clerk
  class Local
    # Users, organizations and memberships in the Backend API. Part of {BackendApi}.
    module DirectoryResource
      private

      def users(request) = page(request, @store.users).map(&:to_json_object)

      def user(_request, id) = find_user(id).to_json_object

      def memberships(request, user_id)
        all = @store.memberships_of(find_user(user_id))
        data = page(request, all).map do |membership|
          membership.to_json_object(members_count: @store.members_count(membership.organization))
        end
        { "data" => data, "total_count" => all.size }
      end

      def organization(_request, name)
        organization = @store.organization(name) || raise(Refusal.not_found("organization", name))
        organization.to_json_object(members_count: @store.members_count(organization))
      end

      def find_user(id) = @store.user(id) || raise(Refusal.not_found("user", id))

      def page(request, all)
        limit = number(request, "limit", 10, 1..500)
        all[number(request, "offset", 0, 0..1_000_000), limit] || []
      end

      def number(request, name, default, range)
        value = Integer(request.query.fetch(name, default.to_s), 10, exception: false)
        value && range.cover?(value) ? value : raise(invalid(name, "be a number from #{range.begin} to #{range.end}"))
      end
    end
  end
end
