extension JSONField {
  /// The name of a layer 4 protocol, which is that of the member of `l4`; nil for a field that is no protocol.
  ///
  /// The one list of protocols: every field that is not named here is none.
  var protocolName: StaticString? {
    switch self {
    case .tcp: "TCP"
    case .udp: "UDP"
    case .icmpv4: "ICMPv4"
    case .icmpv6: "ICMPv6"
    case .sctp: "SCTP"
    case .vrrp: "VRRP"
    case .igmp: "IGMP"
    default: nil
    }
  }

  /// Whether it is a layer 4 protocol.
  var isProtocol: Bool {
    protocolName != nil
  }

  /// Whether it is a layer 4 protocol whose packets have ports: of the list above, no other has.
  var hasPorts: Bool {
    self == .tcp || self == .udp || self == .sctp
  }
}
