internal import FlowAnswer

/// A line that leaves, and its partner where it has one: both go.
///
/// Taken out of where they waited, because a record that is lent is copied.
struct LeavingLines {
  var line = DropRecord()
  /// Means nothing where there is none.
  var partner = DropRecord()
  var hasPartner = false
}

/// Lines that may be half of a drop, each until its partner comes or it has to leave.
///
/// Only when a line leaves, its partner is chosen among those that still wait, the nearest. So the order of the lines in the
/// input does not matter, as far as they wait together.
///
/// The rules are those of `WaitingLines` in the executable counting rules. Every step costs at most the logarithm of what
/// waits, whatever the log holds and however its times jump. Bounded by count and bytes; the first in the input leaves.
struct WaitingLines: ~Copyable {
  /// What is done with lines that leave.
  typealias Leave = (inout LeavingLines) -> Void

  /// What is known of a slot beside its record.
  struct Facts {
    /// -1 where no line waits in it.
    var node = -1
    /// Where it stands in `recent`, -1 where it is not there.
    var recentPlace = -1
    /// Whether the clock may send it away.
    var isPassed = false
  }

  let limits: WaitingLimits
  var slots = WaitingSlots()
  private(set) var facts: [Facts] = []
  var keys = KeyTrees(bucketCount: 4096)
  /// By node: the lines that enough others have passed, by time.
  private var passed = SlotTrees()
  var nodes = WaitingNodes()
  private var serial = 0
  /// The slots of the lines that came last, in a ring; -1 where one has left.
  private var recent: [Int32] = []
  private var recentPlace = 0
  /// Room for the lines that leave.
  private(set) var leaving = LeavingLines()
  /// What has become of lines.
  var counts = WaitingCounts()

  init(limits: WaitingLimits) {
    self.limits = limits
  }

  var count: Int { slots.count }
  var byteCount: Int { slots.byteCount }
  var slotCount: Int { slots.records.count }
  var bufferByteCount: Int { slots.bufferByteCount }
  var nodeCount: Int { nodes.count }
  /// Steps in the ordered sets, for tests of the cost.
  var stepCount: Int { keys.stepCount + passed.stepCount }

  /// Takes a line with a time: it leaves at once with a partner that is close, or waits; its buffers may be exchanged for others.
  mutating func put(_ record: inout DropRecord, leave: Leave) {
    let time = record.time.nanoseconds
    let node = nodes.enter(record.node)
    noteJump(of: node, to: time)
    nodes.setClock(of: node, to: time)
    serial += 1
    advance(node, leave)
    let place = SlotOrder(record, serial: serial)
    let left = nextRecent()
    if let partner = partner(of: record, at: place, within: limits.closeWait) {
      swap(&record, &leaving.line)
      remove(partner, asPartner: true)
      nodes.leave(node)
      handOn(hasPartner: true, leave)
      // A line that does not wait has passed nobody.
      return
    }
    insert(&record, place, node, isPassed: false)
    if left >= 0 {
      let node = facts[Int(left)].node
      pass(left)
      advance(node, leave)
    }
    while slots.exceeds(limits), let first = slots.first {
      let isFar = isFar(first)
      counts.early += decide(first, leave) || isFar ? 0 : 1
    }
  }

  /// Lets a line wait that waited before, with its node's clock as it was then, or its own time.
  mutating func restore(_ record: DropRecord, clock: Int64?) {
    var record = record
    serial += 1
    let node = nodes.enter(record.node)
    nodes.setClock(of: node, to: clock ?? record.time.nanoseconds)
    insert(&record, SlotOrder(record, serial: serial), node, isPassed: true)
  }

  private mutating func noteJump(of node: Int, to time: Int64) {
    if let clock = nodes.clock(of: node), time < clock.subtracting(limits.pairWait) {
      counts.jumps += 1
    }
  }

  /// Turns the ring by one; gives the slot whose line that many others have passed now, -1 where it has left.
  private mutating func nextRecent() -> Int32 {
    if recent.isEmpty {
      recent = [Int32](repeating: -1, count: limits.leastBehind)
    }
    recentPlace = recentPlace + 1 < recent.count ? recentPlace + 1 : 0
    let left = recent[recentPlace]
    recent[recentPlace] = -1
    if left >= 0 {
      facts[Int(left)].recentPlace = -1
    }
    return left
  }

  private mutating func insert(
    _ record: inout DropRecord, _ place: SlotOrder, _ node: Int, isPassed: Bool
  ) {
    let slot = slots.insert(&record)
    while facts.count <= Int(slot) {
      facts.append(Facts())
    }
    facts[Int(slot)] = Facts(node: node)
    keys.insert(slot, place)
    if isPassed {
      pass(slot)
    } else {
      facts[Int(slot)].recentPlace = recentPlace
      recent[recentPlace] = slot
    }
  }

  /// The clock may send the line away from now on.
  mutating func pass(_ slot: Int32) {
    leaveRecent(slot)
    facts[Int(slot)].isPassed = true
    passed.insert(
      slot, keys.order(of: slot).withoutHash, into: &nodes[passed: facts[Int(slot)].node])
  }

  private mutating func leaveRecent(_ slot: Int32) {
    let place = facts[Int(slot)].recentPlace
    if place >= 0 {
      recent[place] = -1
      facts[Int(slot)].recentPlace = -1
    }
  }

  /// What its node's clock is far from leaves: the oldest first, or the youngest first.
  private mutating func advance(_ node: Int, _ leave: Leave) {
    while case let slot = passed.first(nodes[passed: node]), slot >= 0, isBehind(slot) {
      counts.left += decide(slot, leave) ? 0 : 1
    }
    while case let slot = passed.last(nodes[passed: node]), slot >= 0, isAhead(slot) {
      counts.left += decide(slot, leave) ? 0 : 1
    }
  }

  private func isBehind(_ slot: Int32) -> Bool {
    let clock = nodes.clock(of: facts[Int(slot)].node) ?? .min
    return keys.order(of: slot).time < clock.subtracting(limits.pairWait)
  }

  private func isAhead(_ slot: Int32) -> Bool {
    let clock = nodes.clock(of: facts[Int(slot)].node) ?? .max
    return keys.order(of: slot).time > clock.adding(limits.pairWait)
  }

  /// Whether a line's node's clock is so far from it that no partner is expected.
  func isFar(_ slot: Int32) -> Bool {
    isBehind(slot) || isAhead(slot)
  }

  /// A line leaves, with the nearest partner or without one; whether it had one.
  @discardableResult
  mutating func decide(_ slot: Int32, _ leave: Leave) -> Bool {
    if leaveWithPartner(slot, leave) {
      return true
    }
    leaveAlone(slot, leave)
    return false
  }

  mutating func leaveWithPartner(_ slot: Int32, _ leave: Leave) -> Bool {
    let place = keys.order(of: slot)
    guard
      let partner = partner(of: slots.records[Int(slot)], at: place, within: limits.pairWait)
    else {
      return false
    }
    remove(partner, asPartner: true)
    remove(slot, asPartner: false)
    handOn(hasPartner: true, leave)
    return true
  }

  mutating func leaveAlone(_ slot: Int32, _ leave: Leave) {
    remove(slot, asPartner: false)
    handOn(hasPartner: false, leave)
  }

  /// Hands on what has been taken out.
  private mutating func handOn(hasPartner: Bool, _ leave: Leave) {
    leaving.hasPartner = hasPartner
    leave(&leaving)
  }

  /// Takes a line out; where it was, the buffers stay that were in the room for those that leave.
  mutating func remove(_ slot: Int32, asPartner: Bool) {
    let known = facts[Int(slot)]
    if known.isPassed {
      passed.remove(slot, from: &nodes[passed: known.node])
    }
    leaveRecent(slot)
    keys.remove(slot)
    nodes.leave(known.node)
    if asPartner {
      slots.remove(slot, to: &leaving.partner)
    } else {
      slots.remove(slot, to: &leaving.line)
    }
    facts[Int(slot)].node = -1
  }
}

extension SlotOrder {
  /// The place of a record among those of its key.
  init(_ record: DropRecord, serial: Int) {
    self.init(
      hash: record.treeHash(of: record.kind), time: record.time.nanoseconds,
      rank: record.kind.rank, serial: serial)
  }
}

extension DropRecord {
  /// The hash under which lines of a kind and of this record's key wait.
  func treeHash(of kind: DropKind) -> UInt32 {
    // The upper bits, so that all kinds of a key stand in one bucket.
    pairHash ^ (UInt32(kind.rank) << 30)
  }
}
