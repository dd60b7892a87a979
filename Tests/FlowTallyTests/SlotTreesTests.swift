import TestSupport
import Testing

@testable import FlowTally

/// Where waiting lines are found: by key, by time, and in the order in which they came.
@Suite struct SlotTreesTests {
  @Test("the nearest line of a key is found on both sides; others of the hash are not it")
  func keyTrees() {
    var trees = KeyTrees(bucketCount: 4)
    // Slot, hash, time: hashes 1 and 5 share a bucket.
    let rows: [(Int32, UInt32, Int64)] = [
      (3, 1, 50), (0, 5, 10), (2, 1, 40), (1, 1, 30), (6, 5, 60), (4, 1, 40), (5, 2, 0),
    ]
    for (serial, row) in rows.enumerated() {
      trees.insert(row.0, SlotOrder(hash: row.1, time: row.2, serial: serial + 1))
    }
    func first(_ hash: UInt32, _ time: Int64, _ limit: Int64 = .max) -> Int32? {
      trees.first(behind: SlotOrder(hash: hash, time: time), notYoungerThan: limit) { _ in true }
    }
    func last(_ hash: UInt32, _ time: Int64, _ limit: Int64 = .min) -> Int32? {
      trees.last(before: SlotOrder(behind: time, hash: hash), notOlderThan: limit) { _ in true }
    }
    let behind = [0, 30, 31, 40, 41, 50, 51].map { first(1, $0) }
    #expect(behind == [1, 1, 2, 2, 3, 3, nil])
    let before = [60, 50, 49, 40, 39, 30, 29].map { last(1, $0) }
    #expect(before == [3, 3, 4, 4, 1, 1, nil])
    #expect(first(1, 0, 29) == nil)
    #expect(last(1, 60, 51) == nil)
    let other = trees.first(behind: SlotOrder(hash: 1, time: 31), notYoungerThan: .max) { $0 != 2 }
    #expect(other == 4)
    trees.remove(2)
    trees.remove(3)
    #expect(first(1, 31) == 4)
    #expect(first(1, 41) == nil)
    #expect(first(5, 11) == 6)
    #expect(last(2, 5) == 5)
    #expect(last(3, .max) == nil)
  }

  @Test("an ordered set gives what a sorted list gives, whatever came and left", arguments: 0..<20)
  func slotTrees(seed: UInt64) {
    var random = SeededNumbers(seed)
    var trees = SlotTrees()
    var root: Int32 = -1
    var present: [(order: SlotOrder, slot: Int32)] = []
    for serial in 1...2_000 {
      let slot = Int32(random.below(300))
      if let index = present.firstIndex(where: { $0.slot == slot }) {
        trees.remove(slot, from: &root)
        present.remove(at: index)
      } else {
        let order = SlotOrder(
          hash: UInt32(random.below(3)), time: Int64(random.below(20)),
          rank: UInt8(random.below(2)), serial: serial)
        trees.insert(slot, order, into: &root)
        let index = present.firstIndex { order < $0.order } ?? present.count
        present.insert((order, slot), at: index)
      }
      let place = SlotOrder(hash: UInt32(random.below(3)), time: Int64(random.below(20)))
      let found = [
        trees.first(root), trees.last(root), trees.first(root, behind: place),
        trees.last(root, before: place),
      ]
      let expected = [
        present.first?.slot, present.last?.slot, present.first { place < $0.order }?.slot,
        present.last { $0.order < place }?.slot,
      ]
      #expect(found == expected.map { $0 ?? -1 }, "seed \(seed)")
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
