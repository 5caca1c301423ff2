# frozen_string_literal: true

module Clerk
  # What an operation of the Backend API lists: one page of it, with the way to the next. Frozen.
  #
  # @example
  #   page = Clerk.api.users.list(limit: 20)
  #   page.map(&:id)
  #   page.each_page { |one| one.each { |user| … } }
  class List
    include Enumerable
    include Opaque

    # @param operation [API::Operation]
    # @param json [Object] its answer
    # @param call [Array] how it was called: group, name, path, parameters
    # @return [List]
    # @api private
    def self.of(operation, json, *call)
      items, total_count = operation.decode_list(json)
      new(items, total_count:, following: operation.pages? ? [operation, *call] : nil)
    end

    # @return [Integer, nil] how many there are on all pages, where the API says so
    attr_reader :total_count

    # @api private
    def initialize(items, total_count: nil, following: nil)
      @items = items.frozen? ? items : items.dup.freeze
      @total_count = total_count
      @following = following
      freeze
    end

    # @yieldparam item [Resource] of this page
    # @return [self, Enumerator]
    def each(&block)
      return to_enum(:each) { size } unless block

      @items.each(&block)
      self
    end

    # @return [Integer] how many there are on this page
    def size = @items.size
    alias length size

    # @return [Boolean] whether there is nothing on this page
    def empty? = @items.empty?

    # @param index [Integer, Range] or a position and a length, as Array#[]
    # @return [Resource, Array<Resource>, nil]
    def [](*index) = @items[*index]

    # @return [Resource, nil]
    def last(...) = @items.last(...)

    # @return [Array<Resource>] of this page, frozen
    def to_a = @items
    alias to_ary to_a

    # Asks for the next page: by the id of the last item where the API recommends that, as then rows that come or go
    # meanwhile are neither repeated nor skipped; else by offset. The last page is the one at the total count, or where
    # that is not known, the one that is shorter than its limit.
    #
    # @return [List, nil] nil when there is none
    # @raise [ApiError, ConnectionError]
    def next_page
      return if @following.nil? || empty?

      operation, group, name, path, parameters = @following
      further = further(operation, parameters) or return
      page = group.call(name, path, { **parameters, **further })
      # An API that takes no notice of where to start would never end.
      page unless page.empty? || page == self
    end

    # This page and all that follow; each is asked for when it is wanted.
    #
    # @yieldparam page [List]
    # @return [self, Enumerator]
    # @raise [ApiError, ConnectionError]
    def each_page
      return to_enum(:each_page) unless block_given?

      page = self
      while page
        yield page
        page = page.next_page
      end
      self
    end

    def ==(other)
      other.is_a?(List) && other.to_a == @items
    end
    alias eql? ==

    def hash = @items.hash

    # @return [String]
    def inspect
      "#<Clerk::List #{size}#{" of #{total_count}" if total_count}>"
    end

    # @return [Array] what may be shown, as {Resource#as_json}
    def as_json(*) = @items.map { |item| item.respond_to?(:as_json) ? item.as_json : item }

    # @return [String] {#as_json} as JSON
    def to_json(...) = as_json.to_json(...)

    # The resources and their count; the way to the next page stays behind, with the secret key.
    #
    # @return [Array]
    # @api private
    def marshal_dump = [@items, @total_count]

    # @api private
    def marshal_load(dumped)
      initialize(dumped.first, total_count: dumped.last)
    end

    private

    def further(operation, parameters)
      offset = parameters[:offset].to_i + size
      limit = parameters[:limit]
      return if total_count ? offset >= total_count : limit && size < limit

      after = after_last if parameters[:starting_after] || operation.follows_ids?(parameters)
      after || ({ offset: } if operation.offset? && !parameters[:starting_after])
    end

    # An offset besides would leave out rows of each page again.
    def after_last
      last = @items.last
      { starting_after: last.id, offset: nil } if last.is_a?(Resource) && last.id
    end
  end
end
