# frozen_string_literal: true

# Made by `rake api:generate`, for YARD alone.
module Clerk
  module API
    # `Clerk.api.templates`
    class Templates < Group
      # @!method list(template_type, paginated: nil, limit: nil, offset: nil)
      #   `GET /v1/templates/:template_type`, GetTemplateList. Clerk calls it deprecated.
      #   @param template_type [String]
      #   @param paginated [Boolean]
      #   @param limit [Integer]
      #   @param offset [Integer]
      #   @return [List<Clerk::Resource::Template>]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/email-sms-templates/GET/templates/%7Btemplate_type%7D

      # @!method each(template_type, paginated: nil, offset: nil, batch: nil)
      #   All of {#list}, `batch` at a time, each page when it is wanted.
      #   @param template_type [String]
      #   @param paginated [Boolean]
      #   @param offset [Integer]
      #   @param batch [Integer]
      #   @yieldparam item [Clerk::Resource::Template]
      #   @return [Enumerator, self]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/email-sms-templates/GET/templates/%7Btemplate_type%7D

      # @!method get(template_type, slug)
      #   `GET /v1/templates/:template_type/:slug`, GetTemplate. Clerk calls it deprecated.
      #   @param template_type [String]
      #   @param slug [String]
      #   @return [Clerk::Resource::Template]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/email-sms-templates/GET/templates/%7Btemplate_type%7D/%7Bslug%7D

      # @!method upsert(template_type, slug, name: nil, subject: nil, markup: nil, body: nil, delivered_by_clerk: nil, from_email_name: nil, reply_to_email_name: nil)
      #   `PUT /v1/templates/:template_type/:slug`, UpsertTemplate. Clerk calls it deprecated.
      #   @param template_type [String]
      #   @param slug [String]
      #   @param name [String, Symbol]
      #   @param subject [String, Symbol, nil]
      #   @param markup [String, Symbol, nil]
      #   @param body [String, Symbol]
      #   @param delivered_by_clerk [Boolean, nil]
      #   @param from_email_name [String, Symbol]
      #   @param reply_to_email_name [String, Symbol]
      #   @return [Clerk::Resource::Template]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 402, 403, 404, 422, 423, 429
      #   @see https://clerk.com/docs/reference/backend-api/tag/email-sms-templates/PUT/templates/%7Btemplate_type%7D/%7Bslug%7D

      # @!method revert(template_type, slug)
      #   `POST /v1/templates/:template_type/:slug/revert`, RevertTemplate. Clerk calls it deprecated.
      #   @param template_type [String]
      #   @param slug [String]
      #   @return [Clerk::Resource::Template]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 402, 404
      #   @see https://clerk.com/docs/reference/backend-api/tag/email-sms-templates/POST/templates/%7Btemplate_type%7D/%7Bslug%7D/revert

      # @!method preview(template_type, slug, subject: nil, body: nil, from_email_name: nil, reply_to_email_name: nil)
      #   `POST /v1/templates/:template_type/:slug/preview`, PreviewTemplate. Clerk calls it deprecated.
      #   @param template_type [String]
      #   @param slug [String]
      #   @param subject [String, Symbol, nil]
      #   @param body [String, Symbol]
      #   @param from_email_name [String, Symbol]
      #   @param reply_to_email_name [String, Symbol]
      #   @return [Hash{String => Object}]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 404, 422
      #   @see https://clerk.com/docs/reference/backend-api/tag/email-sms-templates/POST/templates/%7Btemplate_type%7D/%7Bslug%7D/preview

      # @!method toggle_delivery(template_type, slug, delivered_by_clerk: nil)
      #   `POST /v1/templates/:template_type/:slug/toggle_delivery`, ToggleTemplateDelivery. Clerk calls it deprecated.
      #   @param template_type [String]
      #   @param slug [String]
      #   @param delivered_by_clerk [Boolean]
      #   @return [Clerk::Resource::Template]
      #   @raise [ArgumentError, ConnectionError, ApiError] 400, 401, 404, 423, 429
      #   @see https://clerk.com/docs/reference/backend-api/tag/email-sms-templates/POST/templates/%7Btemplate_type%7D/%7Bslug%7D/toggle_delivery
    end
  end
end
