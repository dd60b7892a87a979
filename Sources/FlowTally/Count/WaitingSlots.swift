/// Records that wait, in slots that are used again, in the order in which they came.
///
/// Slots and their buffers are reused, so that waiting allocates nothing once warm. What is kept beside a slot, by its number,
/// is the business of who lets it wait.
struct WaitingSlots: ~Copyable {
  private(set) var records: [DropRecord] = []
  private var free: [Int32] = []
  private var arrivals = ArrivalList()
  private(set) var count = 0
  private(set) var byteCount = 0

  /// The slot that came first, nil where none waits.
  var first: Int32? {
    arrivals.first
  }

  /// All that wait, in the order in which they came.
  var all: [Int32] {
    arrivals.slots
  }

  /// Whether more wait than may; one line may be larger than all may be together.
  func exceeds(_ limits: WaitingLimits) -> Bool {
    count > limits.maximumCount || (byteCount > limits.maximumByteCount && count > 1)
  }

  /// Lets a record wait; its buffers are exchanged for others.
  mutating func insert(_ record: inout DropRecord) -> Int32 {
    let slot = takeSlot()
    record.trim()
    byteCount += record.byteCount
    count += 1
    arrivals.append(slot)
    swap(&records[Int(slot)], &record)
    return slot
  }

  private mutating func takeSlot() -> Int32 {
    if let slot = free.popLast() {
      return slot
    }
    records.append(DropRecord())
    return Int32(records.count - 1)
  }

  /// Takes a record out of its slot, where the buffers of `record` stay.
  mutating func remove(_ slot: Int32, to record: inout DropRecord) {
    let index = Int(slot)
    byteCount -= records[index].byteCount
    swap(&records[index], &record)
    byteCount += records[index].byteCount
    remove(slot)
  }

  /// Lets a record go.
  mutating func remove(_ slot: Int32) {
    let index = Int(slot)
    arrivals.remove(slot)
    byteCount -= records[index].byteCount
    count -= 1
    records[index].forgetLargeBuffers()
    free.append(slot)
  }

  /// Changes how much a record weighs.
  mutating func setWeight(_ weight: UInt64, of slot: Int32) {
    records[Int(slot)].weight = weight
  }

  /// Those that wait since this run wait since then; what waits since a later time, by a clock that was set back, waits anew.
  mutating func noteWaiting(since now: Int64) {
    for slot in arrivals.slots {
      let since = records[Int(slot)].waitsSince ?? now
      records[Int(slot)].waitsSince = min(since, now)
    }
  }

  /// Bytes of all text buffers, those in use and those that are kept for the next lines.
  var bufferByteCount: Int {
    records.reduce(0) { $0 + $1.capacity }
  }
}
