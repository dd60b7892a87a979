/// One flow as a node reports it: what one line says, before it is text.
///
/// The names are Hubble's. Empty and zero values are those that the encoder leaves out.
struct Flow: Sendable {
  var verdict: Verdict
  var dropReason: DropReason?
  var authType = ""
  var ipVersion = IPVersion.v4
  var transport: Transport
  var source: FlowSide
  var destination: FlowSide
  var type = FlowType.packet
  var node: Node
  var l7: L7Record?
  var eventType: Int
  var eventSubtype = 0
  var sourceService: Workload?
  var destinationService: Workload?
  var direction: TrafficDirection?
  var policyMatchType = 0
  var observationPoint: ObservationPoint?
  var traceReason = ""
  var file: SourceFile?
  /// Nil where the datapath could not say.
  var isReply: Bool?
  var interface: NetworkInterface?
  var proxyPort = 0
  var socket: SocketTranslation?
  var summary = ""
  /// The lists of policies, written under the flow's direction.
  var allowedBy: [Policy] = []
  var deniedBy: [Policy] = []
  var policyLog: [String] = []

  /// The same flow with its parts changed by `change`.
  func with(_ change: (inout Flow) -> Void) -> Flow {
    var flow = self
    change(&flow)
    return flow
  }
}

enum Verdict: String, Sendable {
  case forwarded = "FORWARDED"
  case dropped = "DROPPED"
  case error = "ERROR"
  case audit = "AUDIT"
  case redirected = "REDIRECTED"
  case traced = "TRACED"
  case translated = "TRANSLATED"
}

enum FlowType: String, Sendable {
  case packet = "L3_L4"
  case request = "L7"
  case socket = "SOCK"
}

enum TrafficDirection: String, Sendable {
  case ingress = "INGRESS"
  case egress = "EGRESS"
}

enum IPVersion: String, Sendable {
  case v4 = "IPv4"
  case v6 = "IPv6"
}

/// An endpoint in a flow; its number is written where the reporting node runs it.
struct FlowSide: Sendable {
  let endpoint: Endpoint
  let isLocal: Bool
  let port: Port
}

enum Port: Sendable {
  case none
  /// The server's.
  case fixed(Int)
  /// The client's, another for each packet.
  case client
}

enum Transport: Sendable {
  case tcp(flags: [String])
  case udp
  case sctp
  case icmpVersion4(type: Int)
  case icmpVersion6(type: Int)
}

/// Where the datapath saw a packet: name and number of Cilium's observation points.
struct ObservationPoint: Sendable {
  let name: String
  let number: Int

  static let toEndpoint = ObservationPoint(name: "TO_ENDPOINT", number: 0)
  static let toProxy = ObservationPoint(name: "TO_PROXY", number: 1)
  static let toStack = ObservationPoint(name: "TO_STACK", number: 3)
  static let toOverlay = ObservationPoint(name: "TO_OVERLAY", number: 4)
  static let fromHost = ObservationPoint(name: "FROM_HOST", number: 7)
  static let toNetwork = ObservationPoint(name: "TO_NETWORK", number: 11)
}

/// The datapath's source line that dropped the packet.
struct SourceFile: Sendable {
  let name: String
  let line: Int
}

/// What a socket-level load balancer did.
struct SocketTranslation: Sendable {
  let point: String
  let cookie: Int
  let controlGroup: Int
}

/// What a proxy saw.
enum L7Record: Sendable {
  case query(name: String, type: String)
  case answer(name: String, type: String, code: Int, addresses: [String], latency: Int)
  case request(RequestLine)
  case response(RequestLine, code: Int, latency: Int)
}

struct RequestLine: Sendable {
  let method: String
  let url: String
  let userAgent: String
  let traceIdentifier: String
}
