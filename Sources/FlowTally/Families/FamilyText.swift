internal import FlowAnswer

/// The values of the agent's own labels, as its handlers make them; nothing is appended for what is absent.
///
/// Source: Cilium 1.19, pkg/hubble/metrics, the handlers' ProcessFlow functions.
enum FamilyText {
  static func append(
    _ flow: inout Flow, _ label: OwnLabel, _ bytes: Span<UInt8>, _ facts: borrowing FamilyFacts,
    to text: inout TextBuffer
  ) {
    switch label {
    case .reason: appendAgentsReason(flow, bytes, to: &text)
    case .verdict: facts.verdict.append(bytes, to: &text)
    case .flowProtocol: appendFlowProtocol(facts, to: &text)
    case .flowType: appendFlowType(facts, to: &text)
    case .flowSubtype: appendFlowSubtype(&flow, bytes, facts, to: &text)
    case .rcode: appendAgentsRcode(&flow, bytes, facts, to: &text)
    case .qtypes: ContextText.appendList(flow.array(.qtypes, of: .dns, bytes), bytes, to: &text)
    case .ipsReturned: text.append(decimal: elementCount(&flow, .ips, of: .dns, bytes))
    case .query: flow.appendString(.query, of: .dns, bytes, to: &text)
    case .recordType, .flag: text.append(facts.item)
    case .method: flow.appendString(.method, of: .http, bytes, to: &text)
    case .httpProtocol: flow.appendString(.protocol, of: .http, bytes, to: &text)
    case .status: text.append(decimal: flow.number(.code, of: .http, bytes) ?? 0)
    case .reporter: text.append(facts.reporter)
    case .icmpFamily: text.append(facts.transport == .icmpv4 ? "IPv4" : "IPv6")
    case .icmpType: appendICMPType(&flow, bytes, facts, to: &text)
    case .topic: appendOfKafka(&flow, .topic, bytes, to: &text)
    case .apiKey: appendOfKafka(&flow, .apiKey, bytes, to: &text)
    case .errorCode: appendOfKafka(&flow, .errorCode, bytes, to: &text)
    case .direction:
      ContextText.appendDirection(flow, unknown: "traffic_direction_unknown", bytes, to: &text)
    case .match: appendMatch(&flow, bytes, facts, to: &text)
    case .action:
      let start = text.count
      facts.verdict.append(bytes, to: &text)
      text.lowercase(from: start)
    case .l4Protocol: facts.transport?.protocolName.map { text.append($0) }
    case .port: text.append(decimal: flow.number(.destinationPort, of: .ports, bytes) ?? 0)
    case .portOrEmpty:
      if facts.hasPorts {
        text.append(decimal: flow.number(.destinationPort, of: .ports, bytes) ?? 0)
      }
    case .ipFamily: appendIPFamily(&flow, bytes, to: &text)
    case .chunkType: appendEnum(&flow, .chunkType, of: .ports, bytes, to: &text)
    }
  }

  /// `drop_reason_desc` alone, a number that has no name as its digits.
  private static func appendAgentsReason(
    _ flow: borrowing Flow, _ bytes: Span<UInt8>, to text: inout TextBuffer
  ) {
    switch flow.line.flow.value(.dropReasonDesc, in: bytes).flatMap({ EnumText(bytes, $0) }) {
    case nil: text.append(DropReason.unknown.name)
    case .name(let range): StringText.append(bytes, range, to: &text)
    case .number(let number):
      if let name = DropReason.name(of: number) {
        text.append(name)
      } else {
        text.append(decimal: number)
      }
    }
  }

  /// Source: Cilium, pkg/hubble/api/v1/flow.go.
  private static func appendFlowProtocol(_ facts: borrowing FamilyFacts, to text: inout TextBuffer)
  {
    switch facts.eventType {
    case EventType.accessLog: text.append(facts.record.name ?? "Unknown L7")
    case EventType.drop, EventType.trace, EventType.policyVerdict, EventType.capture:
      text.append(facts.transport?.protocolName ?? "Unknown L4")
    default: text.append("Unknown flow")
    }
  }

  private static func appendFlowType(_ facts: borrowing FamilyFacts, to text: inout TextBuffer) {
    text.append(facts.typeName ?? "Unknown")
  }

  private static func appendFlowSubtype(
    _ flow: inout Flow, _ bytes: Span<UInt8>, _ facts: borrowing FamilyFacts,
    to text: inout TextBuffer
  ) {
    switch facts.eventType {
    case EventType.accessLog: facts.record.name.map { text.append($0) }
    case EventType.trace:
      let number = flow.value(.subType, of: .eventType, bytes).flatMap {
        IntegerText.signed(bytes, $0)
      }
      // The agent looks at the lowest byte.
      let point = Int(UInt8(truncatingIfNeeded: number ?? 0))
      if point < Self.observationPoints.count {
        text.append(Self.observationPoints[point])
      }
    case EventType.drop, EventType.capture, EventType.policyVerdict: break
    default: text.append(decimal: facts.eventType)
    }
  }

  /// Source: Cilium, pkg/monitor/api/types.go.
  private static let observationPoints: [StaticString] = [
    "to-endpoint", "to-proxy", "to-host", "to-stack", "to-overlay", "from-endpoint", "from-proxy",
    "from-host", "from-stack", "from-overlay", "from-network", "to-network", "from-crypto",
    "to-crypto",
  ]

  private static func appendMatch(
    _ flow: inout Flow, _ bytes: Span<UInt8>, _ facts: borrowing FamilyFacts,
    to text: inout TextBuffer
  ) {
    if facts.eventType == EventType.accessLog {
      text.append("l7/")
      let start = text.count
      facts.record.name.map { text.append($0) }
      text.lowercase(from: start)
      return
    }
    let type =
      flow.line.flow.value(.policyMatchType, in: bytes)
      .flatMap { IntegerText.unsigned(bytes, $0) } ?? 0
    text.append(type < UInt64(Self.matches.count) ? Self.matches[Int(type)] : "unknown")
  }

  /// Source: Cilium, pkg/monitor/api/types.go, in small letters.
  private static let matches: [StaticString] = [
    "none", "l3-only", "l3-l4", "l4-only", "all", "l3-proto", "proto-only",
  ]

  /// Source: enum IPVersion of Cilium's flow.proto.
  private static func appendIPFamily(
    _ flow: inout Flow, _ bytes: Span<UInt8>, to text: inout TextBuffer
  ) {
    switch flow.value(.ipVersion, of: .ip, bytes).flatMap({ EnumText(bytes, $0) }) {
    case nil, .number(0): text.append("IP_NOT_USED")
    case .number(1): text.append("IPv4")
    case .number(2): text.append("IPv6")
    case .number(let number): text.append(decimal: number)
    case .name(let range): StringText.append(bytes, range, to: &text)
    }
  }

  /// An enumeration whose numbers the log's writer knew by name.
  private static func appendEnum(
    _ flow: inout Flow, _ field: JSONField, of part: FlowPart, _ bytes: Span<UInt8>,
    to text: inout TextBuffer
  ) {
    switch flow.value(field, of: part, bytes).flatMap({ EnumText(bytes, $0) }) {
    case nil: break
    case .number(let number): text.append(decimal: number)
    case .name(let range): StringText.append(bytes, range, to: &text)
    }
  }

  /// A text of the Kafka record, or a number of 32 bits with sign.
  private static func appendOfKafka(
    _ flow: inout Flow, _ field: JSONField, _ bytes: Span<UInt8>, to text: inout TextBuffer
  ) {
    guard let record = flow.object(.kafka, of: .l7, bytes) else {
      return
    }
    flow.open(objectAt: record, bytes)
    if field != .errorCode {
      flow.opened.string(field, in: bytes).map { StringText.append(bytes, $0, to: &text) }
    } else {
      let code = flow.opened.value(field, in: bytes).flatMap { IntegerText.signed(bytes, $0) }
      text.append(decimal: code.flatMap { Int32(exactly: $0) }.map(Int64.init) ?? 0)
    }
  }

  private static func elementCount(
    _ flow: inout Flow, _ field: JSONField, of part: FlowPart, _ bytes: Span<UInt8>
  ) -> UInt64 {
    guard let list = flow.array(field, of: part, bytes) else {
      return 0
    }
    var count: UInt64 = 0
    ObjectWalk.elements(bytes, arrayAt: list) { _ in
      count += 1
      return true
    }
    return count
  }
}

extension FamilyFacts {
  /// Who saw an L7 message: the agent of the end that it left, or of the one that it reached.
  fileprivate var reporter: StaticString {
    switch direction {
    case .egress: "client"
    case .ingress: "server"
    case .unknown: "unknown"
    }
  }

  fileprivate var hasPorts: Bool {
    transport?.hasPorts == true
  }

  /// The name of the event type, nil where the agent has none.
  fileprivate var typeName: StaticString? {
    switch eventType {
    case EventType.accessLog: "L7"
    case EventType.drop: "Drop"
    case EventType.capture: "Capture"
    case EventType.trace: "Trace"
    case EventType.policyVerdict: "PolicyVerdict"
    default: nil
    }
  }
}

extension FamilyFacts.Record {
  /// The agent's name of the protocol.
  fileprivate var name: StaticString? {
    switch self {
    case .none: nil
    case .dns: "DNS"
    case .http: "HTTP"
    case .kafka: "Kafka"
    }
  }
}
