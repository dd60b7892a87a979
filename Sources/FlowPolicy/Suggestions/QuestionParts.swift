import FlowManifest

extension Layer4 {
  /// A port of a rule: a number for Kubernetes, a text for Cilium.
  func portEntry(asNumber: Bool) -> ManifestValue {
    let port = "\(port ?? 0)"
    return .object(
      ("port", asNumber ? .number(port) : .string(port)), ("protocol", .string(protocolName)))
  }

  /// A field of an ICMP rule; nil for another protocol.
  var icmpField: ManifestValue? {
    switch self {
    case .icmpv4(let type):
      .object(("family", .string("IPv4")), ("type", .number("\(type)")))
    case .icmpv6(let type):
      .object(("family", .string("IPv6")), ("type", .number("\(type)")))
    case .tcp, .udp, .sctp, .other: nil
    }
  }
}

extension Endpoint {
  /// The block of its address alone; nil without an address.
  var ownCIDR: String? {
    IPAddress(address).map { "\(address)/\($0.bitCount)" }
  }
}
