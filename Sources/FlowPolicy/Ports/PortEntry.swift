/// The protocols that ports of rules name.
enum PortProtocol: UInt8, Sendable {
  /// TCP, UDP and SCTP; never ICMP.
  case any
  case tcp
  case udp
  case sctp
  case icmpv4
  case icmpv6
  /// One that no question has, such as VRRP.
  case other

  /// The protocol of a written name, in any case; nil for one that Cilium does not know.
  init?(_ name: String) {
    switch name.uppercased() {
    case "ANY", "": self = .any
    case "TCP": self = .tcp
    case "UDP": self = .udp
    case "SCTP": self = .sctp
    case "ICMP": self = .icmpv4
    case "ICMPV6": self = .icmpv6
    case "VRRP", "IGMP", "GRE", "IPIP", "IPV6", "ESP", "AH": self = .other
    default: return nil
    }
  }

  /// The name that near misses print.
  var name: String {
    switch self {
    case .any: "ANY"
    case .tcp: "TCP"
    case .udp: "UDP"
    case .sctp: "SCTP"
    case .icmpv4: "ICMPv4"
    case .icmpv6: "ICMPv6"
    case .other: ""
    }
  }
}

/// Whether something holds: it may hang on what no dump of policies tells.
enum Match: Sendable {
  case no
  case unknown
  case yes
}

/// One port, range or ICMP type of a rule.
struct PortEntry: Sendable {
  let proto: PortProtocol
  /// The first port, or the ICMP type; 0 stands for all.
  let low: UInt16
  /// The last port.
  let high: UInt16
  /// Whether it is a port's name, which only the pod can resolve.
  let isNamed: Bool
  /// Whether the proxy looks at what it lets through.
  let isRedirected: Bool

  init(
    _ proto: PortProtocol, _ low: UInt16, through high: UInt16? = nil, isNamed: Bool = false,
    isRedirected: Bool = false
  ) {
    self.proto = proto
    self.low = low
    self.high = max(low, high ?? low)
    self.isNamed = isNamed
    self.isRedirected = isRedirected
  }

  /// Whether the protocol fits, whatever the port.
  func takesProtocol(of layer4: Layer4) -> Bool {
    switch layer4 {
    case .tcp: proto == .any || proto == .tcp
    case .udp: proto == .any || proto == .udp
    case .sctp: proto == .any || proto == .sctp
    case .icmpv4: proto == .icmpv4
    case .icmpv6: proto == .icmpv6
    case .other: false
    }
  }

  /// Whether port or type fits, whatever the protocol.
  func takesNumber(of layer4: Layer4) -> Bool {
    switch layer4 {
    case .tcp(let port), .udp(let port), .sctp(let port): low == 0 || (low...high).contains(port)
    case .icmpv4(let type), .icmpv6(let type): low == 0 || low == UInt16(type)
    case .other: false
    }
  }

  func matches(_ layer4: Layer4) -> Match {
    guard takesProtocol(of: layer4) else {
      return .no
    }
    if isNamed {
      return .unknown
    }
    return takesNumber(of: layer4) ? .yes : .no
  }

  var isICMP: Bool {
    proto == .icmpv4 || proto == .icmpv6
  }

  /// The entry as near misses print it, such as `9000-9100/TCP`.
  var text: String {
    (high > low ? "\(low)-\(high)" : "\(low)") + "/" + proto.name
  }
}
