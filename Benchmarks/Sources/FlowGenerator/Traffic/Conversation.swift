/// Two endpoints that talk, and how: what the flows of one packet have in common.
struct Conversation: Sendable {
  var client: Endpoint
  var server: Endpoint
  var serverPort: Int
  var transport: TransportKind
  var ipVersion: IPVersion

  enum TransportKind: Sendable {
    case tcp, udp, sctp, icmp
  }

  /// Mostly pods with pods; some with the outside, hosts, the Kubernetes API and name servers.
  static func random(in cluster: Cluster, _ random: inout RandomNumbers) -> Conversation {
    let pod = random.one(of: cluster.pods)
    switch random.below(100) {
    case ..<70:
      return between(pod, random.one(of: cluster.pods), &random)
    case ..<80:
      return Conversation(
        client: pod, server: random.one(of: cluster.nameServers), serverPort: 53, transport: .udp,
        ipVersion: .v4)
    case ..<92:
      return between(pod, random.one(of: cluster.others), &random)
    default:
      return between(random.one(of: cluster.others), pod, &random)
    }
  }

  static func between(
    _ client: Endpoint, _ server: Endpoint, _ random: inout RandomNumbers
  ) -> Conversation {
    let transport: TransportKind =
      switch random.below(100) {
      case ..<90: .tcp
      case ..<96: .udp
      case ..<98: .icmp
      default: .sctp
      }
    let isInside = client.node != nil && server.node != nil
    return Conversation(
      client: client, server: server,
      serverPort: server.workload?.port ?? random.one(of: [80, 443, 443, 6443]),
      transport: transport, ipVersion: isInside && random.happens(percent: 18) ? .v6 : .v4)
  }

  /// The node that sees the packet leave, or, where the client is outside, arrive.
  func firstNode(isReply: Bool = false, else other: Node) -> Node {
    let sender = isReply ? server : client
    let receiver = isReply ? client : server
    return sender.node ?? receiver.node ?? other
  }

  /// A flow between the two as `node` reports it, without what depends on the kind of event.
  func flow(
    _ verdict: Verdict, event: Int, on node: Node, isReply: Bool, _ random: inout RandomNumbers
  ) -> Flow {
    let (sender, receiver) = isReply ? (server, client) : (client, server)
    let ports: (Port, Port) =
      switch transport {
      case .icmp: (.none, .none)
      case .tcp, .udp, .sctp:
        isReply ? (.fixed(serverPort), .client) : (.client, .fixed(serverPort))
      }
    let transport = transport.transport(ipVersion, isReply: isReply, isNew: event != 4, &random)
    return Flow(
      verdict: verdict, ipVersion: ipVersion, transport: transport,
      source: FlowSide(
        endpoint: sender, isLocal: sender.node?.index == node.index, port: ports.0),
      destination: FlowSide(
        endpoint: receiver, isLocal: receiver.node?.index == node.index, port: ports.1),
      node: node, eventType: event,
      direction: client.node?.index == node.index ? .egress : .ingress,
      isReply: isReply, summary: transport.summary)
  }
}

extension Conversation.TransportKind {
  fileprivate func transport(
    _ version: IPVersion, isReply: Bool, isNew: Bool, _ random: inout RandomNumbers
  ) -> Transport {
    switch self {
    case .udp: .udp
    case .sctp: .sctp
    case .tcp: .tcp(flags: Self.flags(isReply: isReply, isNew: isNew, &random))
    case .icmp:
      switch version {
      case .v4: .icmpVersion4(type: isReply ? 0 : 8)
      case .v6: .icmpVersion6(type: isReply ? 129 : 128)
      }
    }
  }

  private static func flags(
    isReply: Bool, isNew: Bool, _ random: inout RandomNumbers
  ) -> [String] {
    guard !isNew else { return ["SYN"] }
    return random.one(of: [
      isReply ? ["SYN", "ACK"] : ["SYN"], ["ACK"], ["ACK"], ["PSH", "ACK"], ["PSH", "ACK"],
      ["FIN", "ACK"], ["RST", "ACK"],
    ])
  }
}

extension Transport {
  /// What the agent writes into `Summary`.
  var summary: String {
    switch self {
    case .udp: "UDP"
    case .sctp: "SCTP"
    case .icmpVersion4(let type): type == 8 ? "ICMPv4 EchoRequest" : "ICMPv4 EchoReply"
    case .icmpVersion6(let type): type == 128 ? "ICMPv6 EchoRequest" : "ICMPv6 EchoReply"
    case .tcp(let flags):
      // The agent names SYN first, then ACK, then the others.
      "TCP Flags: "
        + ["SYN", "ACK", "FIN", "RST", "PSH"].filter(flags.contains).joined(separator: ", ")
    }
  }
}
