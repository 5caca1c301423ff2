# frozen_string_literal: true

require "securerandom"

module Clerk
  class Backend
    # Forms with files.
    #
    # @api private
    # @see https://www.rfc-editor.org/rfc/rfc7578
    module Multipart
      # The media types of images that Clerk takes, for files that do not say theirs.
      TYPES = {
        ".gif" => "image/gif", ".jpeg" => "image/jpeg", ".jpg" => "image/jpeg", ".png" => "image/png",
        ".svg" => "image/svg+xml", ".webp" => "image/webp"
      }.freeze
      ANY_TYPE = "application/octet-stream"
      # What may stand in a header unquoted, both for a type and its parameters.
      TYPE = %r{\A[\w.+-]+/[\w.+-]+(?:; ?[\w.+-]+=[\w.+-]+)*\z}
      private_constant :TYPES, :ANY_TYPE, :TYPE

      # @param form [Hash] values by names: a text, a number, a flag, a Symbol, a Pathname, an IO, or an uploaded file,
      #   which may respond to `original_filename` and `content_type`; an Array repeats its name; nil leaves it out
      # @return [Array(String, String)] the content type and the body
      # @raise [ArgumentError] for any other value
      def self.encode(form)
        boundary = "clerk-#{SecureRandom.hex(16)}"
        body = String.new(encoding: Encoding::BINARY)
        form.each do |name, values|
          (values.is_a?(Array) ? values : [values]).compact.each { |value| body << part(boundary, name, value) }
        end
        ["multipart/form-data; boundary=#{boundary}", body << "--#{boundary}--\r\n"]
      end

      # @api private
      def self.part(boundary, name, value)
        head = "--#{boundary}\r\nContent-Disposition: form-data; name=\"#{escape(name)}\""
        unless text?(value)
          file, type, value = file(name, value)
          head += "; filename=\"#{escape(file)}\"\r\nContent-Type: #{type}"
        end
        "#{head}\r\n\r\n".b << value.to_s.b << "\r\n"
      end

      # @api private
      def self.text?(value)
        case value
        when String, Symbol, Numeric, true, false then true
        end
      end

      # Its name, its type and what is in it from where it stands.
      #
      # @api private
      def self.file(field, file)
        raise ArgumentError, "#{field}: #{file.class} is no file" unless file.respond_to?(:read)

        way = %i[original_filename path to_path].find { |one| file.respond_to?(one) }
        name = File.basename((way && file.public_send(way)).to_s.scrub.delete("\0").gsub("\\", "/"))
        type = file.content_type.to_s if file.respond_to?(:content_type)
        type = TYPES.fetch(File.extname(name).downcase, ANY_TYPE) unless TYPE.match?(type.to_s)
        [name.empty? ? "file" : name, type, file.respond_to?(:binread) ? file.binread : file.read]
      end

      # Browsers write %22 for a quote; not every server takes what is between quotes for one value.
      #
      # @api private
      def self.escape(text)
        text.to_s.encode(Encoding::UTF_8, invalid: :replace, undef: :replace).scrub.gsub(/[[:cntrl:]";\\]/, "_")
      end
      private_class_method :part, :text?, :file, :escape
    end
  end
end
