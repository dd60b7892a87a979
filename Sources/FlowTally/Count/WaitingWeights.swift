/// Weights that wait by key, the first in the input first: of verdict lines without a time, and of aggregated lines.
///
/// The rules are those of `WaitingWeights` in the executable counting rules. Bounded as waiting lines are.
struct WaitingWeights: ~Copyable {
  private let limits: WaitingLimits
  private var slots = WaitingSlots()
  private var keys = KeyTrees(bucketCount: 1024)
  private var serial = 0
  /// What has become of lines.
  var counts = WaitingCounts()

  init(limits: WaitingLimits) {
    self.limits = limits
  }

  var count: Int { slots.count }
  var stepCount: Int { keys.stepCount }

  /// Lets a record wait with its weight, where it has one; its buffers are exchanged for others.
  mutating func put(_ record: inout DropRecord, leave: (DropRecord) -> Void) {
    guard record.weight > 0 else {
      return
    }
    insert(&record)
    while slots.exceeds(limits), let first = slots.first {
      counts.early += 1
      leave(slots.records[Int(first)])
      remove(first)
    }
  }

  private mutating func insert(_ record: inout DropRecord) {
    serial += 1
    let place = SlotOrder(hash: record.pairHash, time: 0, serial: serial)
    keys.insert(slots.insert(&record), place)
  }

  /// Takes up to so much of the weight of the record's key, and gives how much it was; `body` gets each record that it came of.
  mutating func take(
    _ weight: UInt64, of record: DropRecord, _ body: (DropRecord) -> Void = { _ in }
  ) -> UInt64 {
    var left = weight
    let start = SlotOrder(hash: record.pairHash, time: 0)
    while left > 0,
      let slot = keys.first(
        behind: start, notYoungerThan: 0,
        where: { slots.records[Int($0)].pairKey.equals(record.pairKey) })
    {
      let there = slots.records[Int(slot)].weight
      let taken = min(left, there)
      left -= taken
      body(slots.records[Int(slot)])
      if taken == there {
        remove(slot)
      } else {
        slots.setWeight(there - taken, of: slot)
      }
    }
    return weight - left
  }

  private mutating func remove(_ slot: Int32) {
    keys.remove(slot)
    slots.remove(slot)
  }

  /// The end of the input: all leave.
  mutating func removeAll(leave: (DropRecord) -> Void) {
    remove(where: { _ in true }, leave: leave)
    let counts = counts
    self = WaitingWeights(limits: limits)
    self.counts = counts
  }

  /// Lets some leave.
  mutating func remove(where isOver: (DropRecord) -> Bool, leave: (DropRecord) -> Void) {
    for slot in slots.all where isOver(slots.records[Int(slot)]) {
      leave(slots.records[Int(slot)])
      remove(slot)
    }
  }

  /// The records that wait, in the order in which they came.
  var records: [DropRecord] {
    slots.all.map { slots.records[Int($0)] }
  }

  /// Those that wait since this run wait since then.
  mutating func noteWaiting(since now: Int64) {
    slots.noteWaiting(since: now)
  }

  /// Lets a record wait that waited before.
  mutating func restore(_ record: DropRecord) {
    var record = record
    insert(&record)
  }
}
