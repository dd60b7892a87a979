internal import FlowAnswer

/// The values that flows are grouped by: one case per form.
enum GroupValue {
  /// Appends a field's value, decoded; an absent one as `(none)`.
  ///
  /// A function of its own: inlined into its callers it makes them so long that little else of them is inlined.
  @inline(never)
  static func append(
    _ flow: inout Flow, _ source: GroupSource, _ bytes: Span<UInt8>, _ facts: inout LineFacts,
    to key: inout GroupKey
  ) {
    let start = key.beginValue()
    write(&flow, source, bytes, &facts, to: &key.text)
    key.endValueOrNone(from: start)
  }

  @inline(__always)
  private static func write(
    _ flow: inout Flow, _ source: GroupSource, _ bytes: Span<UInt8>, _ facts: inout LineFacts,
    to text: inout TextBuffer
  ) {
    switch source {
    case .bucket: Self.appendBucket(&facts, to: &text)
    case .namespace(let side): flow.appendNamespace(of: side, bytes, to: &text)
    case .workload(let side): flow.appendWorkload(side, bytes, to: &text)
    case .owner(let side): flow.appendOwner(side, bytes, to: &text)
    case .app(let side): flow.appendApp(side, bytes, to: &text)
    case .pair(let outer, let inner, let part):
      flow.appendPair(outer, inner, of: part, bytes, to: &text)
    case .string(let name, let part): flow.appendString(name, of: part, bytes, to: &text)
    case .number(let name, let part): flow.appendNumber(name, of: part, bytes, to: &text)
    case .names(let name): flow.appendNames(name, bytes, to: &text)
    case .reason: text.append(facts.reason)
    case .policies: text.append(facts.policies.names)
    case .policyKinds: text.append(facts.policies.kinds)
    case .defaultDenyPolicies: text.append(facts.policies.defaultDenyNames)
    case .denyingPolicies: text.append(facts.policies.objects)
    case .namedPolicies: text.append(facts.policies.named)
    case .direction: text.append(flow.direction(bytes).label)
    case .transport: flow.appendProtocol(bytes, to: &text)
    case .node: flow.nodeName(bytes).map { StringText.append(bytes, stringAt: $0, to: &text) }
    case .verdict: facts.verdict.append(bytes, to: &text)
    case .eventType: flow.appendType(bytes, to: &text)
    case .rcode: flow.appendRcode(bytes, to: &text)
    case .isReply: flow.appendIsReply(bytes, to: &text)
    case .icmpType: flow.appendICMPType(bytes, to: &text)
    case .tcpFlags: flow.appendTCPFlags(bytes, to: &text)
    case .interface: flow.appendInterface(bytes, to: &text)
    case .tracePoint: flow.appendTracePoint(bytes, to: &text)
    case .file: flow.appendFile(bytes, to: &text)
    case .uuid: flow.appendUUID(bytes, to: &text)
    case .httpPath: flow.appendHTTPPath(bytes, to: &text)
    case .peer(let isClient):
      flow.appendPeer(isClient: isClient, facts.verdict, bytes, to: &text)
    case .labels(let side): flow.appendLabels(side, bytes, to: &text)
    case .label(let side, let key):
      flow.appendLabel(facts.labelKeys[key], side, bytes, to: &text)
    }
  }

  private static func appendBucket(_ facts: inout LineFacts, to text: inout TextBuffer) {
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
