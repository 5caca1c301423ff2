# frozen_string_literal: true

module Conformance
  # Makes up tokens by name, mostly good ones or with one thing odd.
  module TokenNames
    SESSION = [Times, Identities, Headers, Shapes, Sessions].map { |group| group::TWISTS.keys }.freeze
    MACHINE = [Times, Identities, Headers, Machines].map { |group| group::TWISTS.keys }.freeze
    # What happens all the time.
    COMMON = %w[expired expired exp_in_skew iat_old org org_old azp_missing foreign pending iss_proxy].freeze
    private_constant :SESSION, :MACHINE, :COMMON

    # @param random [Random]
    # @return [Array<String>] names for {Mint#token}
    def self.session(random)
      case random.rand(100)
      when 0...3 then ["template", *twists(SESSION, random, 1)]
      when 3...5 then ["m2m", *twists(MACHINE, random, 1)]
      when 5...7 then ["oauth", *twists(MACHINE, random, 1)]
      when 7...8 then ["handshake"]
      else ["session", *twists(SESSION, random, [0, 0, 1, 1, 1, 2].sample(random:))]
      end
    end

    # @param random [Random]
    # @return [Array<String>] the same for machine JWTs
    def self.machine(random)
      return session(random) if random.rand(12).zero?

      [%w[m2m oauth].sample(random:), *twists(MACHINE, random, [0, 1, 1, 2].sample(random:))]
    end

    # @param random [Random]
    # @return [Array<String>] the same for handshake tokens
    def self.handshake(random)
      return ["template"] if random.rand(15).zero?

      ["handshake", *(if random.rand(3).zero?
                        twists([Headers, Shapes, Times].map do |g|
                                 g::TWISTS.keys
                               end, random, 1)
                      else
                        []
                      end)]
    end

    # @param random [Random]
    # @return [String] a name for {Directives#list}
    def self.directives(random)
      form = random.rand(3).zero? ? Directives::FORMS.sample(random:) : "ok"
      twists = random.rand(2).zero? ? twists(SESSION, random, 1) : []
      [form, *twists].join("~")
    end

    # @param random [Random]
    # @return [String] an opaque machine token
    def self.opaque(random)
      answers = MachineAnswers
      names = [answers::GOOD, answers::GOOD, answers::DEAD, answers::ODD, Backend::FAILURES.keys].sample(random:)
      "#{%w[ak mt oat].sample(random:)}_#{names.sample(random:)}"
    end

    def self.twists(groups, random, count)
      Array.new(count) { (random.rand(4).zero? ? COMMON : groups.sample(random:)).sample(random:) }
    end
    private_class_method :twists
  end
end
