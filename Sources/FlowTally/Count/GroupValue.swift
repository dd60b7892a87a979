internal import FlowAnswer

/// The values that flows are grouped by: one case per field.
extension Flow {
  /// Appends a field's value, decoded; an absent one as `(none)`.
  mutating func appendValue(
    _ field: GroupField, _ bytes: Span<UInt8>, _ facts: borrowing LineFacts, to key: inout GroupKey
  ) {
    key.appendOrNone { text in
      switch field {
      case .bucket: Self.appendBucket(facts, to: &text)
      case .sourceNamespace: appendNamespace(of: .source, bytes, to: &text)
      case .destinationNamespace: appendNamespace(of: .destination, bytes, to: &text)
      case .sourceWorkload: appendWorkload(.source, bytes, to: &text)
      case .destinationWorkload: appendWorkload(.destination, bytes, to: &text)
      case .sourcePod: appendPair(.namespace, .podName, of: .source, bytes, to: &text)
      case .destinationPod: appendPair(.namespace, .podName, of: .destination, bytes, to: &text)
      case .sourceIdentity: appendNumber(.identity, of: .source, bytes, to: &text)
      case .destinationIdentity: appendNumber(.identity, of: .destination, bytes, to: &text)
      case .sourceIP: appendString(.source, of: .ip, bytes, to: &text)
      case .destinationIP: appendString(.destination, of: .ip, bytes, to: &text)
      case .sourcePort: appendNumber(.sourcePort, of: .ports, bytes, to: &text)
      case .destinationPort: appendNumber(.destinationPort, of: .ports, bytes, to: &text)
      case .sourceApp: appendApp(.source, bytes, to: &text)
      case .destinationApp: appendApp(.destination, bytes, to: &text)
      case .sourceService: appendPair(.namespace, .name, of: .sourceService, bytes, to: &text)
      case .destinationService:
        appendPair(.namespace, .name, of: .destinationService, bytes, to: &text)
      case .sourceCluster: appendString(.clusterName, of: .source, bytes, to: &text)
      case .destinationCluster: appendString(.clusterName, of: .destination, bytes, to: &text)
      case .sourceNames: appendNames(.sourceNames, bytes, to: &text)
      case .destinationNames: appendNames(.destinationNames, bytes, to: &text)
      case .reason: text.append(facts.reason)
      case .policy: text.append(facts.policies.names)
      case .policyKind: text.append(facts.policies.kinds)
      case .direction: text.append(direction(bytes).label)
      case .protocol: appendProtocol(bytes, to: &text)
      case .node: nodeName(bytes).map { StringText.append(bytes, stringAt: $0, to: &text) }
      case .verdict: facts.verdict.append(bytes, to: &text)
      case .type: appendType(bytes, to: &text)
      case .httpMethod: appendString(.method, of: .http, bytes, to: &text)
      case .httpStatus: appendNumber(.code, of: .http, bytes, to: &text)
      case .dnsQuery: appendString(.query, of: .dns, bytes, to: &text)
      case .dnsRcode: appendRcode(bytes, to: &text)
      }
    }
  }

  private static func appendBucket(_ facts: borrowing LineFacts, to text: inout TextBuffer) {
    guard facts.bucketWidth > 0, let time = facts.time.timestamp else {
      return
    }
    let start = floorDivide(time.nanoseconds, facts.bucketWidth)
      .multipliedReportingOverflow(by: facts.bucketWidth)
    if !start.overflow {
      text.append(Timestamp(nanoseconds: start.partialValue))
    }
  }
}
