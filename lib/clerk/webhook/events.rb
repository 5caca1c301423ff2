# frozen_string_literal: true

module Clerk
  module Webhook
    # The events that Clerk's specification of 2025-04-15 lists. Clerk adds more; they verify all the same.
    #
    # @see https://github.com/clerk/openapi-specs
    EVENTS = %w[
      email.created
      organization.created organization.deleted organization.updated
      organizationDomain.created organizationDomain.deleted organizationDomain.updated
      organizationInvitation.accepted organizationInvitation.created organizationInvitation.revoked
      organizationMembership.created organizationMembership.deleted organizationMembership.updated
      paymentAttempt.created paymentAttempt.updated
      permission.created permission.deleted permission.updated
      role.created role.deleted role.updated
      session.created session.ended session.pending session.removed session.revoked
      sms.created
      subscription.active subscription.created subscription.pastDue subscription.updated
      subscriptionItem.abandoned subscriptionItem.active subscriptionItem.canceled subscriptionItem.ended
      subscriptionItem.freeTrialEnding subscriptionItem.incomplete subscriptionItem.pastDue subscriptionItem.upcoming
      subscriptionItem.updated
      user.created user.deleted user.updated
      waitlistEntry.created waitlistEntry.updated
    ].freeze
  end
end
