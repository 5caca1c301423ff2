# frozen_string_literal: true

module Clerk
  class Local
    # Packs features and permissions the way session tokens of version 2 carry them.
    #
    # `fea` lists `scope:feature`, `per` lists the names of permissions, and the n-th number of `fpm` belongs to
    # the n-th entry of `fea`: its bit j says that the j-th permission is granted on that feature.
    module PermissionPacking
      FORM = /\Aorg:(?<feature>[^:,]+):(?<name>[^:,]+)\z/
      private_constant :FORM

      # @param organization_features [Array<String>] features of the active organization
      # @param user_features [Array<String>] features of the user
      # @param permissions [Array<String>] for example "org:invoices:read"; Clerk's own (org:sys_…) are left out,
      #   as they never are in a token
      # @return [Hash{String => String}] "fea", "per" and "fpm", each only when there is something to say
      # @raise [ArgumentError] when a permission is not of the form org:feature:permission
      def self.pack(organization_features: [], user_features: [], permissions: [])
        pairs = pairs(permissions)
        scopes = scopes(organization_features | pairs.map(&:first), user_features)
        packed = {}
        packed["fea"] = scopes.map { |feature, scope| "#{scope}:#{feature}" }.join(",") if scopes.any?
        packed.merge(pairs.any? ? masks(pairs, scopes.keys) : {})
      end

      # @param permission [String] the permission to check
      # @return [String] the same
      # @raise [ArgumentError] when it is not of the form org:feature:permission
      def self.check(permission)
        return permission if FORM.match?(permission.to_s)

        raise ArgumentError, "a permission looks like \"org:invoices:read\", not #{permission.inspect}"
      end

      def self.pairs(permissions)
        permissions.map { |permission| FORM.match(check(permission)).values_at(:feature, :name) }
                   .reject { |feature, _name| feature.start_with?("sys_") }
      end

      def self.scopes(organization, user)
        (organization | user).sort.to_h do |feature|
          [feature, [("o" if organization.include?(feature)), ("u" if user.include?(feature))].join]
        end
      end

      def self.masks(pairs, features)
        names = pairs.map(&:last).uniq.sort
        numbers = features.map do |feature|
          names.each_with_index.sum { |name, bit| pairs.include?([feature, name]) ? 1 << bit : 0 }
        end
        { "per" => names.join(","), "fpm" => numbers.join(",") }
      end
      private_class_method :pairs, :scopes, :masks
    end
  end
end
