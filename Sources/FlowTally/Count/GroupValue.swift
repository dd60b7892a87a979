internal import FlowAnswer

/// The values that flows are grouped by: one case per field.
enum GroupValue {
  /// Appends a field's value, decoded; an absent one as `(none)`.
  static func append(
    _ flow: inout Flow, _ field: GroupField, _ bytes: Span<UInt8>, _ facts: borrowing LineFacts,
    to key: inout GroupKey
  ) {
    key.appendOrNone { text in
      switch field {
      case .bucket: Self.appendBucket(facts, to: &text)
      case .sourceNamespace: flow.appendNamespace(of: .source, bytes, to: &text)
      case .destinationNamespace: flow.appendNamespace(of: .destination, bytes, to: &text)
      case .sourceWorkload: flow.appendWorkload(.source, bytes, to: &text)
      case .destinationWorkload: flow.appendWorkload(.destination, bytes, to: &text)
      case .sourcePod: flow.appendPair(.namespace, .podName, of: .source, bytes, to: &text)
      case .destinationPod:
        flow.appendPair(.namespace, .podName, of: .destination, bytes, to: &text)
      case .sourceIdentity: flow.appendNumber(.identity, of: .source, bytes, to: &text)
      case .destinationIdentity: flow.appendNumber(.identity, of: .destination, bytes, to: &text)
      case .sourceIP: flow.appendString(.source, of: .ip, bytes, to: &text)
      case .destinationIP: flow.appendString(.destination, of: .ip, bytes, to: &text)
      case .sourcePort: flow.appendNumber(.sourcePort, of: .ports, bytes, to: &text)
      case .destinationPort: flow.appendNumber(.destinationPort, of: .ports, bytes, to: &text)
      case .sourceApp: flow.appendApp(.source, bytes, to: &text)
      case .destinationApp: flow.appendApp(.destination, bytes, to: &text)
      case .sourceService: flow.appendPair(.namespace, .name, of: .sourceService, bytes, to: &text)
      case .destinationService:
        flow.appendPair(.namespace, .name, of: .destinationService, bytes, to: &text)
      case .sourceCluster: flow.appendString(.clusterName, of: .source, bytes, to: &text)
      case .destinationCluster: flow.appendString(.clusterName, of: .destination, bytes, to: &text)
      case .sourceNames: flow.appendNames(.sourceNames, bytes, to: &text)
      case .destinationNames: flow.appendNames(.destinationNames, bytes, to: &text)
      case .reason: text.append(facts.reason)
      case .policy: text.append(facts.policies.names)
      case .policyKind: text.append(facts.policies.kinds)
      case .direction: text.append(flow.direction(bytes).label)
      case .protocol: flow.appendProtocol(bytes, to: &text)
      case .node: flow.nodeName(bytes).map { StringText.append(bytes, stringAt: $0, to: &text) }
      case .verdict: facts.verdict.append(bytes, to: &text)
      case .type: flow.appendType(bytes, to: &text)
      case .httpMethod: flow.appendString(.method, of: .http, bytes, to: &text)
      case .httpStatus: flow.appendNumber(.code, of: .http, bytes, to: &text)
      case .dnsQuery: flow.appendString(.query, of: .dns, bytes, to: &text)
      case .dnsRcode: flow.appendRcode(bytes, to: &text)
      }
    }
  }

  private static func appendBucket(_ facts: borrowing LineFacts, to text: inout TextBuffer) {
    guard facts.bucketWidth > .zero, let time = facts.time.timestamp else {
      return
    }
    let start = floorDivide(time.nanoseconds, facts.bucketWidth.count)
      .multipliedReportingOverflow(by: facts.bucketWidth.count)
    if !start.overflow {
      text.append(Timestamp(nanoseconds: start.partialValue))
    }
  }
}
