/// Draws packets of every kind between the endpoints of a cluster, each as the lines it leaves.
///
/// A packet leaves one line or two: a second node may see it arrive, a verdict is followed by its
/// notification, a query by its answer.
struct Traffic: Sendable {
  let cluster: Cluster
  var random: RandomNumbers

  /// The flows of one packet, in the order of their times; empty for kinds that are no flow.
  mutating func flows(of kind: PacketKind) -> [Flow] {
    switch kind {
    case .forwarded: forwarded()
    case .fromHost: fromHost()
    case .allowed: judged(.forwarded)
    case .redirected: judged(.redirected)
    case .audited: judged(.audit)
    case .translated: translated()
    case .nameQuery: nameQuery()
    case .webRequest: webRequest()
    case .failedRequest: failedRequest()
    case .policyDenied: policyDrop(.policyDenied)
    case .policyDeny: policyDrop(.policyDeny)
    case .authenticationRequired: policyDrop(.authenticationRequired)
    case .droppedOtherwise: droppedOtherwise()
    case .requestDenied: deniedRequest()
    case .lostEvents, .nodeStatus, .agentEvent, .debugEvent: []
    }
  }

  mutating func conversation() -> Conversation {
    .random(in: cluster, &random)
  }

  /// A packet on its way: seen leaving its node, arriving at another, or both.
  private mutating func forwarded() -> [Flow] {
    let talk = conversation()
    let isReply = random.happens(percent: 45)
    let (sender, receiver) = isReply ? (talk.server, talk.client) : (talk.client, talk.server)
    var seen: [Flow] = []
    if let node = sender.node, node.index != receiver.node?.index {
      let point: ObservationPoint =
        receiver.node == nil
        ? random.one(of: [.toNetwork, .toStack, .toProxy])
        : random.one(of: [.toOverlay, .toOverlay, .toOverlay, .toStack, .toNetwork])
      seen.append(trace(talk, isReply: isReply, on: node, at: point))
    }
    if let node = receiver.node {
      seen.append(trace(talk, isReply: isReply, on: node, at: .toEndpoint))
    }
    if seen.isEmpty {
      let node = random.one(of: cluster.nodes)
      seen.append(trace(talk, isReply: isReply, on: node, at: .toNetwork))
    }
    return seen
  }

  private mutating func fromHost() -> [Flow] {
    let talk = conversation()
    let node = talk.firstNode(else: cluster.nodes[0])
    let flow = trace(talk, isReply: false, on: node, at: .fromHost)
    return [
      flow.with {
        $0.direction = nil
        $0.isReply = nil
        $0.traceReason = ""
      }
    ]
  }

  private mutating func trace(
    _ talk: Conversation, isReply: Bool, on node: Node, at point: ObservationPoint
  ) -> Flow {
    let flow = talk.flow(.forwarded, event: 4, on: node, isReply: isReply, &random)
    let service = random.happens(percent: 12) ? talk.server.workload : nil
    let isNew = flow.summary == "TCP Flags: SYN"
    return flow.with {
      $0.eventSubtype = point.number
      $0.observationPoint = point
      $0.traceReason = isReply ? "REPLY" : isNew ? "NEW" : "ESTABLISHED"
      $0.interface = point.interface(towards: flow.destination.endpoint)
      $0.proxyPort = point.number == ObservationPoint.toProxy.number ? 17_267 : 0
      $0.sourceService = isReply ? service : nil
      $0.destinationService = isReply ? nil : service
    }
  }

  /// A policy's verdict on a new connection that was not a drop.
  private mutating func judged(_ verdict: Verdict) -> [Flow] {
    let talk = conversation()
    let node = talk.firstNode(else: cluster.nodes[0])
    let flow = talk.flow(verdict, event: 5, on: node, isReply: false, &random)
    guard verdict != .audit else { return [flow] }
    let policies = (0..<random.one(of: [0, 1, 1, 2])).map { _ in
      random.one(of: cluster.allowPolicies)
    }
    let matchType = random.number(in: 1...6)
    let logged = random.happens(percent: 4)
    let authenticated = random.happens(percent: 2)
    return [
      flow.with {
        $0.allowedBy = policies
        $0.policyMatchType = matchType
        $0.authType = authenticated ? "SPIRE" : ""
        $0.policyLog = logged ? ["tier=gold", "line\nbreak"] : []
      }
    ]
  }

  /// A connection to a service address, before and after its translation to a pod's.
  private mutating func translated() -> [Flow] {
    let client = random.one(of: cluster.pods)
    let talk = Conversation.between(client, random.one(of: cluster.pods), &random)
    let node = talk.firstNode(else: cluster.nodes[0])
    let cookie = random.number(in: 1_000_000...9_999_999)
    let points: [(Verdict, Int, String)] = [
      (.traced, 1, "SOCK_XLATE_POINT_PRE_DIRECTION_FWD"),
      (.translated, 2, "SOCK_XLATE_POINT_POST_DIRECTION_FWD"),
    ]
    return points.map { verdict, subtype, point in
      talk.flow(verdict, event: 7, on: node, isReply: false, &random).with {
        $0.type = .socket
        $0.transport = .tcp(flags: [])
        $0.eventSubtype = subtype
        $0.direction = nil
        $0.isReply = nil
        $0.summary = ""
        $0.destinationService = talk.server.workload
        $0.socket = SocketTranslation(
          point: point, cookie: cookie, controlGroup: 20_000 + client.number)
      }
    }
  }
}

extension ObservationPoint {
  fileprivate func interface(towards receiver: Endpoint) -> NetworkInterface? {
    switch name {
    case "TO_ENDPOINT": receiver.node == nil ? nil : receiver.interface
    case "TO_OVERLAY": .overlay
    case "TO_NETWORK": .physical
    default: nil
    }
  }
}
