# frozen_string_literal: true

require "json"
require "pathname"
require "rack"
require "rack/multipart"
require "tempfile"
require "tmpdir"

# Images and other files, as a server reads them that is not ours: Rack.
RSpec.describe "Files sent to the Backend API" do
  let(:png) { "\x89PNG\r\n\x1A\n--clerk\r\n\xFF\x00".b }
  let(:wire) { SpecWire.start(SpecWire.answer(200, "{}")) }
  let(:backend) do
    configuration = Clerk::Configuration.new(secret_key: "sk_test_x", api_url: wire.url)
    Clerk::Instance.build(configuration, :calls).backend
  end

  def read(**form)
    backend.request("PUT", "/v1/organizations/org_1/logo", form:)
    request = wire.requests.last
    Rack::Multipart.parse_multipart("CONTENT_TYPE" => request.headers["content-type"],
                                    "CONTENT_LENGTH" => request.body.bytesize.to_s,
                                    "rack.input" => StringIO.new(request.body))
  end

  def file(path, bytes = png) = path.tap { |one| File.binwrite(one, bytes) }

  it "arrive with their bytes, their name and their type, beside what else is said" do
    Dir.mktmpdir do |dir|
      path = Pathname(file("#{dir}/logo.png"))
      form = read(file: path, uploader_user_id: "user_ä", number: 7, flag: false, nothing: nil)
      expect(form).to match("file" => include(filename: "logo.png", type: "image/png"), "uploader_user_id" => "user_ä",
                            "number" => "7", "flag" => "false")
      expect(form["file"][:tempfile].read).to eq(png)
    end
  end

  it "may be files, uploads, or anything that can be read" do
    Dir.mktmpdir do |dir|
      upload = Struct.new(:read, :original_filename, :content_type).new(png, "My logo.svg", "image/svg+xml")
      { File.open(file("#{dir}/a.JPG"), "rb") => ["a.JPG", "image/jpeg"], upload => ["My logo.svg", "image/svg+xml"],
        StringIO.new(png) => ["file", "application/octet-stream"] }.each do |given, (filename, type)|
        part = read(file: given).fetch("file")
        expect(part).to include(filename:, type:)
        expect(part[:tempfile].read).to eq(png)
      end
    end
  end

  it "have names and types that stay what they are: no header, no other field, no folder" do
    names = { "a\"; name=\"admin\r\nX: y.png" => "a__ name=_admin__X: y.png", "../../etc/passwd" => "passwd",
              "C:\\temp\\x.png" => "x.png", "\xFFü.png" => "\u{FFFD}ü.png", "" => "file", ".." => ".." }
    names.each do |given, filename|
      upload = Struct.new(:read, :original_filename, :content_type).new("x", given, "image/png\r\nX-Evil: 1")
      form = read(file: upload)
      expect(form.keys).to eq(["file"])
      type = given.end_with?("png") ? "image/png" : "application/octet-stream"
      expect(form["file"].values_at(:filename, :type).map(&:b)).to eq([filename.b, type])
      expect(wire.requests.last.body.scan(/^[\w-]+:/)).to eq(%w[Content-Disposition: Content-Type:])
    end
  end

  it "are refused when they are none" do
    [Object.new, [nil, Object.new], { a: 1 }].each do |odd|
      expect { read(file: odd) }.to raise_error(ArgumentError, /\Afile: (?:Object|Hash) is no file/)
    end
    expect(wire.requests).to eq([])
  end
end
