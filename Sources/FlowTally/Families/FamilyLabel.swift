/// A label of one of the agent's families.
enum FamilyLabel: Sendable, Equatable {
  case own(OwnLabel)
  /// `source` or `destination`, of a context option.
  case end(FlowSide)
  /// Of `labelsContext`.
  case context(ContextLabel)

  var name: String {
    switch self {
    case .own(let label): label.name
    case .end(.source): "source"
    case .end(.destination): "destination"
    case .context(let label): label.rawValue
    }
  }

  /// The parts of a flow that it is read from.
  var parts: UInt32 {
    switch self {
    case .own(let label): label.parts
    case .end(let side): side.endpoint.bit | FlowPart.ip.bit
    case .context(.sourceIP), .context(.destinationIP): FlowPart.ip.bit
    case .context(.trafficDirection): 0
    case .context(let label): label.isOfSource ? FlowPart.source.bit : FlowPart.destination.bit
    }
  }
}

/// A label that a family has whatever its context.
enum OwnLabel: Sendable, Equatable {
  case reason, verdict
  /// The protocol that describes a flow best.
  case flowProtocol
  case flowType, flowSubtype
  case rcode, qtypes, ipsReturned, query
  /// The type of one record of a DNS answer.
  case recordType
  case method, httpProtocol, status, reporter
  case icmpFamily, icmpType
  case topic, apiKey, errorCode
  case direction, match, action
  /// The name of the member of `l4`, and its port: 0 where there is none.
  case l4Protocol, port
  /// The port; empty where the protocol has none.
  case portOrEmpty
  case flag, ipFamily, chunkType

  var name: String {
    switch self {
    case .reason: "reason"
    case .verdict: "verdict"
    case .flowProtocol, .httpProtocol, .l4Protocol: "protocol"
    case .flowType, .recordType, .icmpType: "type"
    case .flowSubtype: "subtype"
    case .rcode: "rcode"
    case .qtypes: "qtypes"
    case .ipsReturned: "ips_returned"
    case .query: "query"
    case .method: "method"
    case .status: "status"
    case .reporter: "reporter"
    case .icmpFamily, .ipFamily: "family"
    case .topic: "topic"
    case .apiKey: "api_key"
    case .errorCode: "error_code"
    case .direction: "direction"
    case .match: "match"
    case .action: "action"
    case .port, .portOrEmpty: "port"
    case .flag: "flag"
    case .chunkType: "chunk_type"
    }
  }

  var parts: UInt32 {
    switch self {
    case .reason, .verdict, .direction, .match, .action, .reporter, .flowType, .flowSubtype: 0
    case .flowProtocol, .l4Protocol: FlowPart.l7.bit
    case .rcode, .qtypes, .ipsReturned, .query, .recordType: FlowPart.l7.bit | FlowPart.dns.bit
    case .method, .httpProtocol, .status: FlowPart.l7.bit | FlowPart.http.bit
    case .topic, .apiKey, .errorCode: FlowPart.l7.bit
    case .icmpFamily, .icmpType, .port, .portOrEmpty, .flag, .chunkType: FlowPart.ports.bit
    case .ipFamily: FlowPart.ip.bit
    }
  }
}

extension ContextLabel {
  /// Whether it tells of the source; else of the destination, or of the direction.
  var isOfSource: Bool {
    switch self {
    case .sourceIP, .sourcePod, .sourceNamespace, .sourceWorkload, .sourceWorkloadKind, .sourceApp:
      true
    case .destinationIP, .destinationPod, .destinationNamespace, .destinationWorkload,
      .destinationWorkloadKind, .destinationApp, .trafficDirection:
      false
    }
  }
}
