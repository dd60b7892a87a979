internal import FlowAnswer

/// Waiting lines, by slot, under the hashes of their keys, to find the nearest in time.
///
/// A log may let a hundred thousand lines of one key wait, so a list would be walked to its end each time. Slots of one bucket
/// stand in one ordered set, those of one hash beside each other.
struct KeyTrees: ~Copyable {
  private let bucketCount: Int
  private var roots: [Int32] = []
  private var trees = SlotTrees()

  /// So many sets, a power of two; they take no memory until the first slot comes.
  ///
  /// Few, because all are to stay in the cache: where many lines wait, a set's height grows with the logarithm of their number.
  init(bucketCount: Int) {
    precondition(bucketCount.nonzeroBitCount == 1)
    self.bucketCount = bucketCount
  }

  /// Nodes that were looked at.
  var stepCount: Int {
    trees.stepCount
  }

  @inline(__always)
  private func bucket(of hash: UInt32) -> Int {
    Int(hash) & (bucketCount - 1)
  }

  @inline(__always)
  private func root(of hash: UInt32) -> Int32 {
    roots.isEmpty ? -1 : roots[bucket(of: hash)]
  }

  mutating func insert(_ slot: Int32, _ order: SlotOrder) {
    if roots.isEmpty {
      roots = [Int32](repeating: -1, count: bucketCount)
    }
    trees.insert(slot, order, into: &roots[bucket(of: order.hash)])
  }

  mutating func remove(_ slot: Int32) {
    trees.remove(slot, from: &roots[bucket(of: trees.order(of: slot).hash)])
  }

  /// The place of a slot that waits.
  func order(of slot: Int32) -> SlotOrder {
    trees.order(of: slot)
  }

  /// The first slot of the place's hash that stands behind it and is not younger than that, for which `matches` holds.
  ///
  /// Slots of one hash and different keys are as good as never there: the hash is seeded in each process anew.
  mutating func first(
    behind order: SlotOrder, notYoungerThan time: Int64, where matches: (Int32) -> Bool
  ) -> Int32? {
    var place = order
    while true {
      let slot = trees.first(root(of: order.hash), behind: place)
      guard slot >= 0 else {
        return nil
      }
      place = trees.order(of: slot)
      guard place.hash == order.hash, place.time <= time else {
        return nil
      }
      if matches(slot) {
        return slot
      }
    }
  }

  /// The last slot of the place's hash that stands before it and is not older than that, for which `matches` holds.
  mutating func last(
    before order: SlotOrder, notOlderThan time: Int64, where matches: (Int32) -> Bool
  ) -> Int32? {
    var place = order
    while true {
      let slot = trees.last(root(of: order.hash), before: place)
      guard slot >= 0 else {
        return nil
      }
      place = trees.order(of: slot)
      guard place.hash == order.hash, place.time >= time else {
        return nil
      }
      if matches(slot) {
        return slot
      }
    }
  }
}
