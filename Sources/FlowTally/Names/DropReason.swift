/// The reasons for which Cilium drops packets, by number.
///
/// Source: enum DropReason of Cilium's flow.proto, 1.21 development; 1.19 and older lack the last ones.
enum DropReason {
  /// The name of a reason's number, nil where there is none.
  static func name(of number: Int64) -> StaticString? {
    number >= 0 && number < Int64(names.count) ? names[Int(number)] : nil
  }

  /// The number of a reason's name, nil where there is none.
  static func number(named name: String) -> Int64? {
    table.first { "\($0.1)" == name }?.0
  }

  /// The number of a reason that has no name and is printed as `REASON_` and its number, nil for any other text; what stands for an L7
  /// proxy's denial has one of ours.
  static func number(unnamed text: String) -> Int64? {
    if text == "\(deniedByL7)" {
      return l7Number
    }
    guard text.hasPrefix("REASON_"), let number = UInt32(text.dropFirst(7)) else {
      return nil
    }
    return Int64(Int32(truncatingIfNeeded: number))
  }

  /// What stands for `deniedByL7` in filters: no log has a number like it.
  static let l7Number = Int64.min

  /// All names, by their numbers.
  static let allNames = table.map { "\($0.1)" }

  /// A reason that rules ask for.
  struct Known: Sendable {
    let number: Int64
    let name: StaticString
  }

  static let unknown = Known(number: 0, name: "DROP_REASON_UNKNOWN")
  static let policyDenied = Known(number: 133, name: "POLICY_DENIED")
  static let policyDeny = Known(number: 181, name: "POLICY_DENY")
  static let authRequired = Known(number: 189, name: "AUTH_REQUIRED")
  /// Ours: an L7 proxy's denial carries no reason.
  static let deniedByL7: StaticString = "L7_DENIED"

  private static let names: [StaticString?] = {
    var names = [StaticString?](repeating: nil, count: 256)
    for (number, name) in table {
      names[Int(number)] = name
    }
    return names
  }()

  static let table: [(Int64, StaticString)] = [
    (unknown.number, unknown.name),
    (130, "INVALID_SOURCE_MAC"),
    (131, "INVALID_DESTINATION_MAC"),
    (132, "INVALID_SOURCE_IP"),
    (policyDenied.number, policyDenied.name),
    (134, "INVALID_PACKET_DROPPED"),
    (135, "CT_TRUNCATED_OR_INVALID_HEADER"),
    (136, "CT_MISSING_TCP_ACK_FLAG"),
    (137, "CT_UNKNOWN_L4_PROTOCOL"),
    (138, "CT_CANNOT_CREATE_ENTRY_FROM_PACKET"),
    (139, "UNSUPPORTED_L3_PROTOCOL"),
    (140, "MISSED_TAIL_CALL"),
    (141, "ERROR_WRITING_TO_PACKET"),
    (142, "UNKNOWN_L4_PROTOCOL"),
    (143, "UNKNOWN_ICMPV4_CODE"),
    (144, "UNKNOWN_ICMPV4_TYPE"),
    (145, "UNKNOWN_ICMPV6_CODE"),
    (146, "UNKNOWN_ICMPV6_TYPE"),
    (147, "ERROR_RETRIEVING_TUNNEL_KEY"),
    (148, "ERROR_RETRIEVING_TUNNEL_OPTIONS"),
    (149, "INVALID_GENEVE_OPTION"),
    (150, "UNKNOWN_L3_TARGET_ADDRESS"),
    (151, "STALE_OR_UNROUTABLE_IP"),
    (152, "NO_MATCHING_LOCAL_CONTAINER_FOUND"),
    (153, "ERROR_WHILE_CORRECTING_L3_CHECKSUM"),
    (154, "ERROR_WHILE_CORRECTING_L4_CHECKSUM"),
    (155, "CT_MAP_INSERTION_FAILED"),
    (156, "INVALID_IPV6_EXTENSION_HEADER"),
    (157, "IP_FRAGMENTATION_NOT_SUPPORTED"),
    (158, "SERVICE_BACKEND_NOT_FOUND"),
    (160, "NO_TUNNEL_OR_ENCAPSULATION_ENDPOINT"),
    (161, "FAILED_TO_INSERT_INTO_PROXYMAP"),
    (162, "REACHED_EDT_RATE_LIMITING_DROP_HORIZON"),
    (163, "UNKNOWN_CONNECTION_TRACKING_STATE"),
    (164, "LOCAL_HOST_IS_UNREACHABLE"),
    (165, "NO_CONFIGURATION_AVAILABLE_TO_PERFORM_POLICY_DECISION"),
    (166, "UNSUPPORTED_L2_PROTOCOL"),
    (167, "NO_MAPPING_FOR_NAT_MASQUERADE"),
    (168, "UNSUPPORTED_PROTOCOL_FOR_NAT_MASQUERADE"),
    (169, "FIB_LOOKUP_FAILED"),
    (170, "ENCAPSULATION_TRAFFIC_IS_PROHIBITED"),
    (171, "INVALID_IDENTITY"),
    (172, "UNKNOWN_SENDER"),
    (173, "NAT_NOT_NEEDED"),
    (174, "IS_A_CLUSTERIP"),
    (175, "FIRST_LOGICAL_DATAGRAM_FRAGMENT_NOT_FOUND"),
    (176, "FORBIDDEN_ICMPV6_MESSAGE"),
    (177, "DENIED_BY_LB_SRC_RANGE_CHECK"),
    (178, "SOCKET_LOOKUP_FAILED"),
    (179, "SOCKET_ASSIGN_FAILED"),
    (180, "PROXY_REDIRECTION_NOT_SUPPORTED_FOR_PROTOCOL"),
    (policyDeny.number, policyDeny.name),
    (182, "VLAN_FILTERED"),
    (183, "INVALID_VNI"),
    (184, "INVALID_TC_BUFFER"),
    (185, "NO_SID"),
    (186, "MISSING_SRV6_STATE"),
    (187, "NAT46"),
    (188, "NAT64"),
    (authRequired.number, authRequired.name),
    (190, "CT_NO_MAP_FOUND"),
    (191, "SNAT_NO_MAP_FOUND"),
    (192, "INVALID_CLUSTER_ID"),
    (193, "UNSUPPORTED_PROTOCOL_FOR_DSR_ENCAP"),
    (194, "NO_EGRESS_GATEWAY"),
    (195, "UNENCRYPTED_TRAFFIC"),
    (196, "TTL_EXCEEDED"),
    (197, "NO_NODE_ID"),
    (198, "DROP_RATE_LIMITED"),
    (199, "IGMP_HANDLED"),
    (200, "IGMP_SUBSCRIBED"),
    (201, "MULTICAST_HANDLED"),
    (202, "DROP_HOST_NOT_READY"),
    (203, "DROP_EP_NOT_READY"),
    (204, "DROP_NO_EGRESS_IP"),
    (205, "DROP_PUNT_PROXY"),
    (206, "DROP_NO_DEVICE"),
    (207, "DROP_FRAG_NOT_FOUND_WORLD"),
  ]
}
