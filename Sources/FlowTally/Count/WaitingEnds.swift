/// What becomes of waiting lines where an input ends, and at a commit.
extension WaitingLines {
  /// All that wait, the oldest first.
  private var byTime: [Int32] {
    slots.all.map { ($0, keys.order(of: $0).withoutHash) }.sorted { $0.1 < $1.1 }.map(\.0)
  }

  /// Gives the waiting lines to `body`, the oldest first: each that still waits when its turn comes.
  private mutating func forEach(_ body: (inout WaitingLines, Int32) -> Void) {
    for slot in byTime where facts[Int(slot)].node >= 0 {
      body(&self, slot)
    }
  }

  /// The end of the input: all leave, the oldest of a key first.
  mutating func removeAll(leave: Leave) {
    forEach { $0.decide($1, leave) }
    // Clocks and nodes start anew with the next input.
    let counts = counts
    self = WaitingLines(limits: limits)
    self.counts = counts
  }

  /// A commit: pairs are made that can be made, then lines leave from which their node's clock is far, and those that have
  /// waited too long by the wall clock; the clock may send away what stays from now on.
  mutating func settle(isOver: (DropRecord) -> Bool, leave: Leave) {
    forEach { _ = $0.leaveWithPartner($1, leave) }
    forEach { lines, slot in
      let isFar = lines.isFar(slot)
      if isFar || isOver(lines.slots.records[Int(slot)]) {
        lines.counts.left += isFar ? 1 : 0
        lines.leaveAlone(slot, leave)
      }
    }
    for slot in slots.all where !facts[Int(slot)].isPassed {
      pass(slot)
    }
    nodes.forgetIdle()
  }

  /// The nodes' clocks, and the lines that wait, in the order in which they came.
  var content: (clocks: [(node: [UInt8], time: Int64)], lines: [DropRecord]) {
    (nodes.clocks, slots.all.map { slots.records[Int($0)] })
  }

  /// Those lines that wait since this run wait since then.
  mutating func noteWaiting(since now: Int64) {
    slots.noteWaiting(since: now)
  }
}
