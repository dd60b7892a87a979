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
}

/// `WaitingLines` of the counting rules, word for word: slow, and too plain to be wrong.
struct PlainWaitingLines {
  let window: Int64
  let cap: Int
  private var waiting: [PlainLine] = []
  private var clocks: [String: Int64] = [:]

  init(window: Int64, cap: Int) {
    self.window = window
    self.cap = cap
  }

  private func isBehind(_ line: PlainLine) -> Bool {
    guard let time = line.time, let clock = clocks[line.node] else {
      return false
    }
    return Int128(clock) - Int128(time) > Int128(window)
  }

  mutating func advance(_ line: PlainLine) -> [PlainLine] {
    guard let now = line.time else {
      return []
    }
    clocks[line.node] = max(now, clocks[line.node] ?? now)
    let all = waiting
    waiting = all.filter { $0.node != line.node || !isBehind($0) }
    return all.filter { $0.node == line.node && isBehind($0) }
  }

  mutating func put(_ line: PlainLine) -> [PlainLine] {
    if isBehind(line) {
      return [line]
    }
    waiting.append(line)
    return waiting.count > cap ? [waiting.removeFirst()] : []
  }

  mutating func take(_ line: PlainLine) -> PlainLine? {
    for (index, first) in waiting.enumerated() where first.key == line.key {
      guard let now = line.time, let then = first.time else {
        return waiting.remove(at: index)
      }
      if then <= now {
        return waiting.remove(at: index)
      }
    }
    return nil
  }

  mutating func removeAll(ofKey key: String) -> [PlainLine] {
    let left = waiting.filter { $0.key == key }
    waiting.removeAll { $0.key == key }
    return left
  }

  mutating func end() -> [PlainLine] {
    defer {
      waiting = []
      clocks = [:]
    }
    return waiting
  }
}

/// `Accountant` of the counting rules, word for word.
struct PlainAccountant {
  private var verdicts: PlainWaitingLines
  private var untyped: PlainWaitingLines
  /// What was counted: the line whose fields count, the line whose policies count.
  private(set) var drops: [String: UInt64] = [:]
  private(set) var evidence: [Evidence: UInt64] = [:]

  init(_ limits: WaitingLimits) {
    verdicts = PlainWaitingLines(window: limits.pairWait.count, cap: limits.maximumCount)
    untyped = PlainWaitingLines(window: limits.untypedWait.count, cap: limits.maximumCount)
  }

  private mutating func add(_ line: PlainLine, policiesOf other: PlainLine, _ kind: Evidence) {
    drops["\(line.id) with policies of \(other.id)", default: 0] += 1
    evidence[kind, default: 0] += 1
  }

  private mutating func add(_ lines: [PlainLine], _ kind: Evidence) {
    for line in lines {
      add(line, policiesOf: line, kind)
    }
  }

  mutating func take(_ line: PlainLine) {
    switch line.kind {
    case .single(let kind):
      add([line], kind)
    case .policyVerdict:
      add(verdicts.advance(line), .verdict)
      add(verdicts.put(line), .verdict)
    case .notification:
      add(verdicts.advance(line), .verdict)
      if let verdict = verdicts.take(line) {
        add(line, policiesOf: verdict, .notificationWithVerdict)
      } else {
        add([line], .notification)
      }
    case .untyped:
      add(untyped.advance(line), .untyped)
      if let first = untyped.take(line) {
        let named = [line, first].first { $0.namesPolicy } ?? line
        add(line, policiesOf: named, .untypedPair)
      } else {
        add(untyped.removeAll(ofKey: line.key), .untyped)
        add(untyped.put(line), .untyped)
      }
    }
  }

  mutating func endInput() {
    add(verdicts.end(), .verdict)
    add(untyped.end(), .untyped)
  }
}
