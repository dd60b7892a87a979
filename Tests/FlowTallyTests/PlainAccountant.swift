import FlowAnswer
@testable import FlowTally

/// `Accountant` of the counting rules, word for word.
struct PlainAccountant {
  private var waiting: PlainWaitingLines
  private var timeless: PlainWaitingWeights
  private var credit: PlainWaitingWeights
  private var surplus: PlainWaitingWeights
  /// What was counted: the line whose fields count, the line whose policies count.
  private(set) var drops: [String: UInt64] = [:]
  private(set) var evidence: [Evidence: UInt64] = [:]

  init(_ limits: WaitingLimits) {
    waiting = PlainWaitingLines(limits)
    timeless = PlainWaitingWeights(cap: limits.maximumCount)
    credit = PlainWaitingWeights(cap: limits.maximumCount)
    surplus = PlainWaitingWeights(cap: limits.maximumCount)
  }

  private mutating func add(_ line: PlainLine, policiesOf other: PlainLine, _ kind: Evidence) {
    drops["\(line.id) with policies of \(other.id)", default: 0] += line.weight
    evidence[kind, default: 0] += line.weight
  }

  private mutating func add(_ lines: [PlainLine], _ kind: Evidence) {
    for line in lines where line.weight > 0 {
      add(line, policiesOf: line, kind)
    }
  }

  private mutating func leave(_ pairs: [PlainWaitingLines.Pair]) {
    for (line, partner) in pairs {
      switch (line.kind, partner) {
      case (.policyVerdict, nil): add([line], .verdict)
      case (.notification, nil): add([line], .notification)
      case (_, nil): add([line], .untyped)
      case (.policyVerdict, let partner?):
        add(partner, policiesOf: line, .notificationWithVerdict)
      case (.notification, let partner?):
        add(line, policiesOf: partner, .notificationWithVerdict)
      case (_, let partner?):
        let isYounger = (line.time ?? 0) > (partner.time ?? 0)
        let (younger, older) = isYounger ? (line, partner) : (partner, line)
        let named = [younger, older].first { $0.namesPolicy } ?? younger
        add(younger, policiesOf: named, .untypedPair)
      }
    }
  }

  mutating func take(_ line: PlainLine) {
    switch line.kind {
    case .single(let kind):
      add([line], kind)
    case .policyVerdict where line.time == nil:
      add(timeless.put(line), .verdict)
    case .notification where line.time == nil, .otherNotification where line.time == nil:
      notify(line, timeless.take(1, ofKey: line.key).first)
    case .otherNotification:
      notify(line, waiting.take(line))
    case .policyVerdict, .notification, .untyped:
      leave(waiting.put(line))
    case .aggregatedVerdict:
      add([line], .aggregate)
      _ = credit.put(line.less(surplus.take(line.weight, ofKey: line.key).weight))
    case .aggregatedNotification:
      let rest = line.less(credit.take(line.weight, ofKey: line.key).weight)
      add(surplus.put(rest), .aggregate)
    }
  }

  private mutating func notify(_ line: PlainLine, _ verdict: PlainLine?) {
    if let verdict {
      add(line, policiesOf: verdict, .notificationWithVerdict)
    } else {
      add([line], .notification)
    }
  }

  mutating func endInput() {
    leave(waiting.end())
    add(timeless.end(), .verdict)
    _ = credit.end()
    add(surplus.end(), .aggregate)
  }
}

extension PlainLine {
  fileprivate func less(_ weight: UInt64) -> Self {
    var line = self
    line.weight -= weight
    return line
  }
}
