# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.billing`
    class Billing < Group
      # @!method plans
      #   @return [Plans]

      # @!method prices
      #   @return [Prices]

      # @!method subscription_items
      #   @return [SubscriptionItems]

      # @!method statements
      #   @return [Statements]

      # @!method get_user_subscription(user_id)
      #   `GET /v1/users/:user_id/billing/subscription`, GetUserBillingSubscription; in JavaScript
      #   `billing.getUserBillingSubscription`.
      #   @param user_id [String]
      #   @return [Clerk::Resource::CommerceSubscription]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422, 500
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/GET/users/%7Buser_id%7D/billing/subscription

      # @!method get_user_credit_balance(user_id)
      #   `GET /v1/users/:user_id/billing/credits`, GetUserBillingCreditBalance.
      #   @param user_id [String]
      #   @return [Clerk::Resource::CommerceCreditBalanceResponse]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422, 500
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/GET/users/%7Buser_id%7D/billing/credits

      # @!method adjust_user_credit_balance(user_id, amount:, action:, idempotency_key:, currency: nil, note: nil)
      #   `POST /v1/users/:user_id/billing/credits`, AdjustUserBillingCreditBalance.
      #   @param user_id [String]
      #   @param amount [Integer]
      #   @param action [String, Symbol] `increase`, `decrease`
      #   @param currency [String, Symbol]
      #   @param idempotency_key [String, Symbol]
      #   @param note [String, Symbol]
      #   @return [Clerk::Resource::CommerceCreditLedgerResponse]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 409, 422, 500
      #   @see https://clerk.com/docs/reference/backend-api/tag/users/POST/users/%7Buser_id%7D/billing/credits

      # @!method get_organization_subscription(organization_id)
      #   `GET /v1/organizations/:organization_id/billing/subscription`, GetOrganizationBillingSubscription; in
      #   JavaScript `billing.getOrganizationBillingSubscription`.
      #   @param organization_id [String]
      #   @return [Clerk::Resource::CommerceSubscription]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422, 500
      #   @see https://clerk.com/docs/reference/backend-api/tag/organizations/GET/organizations/%7Borganization_id%7D/billing/subscription

      # @!method get_organization_credit_balance(organization_id)
      #   `GET /v1/organizations/:organization_id/billing/credits`, GetOrganizationBillingCreditBalance.
      #   @param organization_id [String]
      #   @return [Clerk::Resource::CommerceCreditBalanceResponse]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422, 500
      #   @see https://clerk.com/docs/reference/backend-api/tag/organizations/GET/organizations/%7Borganization_id%7D/billing/credits

      # @!method adjust_organization_credit_balance(organization_id, amount:, action:, idempotency_key:, currency: nil, note: nil)
      #   `POST /v1/organizations/:organization_id/billing/credits`, AdjustOrganizationBillingCreditBalance.
      #   @param organization_id [String]
      #   @param amount [Integer]
      #   @param action [String, Symbol] `increase`, `decrease`
      #   @param currency [String, Symbol]
      #   @param idempotency_key [String, Symbol]
      #   @param note [String, Symbol]
      #   @return [Clerk::Resource::CommerceCreditLedgerResponse]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 409, 422, 500
      #   @see https://clerk.com/docs/reference/backend-api/tag/organizations/POST/organizations/%7Borganization_id%7D/billing/credits

      # `Clerk.api.billing.plans`
      class Plans < Group
        # @!method list(paginated: nil, limit: nil, offset: nil, payer_type: nil)
        #   `GET /v1/billing/plans`, GetCommercePlanList; in JavaScript `billing.getPlanList`.
        #   @param paginated [Boolean]
        #   @param limit [Integer]
        #   @param offset [Integer]
        #   @param payer_type [String, Symbol] `user`, `org`
        #   @return [List<Clerk::Resource::CommercePlan>]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 422, 500
        #   @see https://clerk.com/docs/reference/backend-api/tag/billing/GET/billing/plans

        # @!method each(paginated: nil, offset: nil, payer_type: nil, batch: nil)
        #   All of {#list}, `batch` at a time, each page when it is wanted.
        #   @param paginated [Boolean]
        #   @param offset [Integer]
        #   @param payer_type [String, Symbol] `user`, `org`
        #   @param batch [Integer]
        #   @yieldparam item [Clerk::Resource::CommercePlan]
        #   @return [Enumerator, self]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 422, 500
        #   @see https://clerk.com/docs/reference/backend-api/tag/billing/GET/billing/plans
      end

      # `Clerk.api.billing.prices`
      class Prices < Group
        # @!method list(paginated: nil, limit: nil, offset: nil, plan_id: nil)
        #   `GET /v1/billing/prices`, GetBillingPriceList.
        #   @param paginated [Boolean]
        #   @param limit [Integer]
        #   @param offset [Integer]
        #   @param plan_id [String, Symbol]
        #   @return [List<Clerk::Resource::BillingPriceResponse>]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 404, 422, 500
        #   @see https://clerk.com/docs/reference/backend-api/tag/billing/GET/billing/prices

        # @!method each(paginated: nil, offset: nil, plan_id: nil, batch: nil)
        #   All of {#list}, `batch` at a time, each page when it is wanted.
        #   @param paginated [Boolean]
        #   @param offset [Integer]
        #   @param plan_id [String, Symbol]
        #   @param batch [Integer]
        #   @yieldparam item [Clerk::Resource::BillingPriceResponse]
        #   @return [Enumerator, self]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 404, 422, 500
        #   @see https://clerk.com/docs/reference/backend-api/tag/billing/GET/billing/prices

        # @!method create(plan_id:, amount:, currency: nil, annual_monthly_amount: nil, description: nil, supported_billing_periods: nil)
        #   `POST /v1/billing/prices`, CreateBillingPrice.
        #   @param plan_id [String, Symbol]
        #   @param currency [String, Symbol]
        #   @param amount [Integer, nil]
        #   @param annual_monthly_amount [Integer, nil]
        #   @param description [String, Symbol]
        #   @param supported_billing_periods [String, Symbol] `month`, `annual`, `both`
        #   @return [Clerk::Resource::BillingPriceResponse]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 404, 422, 500
        #   @see https://clerk.com/docs/reference/backend-api/tag/billing/POST/billing/prices
      end

      # `Clerk.api.billing.subscription_items`
      class SubscriptionItems < Group
        # @!method list(paginated: nil, limit: nil, offset: nil, status: nil, payer_type: nil, plan_id: nil, include_free: nil, query: nil)
        #   `GET /v1/billing/subscription_items`, GetCommerceSubscriptionItemList.
        #   @param paginated [Boolean]
        #   @param limit [Integer]
        #   @param offset [Integer]
        #   @param status [String, Symbol] `active`, `ended`, `past_due`, `upcoming`, `free_trial`
        #   @param payer_type [String, Symbol] `user`, `org`
        #   @param plan_id [String, Symbol]
        #   @param include_free [Boolean]
        #   @param query [String, Symbol]
        #   @return [List<Clerk::Resource::CommerceSubscriptionItem>]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 422, 500
        #   @see https://clerk.com/docs/reference/backend-api/tag/billing/GET/billing/subscription_items

        # @!method each(paginated: nil, offset: nil, status: nil, payer_type: nil, plan_id: nil, include_free: nil, query: nil, batch: nil)
        #   All of {#list}, `batch` at a time, each page when it is wanted.
        #   @param paginated [Boolean]
        #   @param offset [Integer]
        #   @param status [String, Symbol] `active`, `ended`, `past_due`, `upcoming`, `free_trial`
        #   @param payer_type [String, Symbol] `user`, `org`
        #   @param plan_id [String, Symbol]
        #   @param include_free [Boolean]
        #   @param query [String, Symbol]
        #   @param batch [Integer]
        #   @yieldparam item [Clerk::Resource::CommerceSubscriptionItem]
        #   @return [Enumerator, self]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 422, 500
        #   @see https://clerk.com/docs/reference/backend-api/tag/billing/GET/billing/subscription_items

        # @!method cancel(subscription_item_id, end_now: nil)
        #   `DELETE /v1/billing/subscription_items/:subscription_item_id`, CancelCommerceSubscriptionItem; in JavaScript
        #   `billing.cancelSubscriptionItem`.
        #   @param subscription_item_id [String]
        #   @param end_now [Boolean]
        #   @return [Clerk::Resource::CommerceSubscriptionItem]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422, 500
        #   @see https://clerk.com/docs/reference/backend-api/tag/billing/DELETE/billing/subscription_items/%7Bsubscription_item_id%7D

        # @!method extend_free_trial(subscription_item_id, extend_to:)
        #   `POST /v1/billing/subscription_items/:subscription_item_id/extend_free_trial`,
        #   ExtendBillingSubscriptionItemFreeTrial; in JavaScript `billing.extendSubscriptionItemFreeTrial`.
        #   @param subscription_item_id [String]
        #   @param extend_to [Time, Date, String]
        #   @return [Clerk::Resource::CommerceSubscriptionItem2]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 422, 500
        #   @see https://clerk.com/docs/reference/backend-api/tag/billing/POST/billing/subscription_items/%7Bsubscription_item_id%7D/extend_free_trial

        # @!method create_price_transition(subscription_item_id, from_price_id:, to_price_id:)
        #   `POST /v1/billing/subscription_items/:subscription_item_id/price_transition`, CreateBillingPriceTransition.
        #   @param subscription_item_id [String]
        #   @param from_price_id [String, Symbol]
        #   @param to_price_id [String, Symbol]
        #   @return [Clerk::Resource::CommercePriceTransitionResponse]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 409, 422, 500
        #   @see https://clerk.com/docs/reference/backend-api/tag/billing/POST/billing/subscription_items/%7Bsubscription_item_id%7D/price_transition

        # @!method apply_discount(subscription_item_id, discount_id:)
        #   `POST /v1/billing/subscription_items/:subscription_item_id/discounts`, ApplyBillingSubscriptionItemDiscount.
        #   @param subscription_item_id [String]
        #   @param discount_id [String, Symbol]
        #   @return [Clerk::Resource::CommerceDiscountRedemptionResponse]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 409, 422, 500
        #   @see https://clerk.com/docs/reference/backend-api/tag/billing/POST/billing/subscription_items/%7Bsubscription_item_id%7D/discounts

        # @!method remove_discount(subscription_item_id, discount_id)
        #   `DELETE /v1/billing/subscription_items/:subscription_item_id/discounts/:discount_id`,
        #   RemoveBillingSubscriptionItemDiscount.
        #   @param subscription_item_id [String]
        #   @param discount_id [String]
        #   @return [Clerk::Resource::CommerceDiscountRedemptionResponse]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 403, 404, 409, 422, 500
        #   @see https://clerk.com/docs/reference/backend-api/tag/billing/DELETE/billing/subscription_items/%7Bsubscription_item_id%7D/discounts/%7Bdiscount_id%7D
      end

      # `Clerk.api.billing.statements`
      class Statements < Group
        # @!method list(paginated: nil, limit: nil, offset: nil)
        #   `GET /v1/billing/statements`, GetBillingStatementList.
        #   @param paginated [Boolean]
        #   @param limit [Integer]
        #   @param offset [Integer]
        #   @return [List<Clerk::Resource::BillingStatement>]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 422, 500
        #   @see https://clerk.com/docs/reference/backend-api/tag/billing/GET/billing/statements

        # @!method each(paginated: nil, offset: nil, batch: nil)
        #   All of {#list}, `batch` at a time, each page when it is wanted.
        #   @param paginated [Boolean]
        #   @param offset [Integer]
        #   @param batch [Integer]
        #   @yieldparam item [Clerk::Resource::BillingStatement]
        #   @return [Enumerator, self]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 422, 500
        #   @see https://clerk.com/docs/reference/backend-api/tag/billing/GET/billing/statements

        # @!method get(statement_id)
        #   `GET /v1/billing/statements/:statement_id`, GetBillingStatement.
        #   @param statement_id [String]
        #   @return [Clerk::Resource::BillingStatement]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 404, 422, 500
        #   @see https://clerk.com/docs/reference/backend-api/tag/billing/GET/billing/statements/%7BstatementID%7D

        # @!method list_payment_attempts(statement_id, paginated: nil, limit: nil, offset: nil)
        #   `GET /v1/billing/statements/:statement_id/payment_attempts`, GetBillingStatementPaymentAttempts.
        #   @param statement_id [String]
        #   @param paginated [Boolean]
        #   @param limit [Integer]
        #   @param offset [Integer]
        #   @return [List<Clerk::Resource::BillingPaymentAttempt>]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 404, 422, 500
        #   @see https://clerk.com/docs/reference/backend-api/tag/billing/GET/billing/statements/%7BstatementID%7D/payment_attempts

        # @!method each_payment_attempts(statement_id, paginated: nil, offset: nil, batch: nil)
        #   All of {#list_payment_attempts}, `batch` at a time, each page when it is wanted.
        #   @param statement_id [String]
        #   @param paginated [Boolean]
        #   @param offset [Integer]
        #   @param batch [Integer]
        #   @yieldparam item [Clerk::Resource::BillingPaymentAttempt]
        #   @return [Enumerator, self]
        #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 404, 422, 500
        #   @see https://clerk.com/docs/reference/backend-api/tag/billing/GET/billing/statements/%7BstatementID%7D/payment_attempts
      end
    end
  end
end
