/// First lines of pairs, each waiting until its partner comes, its node's clock has gone on by a window, or the cap is passed.
///
/// The rules are those of `WaitingLines` in the executable counting rules. Slots and their buffers are reused, so that
/// waiting allocates nothing once warm. Bounded by count and bytes; the first in the input leaves.
struct WaitingLines {
  private struct Slot {
    var record = DropRecord()
    var serial = 0
    var node = 0
    var bucket = 0
    var next: Int32 = -1
    var previous: Int32 = -1
    var isWaiting = false

    func holds(_ serial: Int) -> Bool {
      isWaiting && self.serial == serial
    }
  }

  private let window: Int64
  private let limits: WaitingLimits
  private var slots: [Slot] = []
  private var free: [Int32] = []
  private var buckets = [Int32](repeating: -1, count: 1024)
  private var bucketEnds = [Int32](repeating: -1, count: 1024)
  private var arrivals = ArrivalQueue()
  private var deadlines: [DeadlineHeap] = []
  private var clocks: [Int64] = []
  private var nodes = NodeNumbers()
  private var serial = 0
  private var byteCount = 0
  private(set) var count = 0

  init(window: Int64, limits: WaitingLimits) {
    self.window = window
    self.limits = limits
  }

  /// Moves the clock of the record's node on; `leave` gets each line that has waited too long.
  mutating func advance(_ record: DropRecord, leave: (DropRecord) -> Void) {
    let node = nodes.number(of: record.node)
    while clocks.count <= node {
      clocks.append(.min)
      deadlines.append(DeadlineHeap())
    }
    guard record.time != .absent else {
      return
    }
    clocks[node] = max(clocks[node], record.time.nanoseconds)
    while let first = deadlines[node].first, isBehind(first.time, node) {
      deadlines[node].removeFirst()
      if isCurrent(first.slot, first.serial) {
        leave(slots[Int(first.slot)].record)
        remove(first.slot)
      }
    }
  }

  private func isBehind(_ time: Int64, _ node: Int) -> Bool {
    let (distance, overflow) = clocks[node].subtractingReportingOverflow(time)
    return overflow || distance > window
  }

  private func isCurrent(_ slot: Int32, _ serial: Int) -> Bool {
    slots[Int(slot)].holds(serial)
  }

  /// Lets a line wait; where it is too old already, or another has to make room, that one leaves at once.
  mutating func put(_ record: inout DropRecord, leave: (DropRecord) -> Void) {
    let node = nodes.number(of: record.node)
    if record.time != .absent && isBehind(record.time.nanoseconds, node) {
      leave(record)
      return
    }
    let slot = insert(&record, node)
    if slots[Int(slot)].record.time != .absent {
      deadlines[node].insert(
        Deadline(time: slots[Int(slot)].record.time.nanoseconds, slot: slot, serial: serial))
    }
    while count > limits.maximumCount || (byteCount > limits.maximumByteCount && count > 1) {
      removeFirst(leave: leave)
    }
  }

  private mutating func insert(_ record: inout DropRecord, _ node: Int) -> Int32 {
    if free.isEmpty {
      slots.append(Slot())
      free.append(Int32(slots.count - 1))
    }
    let slot = free.removeLast()
    serial += 1
    swap(&slots[Int(slot)].record, &record)
    slots[Int(slot)].serial = serial
    slots[Int(slot)].node = node
    slots[Int(slot)].isWaiting = true
    count += 1
    byteCount += slots[Int(slot)].record.byteCount
    link(slot)
    arrivals.append(Arrival(slot: slot, serial: serial))
    forgetTheGone(node)
    return slot
  }

  /// Keeps the queues in proportion to what waits: those who were taken still stand in them.
  private mutating func forgetTheGone(_ node: Int) {
    let slots = self.slots
    if arrivals.count > 2 * count + 1024 {
      arrivals.keep { slots[Int($0.slot)].holds($0.serial) }
    }
    if deadlines[node].count > 2 * count + 1024 {
      deadlines[node].keep { slots[Int($0.slot)].holds($0.serial) }
    }
  }

  /// The first waiting line of the record's key that is not younger than it, handed to `body` and removed.
  mutating func take(_ record: DropRecord, _ body: (DropRecord) -> Void) -> Bool {
    var slot = buckets[bucket(of: record.pairKey)]
    while slot >= 0 {
      let waiting = slots[Int(slot)].record
      if waiting.pairKey.bytes == record.pairKey.bytes && waiting.isNotYounger(than: record) {
        body(waiting)
        remove(slot)
        return true
      }
      slot = slots[Int(slot)].next
    }
    return false
  }

  /// Lets every waiting line of the record's key leave.
  mutating func removeAll(of record: DropRecord, leave: (DropRecord) -> Void) {
    var slot = buckets[bucket(of: record.pairKey)]
    while slot >= 0 {
      let next = slots[Int(slot)].next
      if slots[Int(slot)].record.pairKey.bytes == record.pairKey.bytes {
        leave(slots[Int(slot)].record)
        remove(slot)
      }
      slot = next
    }
  }

  /// The end of the input: all leave.
  mutating func removeAll(leave: (DropRecord) -> Void) {
    while count > 0 {
      removeFirst(leave: leave)
    }
    // Clocks and nodes start anew with the next input.
    self = WaitingLines(window: window, limits: limits)
  }

  private mutating func removeFirst(leave: (DropRecord) -> Void) {
    while let arrival = arrivals.removeFirst() {
      if isCurrent(arrival.slot, arrival.serial) {
        leave(slots[Int(arrival.slot)].record)
        remove(arrival.slot)
        return
      }
    }
  }

  private mutating func remove(_ slot: Int32) {
    unlink(slot)
    slots[Int(slot)].isWaiting = false
    byteCount -= slots[Int(slot)].record.byteCount
    count -= 1
    free.append(slot)
  }
}

/// The lines of one key stand in one bucket, in input order.
extension WaitingLines {
  private func bucket(of key: GroupKey) -> Int {
    Int(ByteTable.hash(key.bytes.span)) & (buckets.count - 1)
  }

  private mutating func link(_ slot: Int32) {
    if count > buckets.count {
      rehash()
    }
    let bucket = bucket(of: slots[Int(slot)].record.pairKey)
    let last = bucketEnds[bucket]
    slots[Int(slot)].bucket = bucket
    slots[Int(slot)].next = -1
    slots[Int(slot)].previous = last
    if last >= 0 {
      slots[Int(last)].next = slot
    } else {
      buckets[bucket] = slot
    }
    bucketEnds[bucket] = slot
  }

  private mutating func unlink(_ slot: Int32) {
    let (previous, next) = (slots[Int(slot)].previous, slots[Int(slot)].next)
    let bucket = slots[Int(slot)].bucket
    if previous >= 0 {
      slots[Int(previous)].next = next
    } else {
      buckets[bucket] = next
    }
    if next >= 0 {
      slots[Int(next)].previous = previous
    } else {
      bucketEnds[bucket] = previous
    }
  }

  private mutating func rehash() {
    let waiting = slots.indices.filter { slots[$0].isWaiting && slots[$0].serial < serial }
      .sorted { slots[$0].serial < slots[$1].serial }
    buckets = [Int32](repeating: -1, count: buckets.count * 4)
    bucketEnds = buckets
    for index in waiting {
      link(Int32(index))
    }
  }
}
