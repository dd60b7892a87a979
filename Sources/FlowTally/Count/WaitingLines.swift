internal import FlowAnswer

/// First lines of pairs, each waiting until its partner comes, its node's clock has gone on by the longest wait, or the cap is passed.
///
/// The rules are those of `WaitingLines` in the executable counting rules. Every step costs at most the logarithm of what
/// waits, whatever the log holds. Slots and their buffers are reused, so that waiting allocates nothing once warm.
/// Bounded by count and bytes; the first in the input leaves.
struct WaitingLines: ~Copyable {
  private struct Slot {
    var record = DropRecord()
    var node = 0
  }

  private let longestWait: Nanoseconds
  private let limits: WaitingLimits
  private var slots: [Slot] = []
  private var free: [Int32] = []
  private var arrivals = ArrivalList()
  private var keys: KeyTrees
  private var deadlines: [DeadlineHeap] = []
  /// Where each slot stands in its node's heap.
  private var places: [Int32] = []
  private var clocks: [Int64] = []
  private var nodes = NodeNumbers()
  /// The node of the record that `advance` was given.
  private var lastNode = 0
  private(set) var byteCount = 0
  private(set) var count = 0

  init(longestWait: Nanoseconds, limits: WaitingLimits) {
    self.longestWait = longestWait
    self.limits = limits
    keys = KeyTrees(bucketCount: 4096)
  }

  /// Moves the clock of the record's node on; `leave` gets each line that has waited too long.
  mutating func advance(_ record: DropRecord, leave: (DropRecord) -> Void) {
    let node = node(record.node)
    lastNode = node
    guard record.time != .absent else {
      return
    }
    clocks[node] = max(clocks[node], record.time.nanoseconds)
    while let first = deadlines[node].first, isBehind(first.time, node) {
      leave(slots[Int(first.slot)].record)
      remove(first.slot)
    }
  }

  private func isBehind(_ time: Int64, _ node: Int) -> Bool {
    let (distance, overflow) = clocks[node].subtractingReportingOverflow(time)
    return overflow || distance > longestWait.count
  }

  /// Lets a line wait; where it is too old already, or another has to make room, that one leaves at once.
  ///
  /// `advance` comes before, with the same record. The record's buffers are exchanged for others.
  mutating func put(_ record: inout DropRecord, leave: (DropRecord) -> Void) {
    let node = lastNode
    if record.time != .absent && isBehind(record.time.nanoseconds, node) {
      leave(record)
      return
    }
    insert(&record, node)
    while count > limits.maximumCount || (byteCount > limits.maximumByteCount && count > 1),
      let first = arrivals.first
    {
      leave(slots[Int(first)].record)
      remove(first)
    }
  }

  private mutating func insert(_ record: inout DropRecord, _ node: Int) {
    let slot = takeSlot()
    record.trim()
    let time = record.time
    byteCount += record.byteCount
    count += 1
    arrivals.append(slot)
    keys.append(slot, hash: record.pairHash, time: time.nanoseconds)
    if time != .absent {
      deadlines[node].insert(Deadline(time: time.nanoseconds, slot: slot), &places)
    }
    swap(&slots[Int(slot)].record, &record)
    slots[Int(slot)].node = node
  }

  private mutating func takeSlot() -> Int32 {
    if let slot = free.popLast() {
      return slot
    }
    slots.append(Slot())
    places.append(0)
    return Int32(slots.count - 1)
  }

  /// The first waiting line of the record's key that is not younger than it, handed to `body` and removed.
  ///
  /// Lines without a time pair in input order.
  mutating func take(_ record: DropRecord, _ body: (DropRecord) -> Void) -> Bool {
    let time = record.time == .absent ? .max : record.time.nanoseconds
    guard let slot = first(of: record, notYoungerThan: time) else {
      return false
    }
    body(slots[Int(slot)].record)
    remove(slot)
    return true
  }

  /// Lets every waiting line of the record's key leave.
  mutating func removeAll(of record: DropRecord, leave: (DropRecord) -> Void) {
    while let slot = first(of: record, notYoungerThan: .max) {
      leave(slots[Int(slot)].record)
      remove(slot)
    }
  }

  private func first(of record: DropRecord, notYoungerThan time: Int64) -> Int32? {
    keys.first(hash: record.pairHash, notYoungerThan: time) {
      slots[Int($0)].record.pairKey.equals(record.pairKey)
    }
  }

  /// The end of the input: all leave.
  mutating func removeAll(leave: (DropRecord) -> Void) {
    while let first = arrivals.first {
      leave(slots[Int(first)].record)
      remove(first)
    }
    // Clocks and nodes start anew with the next input.
    self = WaitingLines(longestWait: longestWait, limits: limits)
  }

  /// The nodes' clocks, and the lines that wait, in the order in which they came.
  var content: (clocks: [(node: [UInt8], time: Int64)], lines: [DropRecord]) {
    let times = zip(0..<nodes.count, clocks).map { node, time in
      (node: nodes.name(of: node), time: time)
    }
    return (times, arrivals.slots.map { slots[Int($0)].record })
  }

  /// Those lines that wait since this run wait since then.
  mutating func noteWaiting(since now: Int64) {
    for slot in arrivals.slots where slots[Int(slot)].record.waitsSince == nil {
      slots[Int(slot)].record.waitsSince = now
    }
  }

  /// Lets some leave.
  mutating func remove(where isOver: (DropRecord) -> Bool, leave: (DropRecord) -> Void) {
    for slot in arrivals.slots where isOver(slots[Int(slot)].record) {
      leave(slots[Int(slot)].record)
      remove(slot)
    }
  }

  /// Sets a node's clock, before any line waits.
  mutating func restore(clockOf node: [UInt8], to time: Int64) {
    var name = TextBuffer()
    name.append(contentsOf: node)
    let node = self.node(name)
    clocks[node] = time
  }

  /// Lets a line wait that waited before; after the clocks.
  mutating func restore(_ record: DropRecord) {
    var record = record
    insert(&record, node(record.node))
  }

  /// A node's number; it has a clock and deadlines then.
  private mutating func node(_ name: TextBuffer) -> Int {
    let node = nodes.number(of: name)
    while clocks.count <= node {
      clocks.append(.min)
      deadlines.append(DeadlineHeap())
    }
    return node
  }

  /// Bytes of all text buffers, those in use and those that are kept for the next lines.
  var bufferByteCount: Int {
    slots.reduce(0) { $0 + $1.record.capacity }
  }

  /// How many lines can wait without more memory.
  var slotCount: Int {
    slots.count
  }

  private mutating func remove(_ slot: Int32) {
    let index = Int(slot)
    arrivals.remove(slot)
    keys.remove(slot)
    if slots[index].record.time != .absent {
      deadlines[slots[index].node].remove(slot, &places)
    }
    byteCount -= slots[index].record.byteCount
    count -= 1
    slots[index].record.forgetLargeBuffers()
    free.append(slot)
  }
}
