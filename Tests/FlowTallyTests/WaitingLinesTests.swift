import FlowAnswer
import TestSupport
import Testing

@testable import FlowTally

/// What waiting costs, whatever the log holds.
@Suite struct WaitingLinesTests {
  private static func fill(
    _ record: inout DropRecord, node: String = "n", key: String, time: Int64, size: Int = 10
  ) {
    record.node.removeAll()
    record.node.append(contentsOf: node.utf8)
    record.time = OptionalTime(nanoseconds: time)
    record.pairKey.removeAll()
    record.pairKey.append(contentsOf: key.utf8)
    record.hashPairKey()
    record.values.removeAll()
    record.values.append(contentsOf: [UInt8](repeating: 120, count: size))
  }

  /// Lines that wait, or have to leave for others.
  ///
  /// A class, because expectations copy what they look at, and what waits need not be copyable.
  private final class Waiting {
    private var lines: WaitingLines
    private var record = DropRecord()
    /// Lines that left alone, and pairs.
    private(set) var leftCount = 0
    private(set) var pairCount = 0

    init(window: Int64 = 1_000_000, _ limits: WaitingLimits = WaitingLimits()) {
      var limits = limits
      limits.pairWait = Nanoseconds(window)
      lines = WaitingLines(limits: limits)
    }

    var count: Int { lines.count }
    var byteCount: Int { lines.byteCount }
    var slotCount: Int { lines.slotCount }
    var bufferByteCount: Int { lines.bufferByteCount }
    var nodeCount: Int { lines.nodeCount }
    var stepCount: Int { lines.stepCount }
    var counts: WaitingCounts { lines.counts }

    func put(
      _ kind: DropKind = .policyVerdict, node: String = "n", key: String, time: Int64,
      size: Int = 10
    ) {
      fill(&record, node: node, key: key, time: time, size: size)
      record.kind = kind
      lines.put(&record) { left in
        leftCount += left.hasPartner ? 0 : 1
        pairCount += left.hasPartner ? 1 : 0
      }
    }

    func take(node: String = "n", key: String, time: Int64) -> Bool {
      fill(&record, node: node, key: key, time: time)
      record.kind = .otherNotification
      return lines.take(record) { _ in }
    }

    func end() {
      lines.removeAll { left in
        leftCount += left.hasPartner ? 0 : 1
        pairCount += left.hasPartner ? 1 : 0
      }
    }
  }

  @Test("no more lines wait than the limit, and no memory is taken for more")
  func countLimit() {
    let waiting = Waiting(WaitingLimits(maximumCount: 100))
    for index in 0..<20_000 {
      waiting.put(node: "n\(index % 7)", key: "k\(index % 13)", time: 0)
    }
    #expect(waiting.count == 100)
    #expect(waiting.leftCount == 19_900)
    #expect(waiting.slotCount == 101)
  }

  @Test("the bytes of waiting lines are limited; one line may be larger")
  func byteLimit() {
    let waiting = Waiting(WaitingLimits(maximumByteCount: 10_000))
    for index in 0..<1_000 {
      waiting.put(key: "k\(index)", time: 0, size: 1_000)
      #expect(waiting.byteCount <= 10_000)
    }
    #expect(waiting.count == 9)
    waiting.put(key: "large", time: 0, size: 50_000)
    #expect(waiting.count == 1)
    waiting.put(key: "small", time: 0)
    #expect(waiting.count == 1)
    #expect(waiting.byteCount < 100)
  }

  @Test("buffers of long lines do not stay behind short ones")
  func largeBuffers() {
    let waiting = Waiting(WaitingLimits())
    let rounds = Scale.rounds(40, inCI: 10)
    for round in 0..<rounds {
      // Long lines that leave, then as many short ones that take their places and wait.
      for index in 0..<20 {
        waiting.put(key: "long \(round) \(index)", time: 0, size: 100_000)
      }
      for index in 0..<20 {
        let isTaken = waiting.take(key: "long \(round) \(index)", time: 0)
        #expect(isTaken)
      }
      for index in 0..<20 {
        waiting.put(key: "short \(round) \(index)", time: 0)
      }
    }
    #expect(waiting.count == 20 * rounds)
    #expect(waiting.bufferByteCount < 1_000_000)
  }

  @Test("a short line does not keep the buffers of a long one that did not wait")
  func longLinesBetween() {
    let waiting = Waiting(WaitingLimits())
    for index in 0..<50 {
      waiting.put(key: "short \(index)", time: 0)
      let isTaken = waiting.take(key: String(repeating: "long", count: 25_000), time: 0)
      #expect(!isTaken)
    }
    #expect(waiting.count == 50)
    #expect(waiting.bufferByteCount < 100_000)
  }

  @Test("places that are free keep no large buffers")
  func freePlaces() {
    let waiting = Waiting(WaitingLimits())
    for _ in 0..<Scale.rounds(20, inCI: 6) {
      for index in 0..<10 {
        waiting.put(key: "long \(index)", time: 0, size: 100_000)
      }
      for index in 0..<200 {
        waiting.put(key: "short \(index)", time: 0)
      }
      // The long ones leave first, so that the next long ones take the places of short ones.
      for key in (0..<10).map({ "long \($0)" }) + (0..<200).map({ "short \($0)" }) {
        let isTaken = waiting.take(key: key, time: 0)
        #expect(isTaken)
      }
    }
    #expect(waiting.count == 0)
    #expect(waiting.bufferByteCount < 500_000)
  }

  @Test("what was taken leaves nothing behind")
  func takenLines() {
    let waiting = Waiting(WaitingLimits())
    for index in 0..<20_000 {
      waiting.put(node: "n\(index % 500)", key: "k", time: Int64(index % 5))
      let isTaken = waiting.take(node: "n\(index % 500)", key: "k", time: 5)
      #expect(isTaken)
    }
    #expect(waiting.count == 0)
    #expect(waiting.byteCount == 0)
    #expect(waiting.slotCount == 1)
  }

  /// What a log may hold that wants to be expensive: the time and the node of a line.
  static let costly: [(name: String, line: @Sendable (Int) -> (time: Int64, node: Int))] = [
    ("forwards", { (Int64($0) * 2_000_000, 0) }),
    ("backwards", { (Int64(200_000 - $0) * 2_000_000, 0) }),
    ("an hour to and fro", { (Int64($0) * 2_000_000 + Int64($0 % 2) * 3_600_000_000_000, 0) }),
    ("an hour on", { (Int64($0) * 3_600_000_000_000, 0) }),
    ("an hour back", { (Int64(200_000 - $0) * 3_600_000_000_000, 0) }),
    ("a new node on every line", { (Int64($0) * 3_600_000_000_000, $0) }),
  ]

  @Test(
    "131,072 lines of one key cost the logarithm each, whatever their times",
    arguments: 0..<costly.count)
  func cost(number: Int) {
    let (name, line) = Self.costly[number]
    let waiting = Waiting(window: 5_000_000_000, WaitingLimits())
    let count = Scale.rounds(131_072, inCI: 20_000)
    for index in 0..<count {
      let (time, node) = line(index)
      waiting.put(
        index % 3 == 2 ? .notification : .policyVerdict, node: "n\(node)", key: "k\(node)",
        time: time)
      #expect(waiting.nodeCount <= waiting.count + 16_385)
    }
    waiting.end()
    #expect(waiting.leftCount + 2 * waiting.pairCount == count, "\(name)")
    // A treap of so many nodes is 40 deep, next to never 80; each line is asked for, put in and taken out of two of them.
    #expect(waiting.stepCount < count * 400, "\(name)")
  }

  @Test("a node goes with its last waiting line, but for a few that are remembered")
  func nodes() {
    let waiting = Waiting(WaitingLimits(maximumCount: 10))
    for index in 0..<50_000 {
      waiting.put(node: "n\(index)", key: "k", time: Int64(index))
    }
    #expect(waiting.count == 10)
    #expect(waiting.nodeCount <= 16_400)
  }

  @Test("a line that left only because too many waited is told, one far from its clock is not")
  func early() {
    let waiting = Waiting(window: 5_000_000_000, WaitingLimits(maximumCount: 10))
    for index in 0..<20 {
      waiting.put(key: "k\(index)", time: Int64(index) * 1_000_000_000)
    }
    // The first ten left with a clock of 10 to 19 s: none was within 5 s of it.
    #expect(waiting.counts == WaitingCounts())
    #expect(waiting.leftCount == 10)
    for index in 20..<25 {
      waiting.put(key: "k\(index)", time: 19_000_000_000)
    }
    #expect(waiting.counts == WaitingCounts(jumps: 0, left: 0, early: 1))
    waiting.put(key: "k", time: 0)
    #expect(waiting.counts == WaitingCounts(jumps: 1, left: 0, early: 1))
  }
}
