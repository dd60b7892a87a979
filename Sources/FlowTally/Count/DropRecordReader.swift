internal import FlowAnswer

/// Makes drop records of DROPPED and AUDIT lines.
struct DropRecordReader {
  /// Where the values of the fields stand that the groupings of drops need: found once, not for each line.
  let sources: [GroupSource]
  /// Whether the pair key of every line is asked for, not only of those that may be paired.
  private let readsAllPairs: Bool
  private static let policyReasons = [
    DropReason.policyDenied.name, DropReason.policyDeny.name, DropReason.authRequired.name,
  ]
  /// What stands for a reason that was masked: it may have been one of a policy.
  private static let maskedReason = DropReason.unknown.name

  init(fields: DropFields, readsAllPairs: Bool = false) {
    self.readsAllPairs = readsAllPairs
    sources = fields.all.map { GroupSource($0, labelKeys: fields.labelKeys) }
  }

  /// Fills `record` from the flow.
  func read(
    _ flow: inout Flow, _ bytes: Span<UInt8>, _ facts: inout LineFacts, weight: UInt64?,
    into record: inout DropRecord
  ) {
    record.time = facts.time
    record.waitsSince = nil
    record.weight = weight ?? 1
    record.kind = kind(&flow, bytes, &facts, isAggregated: weight != nil)
    readValues(&flow, bytes, &facts, into: &record)
    record.namesPolicy = facts.policies.isNamed
    readPair(&flow, bytes, facts.reason, into: &record)
  }

  /// Fills `record` from a flow of which its kind and its values are known.
  func read(
    _ flow: inout Flow, _ bytes: Span<UInt8>, _ facts: inout LineFacts,
    _ number: Int, of known: borrowing RememberedDrops, into record: inout DropRecord
  ) {
    record.time = facts.time
    record.waitsSince = nil
    record.weight = 1
    record.kind = known[number].kind ?? kind(&flow, bytes, &facts, isAggregated: false)
    record.namesPolicy = known[number].namesPolicy
    record.hasExample = false
    record.values.removeAll()
    known.appendValues(number, to: &record.values.text)
    readPair(&flow, bytes, facts.reason, into: &record)
  }

  private func readPair(
    _ flow: inout Flow, _ bytes: Span<UInt8>, _ reason: TextBuffer, into record: inout DropRecord
  ) {
    if case .single = record.kind, !readsAllPairs {
      return
    }
    readPairKey(&flow, bytes, reason, into: &record)
  }

  private func kind(
    _ flow: inout Flow, _ bytes: Span<UInt8>, _ facts: inout LineFacts, isAggregated: Bool
  ) -> DropKind {
    if facts.verdict.isAudit {
      return .single(.audit)
    }
    switch flow.eventType(bytes) {
    case EventType.policyVerdict:
      return isAggregated ? .aggregatedVerdict : .policyVerdict
    case EventType.drop:
      guard isPolicyReason(facts.reason) || facts.reason.equals(Self.maskedReason) else {
        return isAggregated ? .single(.aggregate) : .otherNotification
      }
      return isAggregated ? .aggregatedNotification : .notification
    case _ where isAggregated:
      return .single(.aggregate)
    case .some:
      return .single(flow.isL7(bytes) ? .l7 : .other)
    case nil:
      return mayBePaired(&flow, bytes, &facts) ? .untyped : .single(.untyped)
    }
  }

  private func isPolicyReason(_ reason: TextBuffer) -> Bool {
    // Not in a closure, which would have to be allocated.
    for name in Self.policyReasons where reason.equals(name) {
      return true
    }
    return false
  }

  /// Rule 3 of counting: with a time, a policy reason, and an IP or a pod or an identity at one end, and not L7.
  private func mayBePaired(
    _ flow: inout Flow, _ bytes: Span<UInt8>, _ facts: inout LineFacts
  ) -> Bool {
    guard facts.time != .absent, isPolicyReason(facts.reason) else {
      return false
    }
    let ip = flow.line.flow.object(.ip, in: bytes)
    let hasIP = ip.map { !ObjectWalk.isEmptyObject(bytes, $0) } ?? false
    return
      (hasIP || Self.isKnown(.source, &flow, bytes)
      || Self.isKnown(.destination, &flow, bytes))
      && !flow.isL7(bytes)
  }

  /// Whether an end has a pod or an identity.
  private static func isKnown(
    _ side: FlowSide, _ flow: inout Flow, _ bytes: Span<UInt8>
  ) -> Bool {
    flow.startOfText(.podName, of: side.endpoint, bytes) != nil
      || flow.number(.identity, of: side.endpoint, bytes) ?? 0 > 0
  }

  private func readValues(
    _ flow: inout Flow, _ bytes: Span<UInt8>, _ facts: inout LineFacts,
    into record: inout DropRecord
  ) {
    record.values.removeAll()
    for source in sources {
      GroupValue.append(&flow, source, bytes, &facts, to: &record.values)
    }
  }

  // A function of its own for the same reason as `GroupValue.append`.
  @inline(never)
  private func readPairKey(
    _ flow: inout Flow, _ bytes: Span<UInt8>, _ reason: TextBuffer, into record: inout DropRecord
  ) {
    record.node.removeAll()
    if let name = flow.nodeName(bytes) {
      StringText.append(bytes, stringAt: name, to: &record.node)
    }
    record.pairKey.removeAll()
    record.pairKey.append(record.node)
    record.pairKey.append(reason)
    let start = record.pairKey.text.count
    record.pairKey.append { flow.appendString(.source, of: .ip, bytes, to: &$0) }
    record.pairKey.append { flow.appendString(.destination, of: .ip, bytes, to: &$0) }
    // Two empty values are eight bytes: their lengths.
    let hasAddress = record.pairKey.text.count > start + 8
    record.pairKey.append { text in
      flow.appendProtocol(bytes, to: &text)
      text.append(Byte.colon)
      Self.appendPort(&flow, .sourcePort, or: .lowerType, bytes, to: &text)
      text.append(Byte.colon)
      Self.appendPort(&flow, .destinationPort, or: .code, bytes, to: &text)
    }
    if !hasAddress || record.kind.isAggregated {
      Self.appendEnd(.source, &flow, bytes, to: &record.pairKey)
      Self.appendEnd(.destination, &flow, bytes, to: &record.pairKey)
    }
    record.hashPairKey()
  }
}

extension DropRecordReader {
  /// Appends what an end is known by where no address tells.
  private static func appendEnd(
    _ side: FlowSide, _ flow: inout Flow, _ bytes: Span<UInt8>, to key: inout GroupKey
  ) {
    key.append { flow.appendNamespace(of: side, bytes, to: &$0) }
    key.append { flow.appendString(.podName, of: side.endpoint, bytes, to: &$0) }
    key.append { flow.appendNumber(.identity, of: side.endpoint, bytes, to: &$0) }
  }

  /// Appends a port, else what ICMP has in its place; 0 is not written on lines.
  private static func appendPort(
    _ flow: inout Flow, _ port: JSONField, or code: JSONField, _ bytes: Span<UInt8>,
    to text: inout TextBuffer
  ) {
    if !flow.appendNumber(port, of: .ports, bytes, to: &text)
      && !flow.appendNumber(code, of: .ports, bytes, to: &text)
    {
      text.append(Byte.zero)
    }
  }
}
