internal import FlowAnswer

/// The parts of a flow that the agent's families are read from: those are looked into while a line is indexed.
extension HubbleMetrics {
  /// The parts of a flow that are read on most lines.
  var parts: UInt32 {
    families.reduce(FlowPart.aggregate.bit | FlowPart.eventType.bit) { $0 | $1.parts }
  }
}

extension HubbleFamily {
  /// The parts of a flow that this family reads on most lines.
  var parts: UInt32 {
    labels.reduce(0) { $0 | $1.parts }
      | (rule == .tcpFlags || rule == .sctpChunks || rule == .icmpMessages ? FlowPart.ports.bit : 0)
      | (rule == .flowsToWorld ? FlowPart.destination.bit | FlowPart.ports.bit : 0)
      | (rule == .policyVerdicts ? FlowPart.source.bit : 0)
  }
}

extension FamilyLabel {
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

extension OwnLabel {
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
