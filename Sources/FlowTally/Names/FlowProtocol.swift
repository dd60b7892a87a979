extension JSONField {
  /// The name of a layer 4 protocol: the name of the `l4` member.
  var protocolName: StaticString {
    switch self {
    case .tcp: "TCP"
    case .udp: "UDP"
    case .icmpv4: "ICMPv4"
    case .icmpv6: "ICMPv6"
    case .sctp: "SCTP"
    case .vrrp: "VRRP"
    case .igmp: "IGMP"
    default: ""
    }
  }
}
