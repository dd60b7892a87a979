/// What can become of a packet, and what else stands in a log.
enum PacketKind: CaseIterable, Sendable {
  case forwarded, fromHost
  case allowed, redirected, audited
  case translated
  case nameQuery, webRequest, failedRequest
  case policyDenied, policyDeny, authenticationRequired, droppedOtherwise, requestDenied
  case lostEvents, nodeStatus, agentEvent, debugEvent

  /// How many of ten thousand packets are of the kind; the drops together are 3.5 %.
  var share: Int {
    switch self {
    case .forwarded: 8240
    case .fromHost: 80
    case .allowed: 500
    case .redirected: 100
    case .audited: 50
    case .translated: 60
    case .nameQuery: 350
    case .webRequest: 230
    case .failedRequest: 20
    case .policyDenied: 222
    case .policyDeny: 65
    case .authenticationRequired: 12
    case .droppedOtherwise: 40
    case .requestDenied: 11
    case .lostEvents: 6
    case .nodeStatus: 3
    case .agentEvent: 8
    case .debugEvent: 3
    }
  }

  var isDrop: Bool {
    switch self {
    case .policyDenied, .policyDeny, .authenticationRequired, .droppedOtherwise, .requestDenied:
      true
    case .forwarded, .fromHost, .allowed, .redirected, .audited, .translated, .nameQuery,
      .webRequest, .failedRequest, .lostEvents, .nodeStatus, .agentEvent, .debugEvent:
      false
    }
  }
}
