/// What can become of a packet, and what else stands in a log.
enum PacketKind: CaseIterable, Sendable {
  case forwarded, fromHost
  case allowed, redirected, audited
  case translated
  case nameQuery, webRequest, failedRequest
  case policyDenied, policyDeny, authenticationRequired, droppedOtherwise, requestDenied
  case lostEvents, nodeStatus, agentEvent, debugEvent

  /// How many of ten thousand packets are of the kind; the drops together are 3 %.
  var share: Int {
    switch self {
    case .forwarded: 8290
    case .fromHost: 80
    case .allowed: 500
    case .redirected: 100
    case .audited: 50
    case .translated: 60
    case .nameQuery: 350
    case .webRequest: 230
    case .failedRequest: 20
    case .policyDenied: 190
    case .policyDeny: 55
    case .authenticationRequired: 10
    case .droppedOtherwise: 35
    case .requestDenied: 10
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
