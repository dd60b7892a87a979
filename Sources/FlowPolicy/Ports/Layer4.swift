/// The layer 4 of a packet, as far as policies ask for it.
public enum Layer4: Hashable, Sendable {
  /// TCP, to a port.
  case tcp(UInt16)
  /// UDP, to a port.
  case udp(UInt16)
  /// SCTP, to a port.
  case sctp(UInt16)
  /// ICMP, of a type.
  case icmpv4(UInt8)
  /// ICMPv6, of a type.
  case icmpv6(UInt8)
  /// Any other protocol: only rules without ports match it.
  case other

  /// The protocol as Hubble prints it; empty for any other.
  public var protocolName: String {
    switch self {
    case .tcp: "TCP"
    case .udp: "UDP"
    case .sctp: "SCTP"
    case .icmpv4: "ICMPv4"
    case .icmpv6: "ICMPv6"
    case .other: ""
    }
  }

  /// Port and protocol, or type and family, such as `8080/TCP` and `8/ICMPv4`; empty for any other.
  public var text: String {
    switch self {
    case .tcp(let port), .udp(let port), .sctp(let port): "\(port)/\(protocolName)"
    case .icmpv4(let type), .icmpv6(let type): "\(type)/\(protocolName)"
    case .other: ""
    }
  }

  /// The port, nil where the protocol has none.
  public var port: UInt16? {
    switch self {
    case .tcp(let port), .udp(let port), .sctp(let port): port
    case .icmpv4, .icmpv6, .other: nil
    }
  }
}
