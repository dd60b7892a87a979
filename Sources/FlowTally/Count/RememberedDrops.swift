internal import FlowAnswer

/// What was read of DROPPED lines, by the bytes that it was read from: most drops of a cluster are of a few kinds.
///
/// A line whose layout is known, and whose members that matter hold the same bytes as on an earlier one, has the same reason, kind, policies and
/// values: only its time, node, addresses and ports are read. What differs on nearly every line is not remembered: `GroupSource.steadyMembers`.
///
/// Bounded. Where it is full it begins anew, if it was of use; else it is given up.
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

  /// Nil where nothing is remembered.
  private var members: [FlowMember]?
  private var byLayout: [FlowSlices?] = []
  /// Objects and arrays among the values, which keys hold by their numbers.
  private var containers = KnownValues()
  private var keys = Self.emptyKeys
  private var drops: [Drop] = []
  private var values = ValueTexts()
  private var reasons = ValueTexts()
  private var hitCount = 0
  private var key = TextBuffer()
  /// Whether `key` is that of the present line, which is to be kept.
  private var awaits = false

  private static var emptyKeys: ByteTable {
    ByteTable(maximumCount: 16_384, maximumByteCount: 8 << 20)
  }

  /// What records of these fields are made from; nothing is remembered where one of them asks for more.
  init(_ sources: [GroupSource], isAsked: Bool) {
    guard isAsked else {
      return
    }
    var members = Self.commonMembers
    for source in sources {
      guard let own = source.steadyMembers else {
        return
      }
      members += own.filter { !members.contains($0) }
    }
    self.members = members
  }

  /// The number of what an earlier line like this one gave; nil where there was none.
  @inline(__always)
  mutating func number(_ flow: inout Flow, _ bytes: Span<UInt8>) -> Int? {
    awaits = false
    // A record decides what a flow is, and not every layout tells of one.
    guard let members, flow.line.flow.fields & JSONField.l7.bit == 0,
      let layout = flow.state.layoutNumber
    else {
      return nil
    }
    if layout >= byLayout.count || byLayout[layout] == nil {
      guard let slices = flow.slices(of: members, bytes) else {
        // Their part is none that layouts tell of.
        self.members = nil
        return nil
      }
      byLayout += repeatElement(nil, count: max(0, layout + 1 - byLayout.count))
      byLayout[layout] = slices
    }
    guard let slices = byLayout[layout] else {
      return nil
    }
    key.removeAll()
    // Two bytes: there are fewer layouts.
    key.append(UInt8(truncatingIfNeeded: layout))
    key.append(UInt8(truncatingIfNeeded: layout &>> 8))
    guard flow.append(slices, bytes, &containers, to: &key) else {
      // Full of objects and arrays that are never the same.
      beginAnew()
      return nil
    }
    if let number = keys.existingIndex(of: key.storage.span.extracting(0..<key.count)) {
      hitCount &+= 1
      return number
    }
    awaits = flow.hasTexts(slices, bytes)
    return nil
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
    guard awaits, let sight else {
      return
    }
    guard keys.index(of: key) == drops.count else {
      // The numbers in the key mean nothing any more: the next line like this one is kept.
      return beginAnew()
    }
    drops.append(
      Drop(
        kind: record.kind.isOfTypedLine ? record.kind : nil, namesPolicy: record.namesPolicy,
        hasReason: facts.hasReason, sight: sight))
    values.keep(record.values.text)
    reasons.keep(facts.reason)
  }

  private mutating func beginAnew() {
    if hitCount < drops.count {
      members = nil
    }
    containers = KnownValues()
    keys = Self.emptyKeys
    drops.removeAll()
    values = ValueTexts()
    reasons = ValueTexts()
    hitCount = 0
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
