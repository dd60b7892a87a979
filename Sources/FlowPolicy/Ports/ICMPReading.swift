import FlowManifest

extension ManifestNode {
  /// The entries of `icmps` of a Cilium rule.
  ///
  /// Source: Cilium, pkg/policy/api/icmp.go; type 0 becomes the port 0, which stands for every type.
  func icmpTypes() throws(ReadingFault) -> [PortEntry] {
    var entries: [PortEntry] = []
    for rule in try elements() {
      let fields = try rule.list("fields") ?? []
      guard fields.count <= 40 else {
        throw .refusal("too many types, the max is 40")
      }
      for field in fields {
        entries.append(try field.icmpType())
      }
    }
    return entries
  }

  private func icmpType() throws(ReadingFault) -> PortEntry {
    let family = try text("family") ?? "IPv4"
    guard family == "IPv4" || family == "IPv6" else {
      throw .refusal("wrong family: \(family)")
    }
    guard let type = try member("type")?.textOrInteger() else {
      throw .refusal("an ICMP field without a type")
    }
    let isIPv6 = family == "IPv6"
    guard let number = UInt8(type) ?? (isIPv6 ? Self.typesIPv6[type] : Self.typesIPv4[type]) else {
      throw .refusal("unknown ICMP type \"\(type)\" of \(family)")
    }
    return PortEntry(isIPv6 ? .icmpv6 : .icmpv4, UInt16(number))
  }

  private static let typesIPv4: [String: UInt8] = [
    "EchoReply": 0, "DestinationUnreachable": 3, "Redirect": 5, "Echo": 8, "EchoRequest": 8,
    "RouterAdvertisement": 9, "RouterSelection": 10, "TimeExceeded": 11, "ParameterProblem": 12,
    "Timestamp": 13, "TimestampReply": 14, "Photuris": 40, "ExtendedEchoRequest": 42,
    "ExtendedEchoReply": 43,
  ]

  private static let typesIPv6: [String: UInt8] = [
    "DestinationUnreachable": 1, "PacketTooBig": 2, "TimeExceeded": 3, "ParameterProblem": 4,
    "EchoRequest": 128, "EchoReply": 129, "MulticastListenerQuery": 130,
    "MulticastListenerReport": 131, "MulticastListenerDone": 132, "RouterSolicitation": 133,
    "RouterAdvertisement": 134, "NeighborSolicitation": 135, "NeighborAdvertisement": 136,
    "RedirectMessage": 137, "RouterRenumbering": 138, "ICMPNodeInformationQuery": 139,
    "ICMPNodeInformationResponse": 140, "InverseNeighborDiscoverySolicitation": 141,
    "InverseNeighborDiscoveryAdvertisement": 142, "HomeAgentAddressDiscoveryRequest": 144,
    "HomeAgentAddressDiscoveryReply": 145, "MobilePrefixSolicitation": 146,
    "MobilePrefixAdvertisement": 147, "DuplicateAddressRequestCodeSuffix": 157,
    "DuplicateAddressConfirmationCodeSuffix": 158, "ExtendedEchoRequest": 160,
    "ExtendedEchoReply": 161,
  ]
}
