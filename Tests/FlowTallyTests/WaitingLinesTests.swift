import FlowAnswer
import TestSupport
import Testing

@testable import FlowTally

/// What waiting costs, whatever the log holds.
@Suite struct WaitingLinesTests {
  private static func fill(
    _ record: inout DropRecord, node: String = "n", key: String, time: Int64?, size: Int = 10
  ) {
    record.node.removeAll()
    record.node.append(contentsOf: node.utf8)
    record.time = OptionalTime(time.map { Timestamp(nanoseconds: $0) })
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
    private(set) var leftCount = 0

    init(window: Int64 = 1_000_000, _ limits: WaitingLimits) {
      lines = WaitingLines(longestWait: Nanoseconds(window), limits: limits)
    }

    var count: Int { lines.count }
    var byteCount: Int { lines.byteCount }
    var slotCount: Int { lines.slotCount }
    var bufferByteCount: Int { lines.bufferByteCount }

    func put(node: String = "n", key: String, time: Int64?, size: Int = 10) {
      fill(&record, node: node, key: key, time: time, size: size)
      var left = 0
      lines.advance(record) { _ in left += 1 }
      lines.put(&record) { _ in left += 1 }
      leftCount += left
    }

    func take(node: String = "n", key: String, time: Int64?) -> Bool {
      fill(&record, node: node, key: key, time: time)
      return lines.take(record) { _ in }
    }
  }

  @Test("no more lines wait than the limit, and no memory is taken for more")
  func countLimit() {
    let waiting = Waiting(WaitingLimits(maximumCount: 100))
    for index in 0..<20_000 {
      waiting.put(node: "n\(index % 7)", key: "k\(index % 13)", time: index % 3 == 0 ? nil : 0)
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
    for round in 0..<40 {
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
    #expect(waiting.count == 800)
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
    for _ in 0..<20 {
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

  @Test("many lines of one key, all too young or only the last old enough, cost no walk each")
  func oneKey() {
    let waiting = Waiting(WaitingLimits())
    for index in 0..<20_000 {
      waiting.put(key: "k", time: 500_000 - Int64(index))
    }
    for index in 0..<20_000 {
      let isTakenTooEarly = waiting.take(key: "k", time: 480_000 + Int64(index))
      #expect(!isTakenTooEarly)
      let isTaken = waiting.take(key: "k", time: 480_001 + Int64(index))
      #expect(isTaken)
    }
    #expect(waiting.count == 0)
  }

  @Test(
    "a line is the first of its key in the input that is not younger; others of the hash are not it"
  )
  func firstInTree() {
    var trees = KeyTrees(bucketCount: 4)
    // Slot, hash, time: hashes 1 and 5 share a bucket.
    let rows: [(Int32, UInt32, Int64)] = [
      (3, 1, 50), (0, 5, 10), (2, 1, 40), (1, 1, 30), (6, 5, 60), (4, 1, 40), (5, 2, 0),
    ]
    for (slot, hash, time) in rows {
      trees.append(slot, hash: hash, time: time)
    }
    func first(_ hash: UInt32, _ time: Int64) -> Int32? {
      trees.first(hash: hash, notYoungerThan: time) { _ in true }
    }
    #expect([60, 50, 49, 40, 39, 30, 29].map { first(1, $0) } == [3, 3, 2, 2, 1, 1, nil])
    #expect([60, 59, 10, 9].map { first(5, $0) } == [0, 0, 0, nil])
    #expect(trees.first(hash: 1, notYoungerThan: 60) { $0 != 3 && $0 != 2 } == 1)
    trees.remove(3)
    trees.remove(1)
    trees.remove(0)
    #expect([60, 40, 39].map { first(1, $0) } == [2, 2, nil])
    #expect([60, 59].map { first(5, $0) } == [6, nil])
    trees.append(3, hash: 1, time: .min)
    #expect(first(1, .min) == 3)
    #expect(first(1, 40) == 2)
    #expect(first(2, 0) == 5)
    #expect(first(3, .max) == nil)
  }

  @Test("a heap gives the earliest deadline first, whichever others left", arguments: 0..<20)
  func deadlines(seed: UInt64) {
    var random = SeededNumbers(seed)
    var heap = DeadlineHeap()
    var places = [Int32](repeating: 0, count: 300)
    var present: [Int32: Int64] = [:]
    for _ in 0..<2_000 {
      let slot = Int32(random.below(300))
      if present[slot] != nil {
        heap.remove(slot, &places)
        present[slot] = nil
      } else {
        let time = Int64(random.below(100))
        heap.insert(Deadline(time: time, slot: slot), &places)
        present[slot] = time
      }
      #expect(heap.first?.time == present.values.min(), "seed \(seed)")
    }
  }

  @Test("slots leave a list of arrivals in the order in which they came")
  func arrivals() {
    var list = ArrivalList()
    var order: [Int32] = []
    for slot in [4, 2, 7, 0, 9, 1] as [Int32] {
      list.append(slot)
    }
    list.remove(7)
    list.remove(4)
    list.remove(1)
    list.append(4)
    while let first = list.first {
      order.append(first)
      list.remove(first)
    }
    #expect(order == [2, 0, 9, 4])
    list.append(3)
    #expect(list.first == 3)
  }
}
