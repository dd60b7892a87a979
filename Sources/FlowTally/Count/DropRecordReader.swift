internal import FlowAnswer

/// Makes drop records of DROPPED and AUDIT lines.
struct DropRecordReader {
  /// Where the values of the fields stand that the groupings of drops need: found once, not for each line.
  private let sources: [GroupSource]
  private static let policyReasons = [
    DropReason.policyDenied.name, DropReason.policyDeny.name, DropReason.authRequired.name,
  ]

  init(fields: DropFields) {
    sources = fields.all.map { GroupSource($0, labelKeys: fields.labelKeys) }
  }

  /// Fills `record` from the flow; false where it is no drop: an aggregated policy-verdict line, which is only reported.
  func read(
    _ flow: inout Flow, _ bytes: Span<UInt8>, _ facts: borrowing LineFacts, weight: UInt64?,
    into record: inout DropRecord
  ) -> Bool {
    record.time = facts.time
    record.waitsSince = nil
    record.weight = weight ?? 1
    record.kind = kind(&flow, bytes, facts, isAggregated: weight != nil)
    if weight != nil && flow.eventType(bytes) == EventType.policyVerdict && !facts.verdict.isAudit {
      return false
    }
    readValues(&flow, bytes, facts, into: &record)
    if case .single = record.kind {
      return true
    }
    readPairKey(&flow, bytes, facts, into: &record)
    record.namesPolicy = facts.policies.isNamed
    return true
  }

  private func kind(
    _ flow: inout Flow, _ bytes: Span<UInt8>, _ facts: borrowing LineFacts, isAggregated: Bool
  ) -> DropKind {
    if facts.verdict.isAudit {
      return .single(.audit)
    }
    if isAggregated {
      return .single(.aggregate)
    }
    switch flow.eventType(bytes) {
    case EventType.policyVerdict:
      return .policyVerdict
    case EventType.drop:
      return .notification
    case .some:
      return .single(flow.isL7(bytes) ? .l7 : .other)
    case nil:
      return mayBePaired(&flow, bytes, facts) ? .untyped : .single(.untyped)
    }
  }

  /// Rule 3 of counting: with a time, an IP and a policy reason, and not L7.
  private func mayBePaired(
    _ flow: inout Flow, _ bytes: Span<UInt8>, _ facts: borrowing LineFacts
  ) -> Bool {
    guard facts.time != .absent, let ip = flow.line.flow.object(.ip, in: bytes),
      !ObjectWalk.isEmptyObject(bytes, ip)
    else {
      return false
    }
    return Self.policyReasons.contains { facts.reason.equals($0) } && !flow.isL7(bytes)
  }

  private func readValues(
    _ flow: inout Flow, _ bytes: Span<UInt8>, _ facts: borrowing LineFacts,
    into record: inout DropRecord
  ) {
    record.values.removeAll()
    for source in sources {
      GroupValue.append(&flow, source, bytes, facts, to: &record.values)
    }
  }

  // A function of its own for the same reason as `GroupValue.append`.
  @inline(never)
  private func readPairKey(
    _ flow: inout Flow, _ bytes: Span<UInt8>, _ facts: borrowing LineFacts,
    into record: inout DropRecord
  ) {
    record.node.removeAll()
    if let name = flow.nodeName(bytes) {
      StringText.append(bytes, stringAt: name, to: &record.node)
    }
    record.pairKey.removeAll()
    record.pairKey.append(record.node)
    record.pairKey.append(facts.reason)
    record.pairKey.append { flow.appendString(.source, of: .ip, bytes, to: &$0) }
    record.pairKey.append { flow.appendString(.destination, of: .ip, bytes, to: &$0) }
    record.pairKey.append { text in
      flow.appendProtocol(bytes, to: &text)
      text.append(Byte.colon)
      text.append(decimal: Self.portOrCode(&flow, .sourcePort, .lowerType, bytes))
      text.append(Byte.colon)
      text.append(decimal: Self.portOrCode(&flow, .destinationPort, .code, bytes))
    }
    record.hashPairKey()
  }
}

extension DropRecordReader {
  /// A port, else what ICMP has in its place; 0 is not written.
  private static func portOrCode(
    _ flow: inout Flow, _ port: JSONField, _ code: JSONField, _ bytes: Span<UInt8>
  ) -> UInt64 {
    flow.number(port, of: .ports, bytes) ?? flow.number(code, of: .ports, bytes) ?? 0
  }
}
