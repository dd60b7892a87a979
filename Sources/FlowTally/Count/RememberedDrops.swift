internal import FlowAnswer

/// What was read of DROPPED lines, by the bytes that it was read from: most drops of a cluster are of a few kinds.
///
/// A line whose layout is known, and whose members that matter hold the same bytes as on an earlier one, has the same reason, kind, policies and
/// values: only its time, node, addresses and ports are read. What differs on nearly every line is not remembered: `GroupSource.steadyMembers`.
///
/// Bounded, as `KnownMembers` is.
struct RememberedDrops {
  /// What a line gave.
  struct Drop {
    /// Nil where the event type is masked: then it is read from the ends of the flow, each time.
    let kind: DropKind?
    let namesPolicy: Bool
    let hasReason: Bool
    let sight: MaskSight
  }

  /// What a reason, the policies, the direction and the kind are read from.
  private static let commonMembers: [FlowMember] = [
    FlowMember(.trafficDirection), FlowMember(.dropReasonDesc), FlowMember(.dropReason),
    FlowMember(.egressDeniedBy), FlowMember(.ingressDeniedBy), FlowMember(.eventType),
    FlowMember(.type),
  ]

  private var known: KnownMembers
  private var drops: [Drop] = []
  private var values = ValueTexts()
  private var reasons = ValueTexts()

  /// What records of these fields are made from; nothing is remembered where one of them asks for more.
  init(_ sources: [GroupSource], isAsked: Bool) {
    let own = sources.map(\.steadyMembers)
    known = KnownMembers(
      isAsked && !own.contains { $0 == nil }
        ? own.reduce(into: Self.commonMembers) { members, own in
          members += (own ?? []).filter { !members.contains($0) }
        } : nil)
  }

  /// The number of what an earlier line like this one gave; nil where there was none.
  @inline(__always)
  mutating func number(_ flow: inout Flow, _ bytes: Span<UInt8>) -> Int? {
    // A record decides what a flow is, and not every layout tells of one.
    guard flow.line.flow.fields & JSONField.l7.bit == 0 else {
      known.passOver()
      return nil
    }
    return known.number(&flow, bytes)
  }

  /// What a number stands for.
  @inline(__always)
  subscript(number: Int) -> Drop {
    drops[number]
  }

  /// Appends the values of a number's drop.
  @inline(__always)
  func appendValues(_ number: Int, to text: inout TextBuffer) {
    values.append(number, to: &text)
  }

  /// Appends the reason of a number's drop.
  @inline(__always)
  func appendReason(_ number: Int, to text: inout TextBuffer) {
    reasons.append(number, to: &text)
  }

  /// Keeps what the line gave of which nothing was known.
  mutating func keep(_ record: DropRecord, _ facts: inout LineFacts, _ sight: MaskSight?) {
    guard let sight, let number = known.keep() else {
      return
    }
    if number == 0 {
      drops.removeAll()
      values = ValueTexts()
      reasons = ValueTexts()
    }
    drops.append(
      Drop(
        kind: record.kind.isOfTypedLine ? record.kind : nil, namesPolicy: record.namesPolicy,
        hasReason: facts.hasReason, sight: sight))
    values.keep(record.values.text)
    reasons.keep(facts.reason)
  }
}

extension DropKind {
  /// Whether it follows from event type and reason alone: where the type is masked, the ends of the flow are asked, too.
  fileprivate var isOfTypedLine: Bool {
    switch self {
    case .untyped, .single(.untyped), .aggregatedVerdict, .aggregatedNotification: false
    case .single, .policyVerdict, .notification, .otherNotification: true
    }
  }
}
