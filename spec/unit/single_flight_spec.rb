# frozen_string_literal: true

RSpec.describe Clerk::SingleFlight do
  subject(:flight) { described_class.new }

  let(:done) { Queue.new }

  it "does what it is given" do
    flight.run(flight.landings) { done << 1 }
    expect([done.size, flight.landings]).to eq([1, 1])
  end

  it "does not do what has been done since the caller looked" do
    seen = flight.landings
    2.times { flight.run(seen) { done << 1 } }
    expect(done.size).to eq(1)
  end

  it "lets one thread do it while the others wait until it is done" do
    seen = flight.landings
    threads = Array.new(10) do
      Thread.new do
        flight.run(seen) do
          sleep(0.05)
          done << Thread.current
        end
        done.size
      end
    end
    expect(threads.map(&:value)).to all eq(1)
  end

  it "holds no lock meanwhile: others can ask whether it is done" do
    flight.run(flight.landings) do
      expect(Thread.new { flight.landings }.value).to eq(0)
    end
  end

  it "counts as done when it fails, so that nobody waits for ever, and the failure is the caller's" do
    expect { flight.run(0) { raise IOError } }.to raise_error(IOError)
    flight.run(0) { done << 1 }
    flight.run(1) { done << 2 }
    expect(done.pop).to eq(2)
  end

  it "counts as done when its thread is killed" do
    started = Queue.new
    thread = Thread.new { flight.run(0) { started << 1 and sleep } }
    started.pop
    waiting = Thread.new { flight.run(0) { done << 1 } }
    wait_until { waiting.stop? }
    thread.kill
    waiting.join(1)
    expect([flight.landings, done.size]).to eq([1, 0])
  end

  it "does not wait for itself" do
    expect { flight.run(0) { flight.run(0) { nil } } }.to raise_error(Clerk::InternalError, /by the one who asks/)
    expect(flight.landings).to eq(1)
  end
end
