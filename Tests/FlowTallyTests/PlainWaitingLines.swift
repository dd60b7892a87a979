import FlowAnswer
@testable import FlowTally

/// A DROPPED line, as far as pairing looks at it.
struct PlainLine {
  let id: Int
  let kind: DropKind
  let node: String
  let key: String
  let time: Int64?
  let namesPolicy: Bool
  var weight: UInt64 = 1
}

/// `WaitingLines` of the counting rules, word for word: slow, and too plain to be wrong.
struct PlainWaitingLines {
  typealias Pair = (line: PlainLine, partner: PlainLine?)

  private struct Waiting {
    let serial: Int
    let line: PlainLine
    let time: Int128

    /// By time; of one time verdict lines first; then as in the input.
    static func < (left: Self, right: Self) -> Bool {
      (left.time, left.rank, left.serial) < (right.time, right.rank, right.serial)
    }

    private var rank: Int {
      switch line.kind {
      case .policyVerdict: 0
      case .notification: 1
      case .untyped, .single, .otherNotification, .aggregatedVerdict, .aggregatedNotification: 2
      }
    }
  }

  let limits: WaitingLimits
  private var waiting: [Waiting] = []
  private var old: Set<Int> = []
  private var clocks: [String: Int128] = [:]
  private var serial = 0
  private var left: [Pair] = []

  init(_ limits: WaitingLimits) {
    self.limits = limits
  }

  private mutating func takeLeft() -> [Pair] {
    defer { left = [] }
    return left
  }

  mutating func put(_ line: PlainLine) -> [Pair] {
    serial += 1
    let one = Waiting(serial: serial, line: line, time: Int128(line.time ?? 0))
    waiting.append(one)
    clocks[line.node] = one.time
    advance(line.node)
    if decide(one, within: Int128(limits.closeWait.count)) {
      return takeLeft()
    }
    if let passed = waiting.first(where: { $0.serial == serial - limits.leastBehind }) {
      old.insert(passed.serial)
      advance(passed.line.node)
    }
    if waiting.count > limits.maximumCount {
      decide(waiting[0])
    }
    return takeLeft()
  }

  private mutating func advance(_ node: String) {
    let (clock, wait) = (clocks[node] ?? 0, Int128(limits.pairWait.count))
    func others() -> [Waiting] {
      waiting.filter { $0.line.node == node && old.contains($0.serial) }.sorted(by: <)
    }
    while let first = others().first, first.time < clock - wait {
      decide(first)
    }
    while let last = others().last, last.time > clock + wait {
      decide(last)
    }
  }

  /// The nearest in time of those that may be its partner, the older of two as near.
  @discardableResult
  private mutating func decide(_ one: Waiting, within: Int128? = nil) -> Bool {
    let limit = within ?? Int128(limits.pairWait.count)
    let near = waiting.filter {
      $0.line.key == one.line.key && $0.serial != one.serial && isPartner(one, $0)
        && max($0.time, one.time) - min($0.time, one.time) <= limit
    }
    let before = near.filter { $0 < one }.max(by: <)
    let behind = near.filter { one < $0 }.min(by: <)
    let partner = [before, behind].compactMap(\.self).min {
      abs($0.time - one.time) < abs($1.time - one.time)
    }
    guard partner != nil || within == nil else {
      return false
    }
    left.append((one.line, partner?.line))
    remove(one)
    partner.map { remove($0) }
    return true
  }

  private func isPartner(_ one: Waiting, _ other: Waiting) -> Bool {
    switch (one.line.kind, other.line.kind) {
    case (.untyped, .untyped):
      abs(one.time - other.time) <= Int128(limits.untypedWait.count)
    case (.policyVerdict, .notification): other.time >= one.time
    case (.notification, .policyVerdict): one.time >= other.time
    default: false
    }
  }

  private mutating func remove(_ one: Waiting) {
    waiting.removeAll { $0.serial == one.serial }
    old.remove(one.serial)
  }

  /// The oldest verdict line of the key that a notification of this time may be of.
  mutating func take(_ line: PlainLine) -> PlainLine? {
    let now = Int128(line.time ?? 0)
    let fitting = waiting.filter {
      $0.line.key == line.key && $0.line.kind == .policyVerdict && now >= $0.time
        && now - $0.time <= Int128(limits.pairWait.count)
    }
    guard let first = fitting.min(by: <) else {
      return nil
    }
    remove(first)
    return first.line
  }

  mutating func end() -> [Pair] {
    while let first = waiting.min(by: <) {
      decide(first)
    }
    clocks = [:]
    return takeLeft()
  }
}

/// `WaitingWeights` of the counting rules, word for word.
struct PlainWaitingWeights {
  let cap: Int
  private(set) var waiting: [PlainLine] = []

  init(cap: Int) {
    self.cap = cap
  }

  mutating func put(_ line: PlainLine) -> [PlainLine] {
    if line.weight > 0 {
      waiting.append(line)
    }
    return waiting.count > cap ? [waiting.removeFirst()] : []
  }

  /// The weight that was taken, and the first line that it came of.
  mutating func take(_ weight: UInt64, ofKey key: String) -> (weight: UInt64, first: PlainLine?) {
    var left = weight
    var first: PlainLine?
    while left > 0, let index = waiting.firstIndex(where: { $0.key == key }) {
      first = first ?? waiting[index]
      let taken = min(left, waiting[index].weight)
      left -= taken
      waiting[index].weight -= taken
      if waiting[index].weight == 0 {
        waiting.remove(at: index)
      }
    }
    return (weight - left, first)
  }

  mutating func end() -> [PlainLine] {
    defer { waiting = [] }
    return waiting
  }
}
