/// Names of numbers that stand in the agent's labels.
extension FamilyText {
  /// What became of a DNS query: empty for the query itself, a name for its answer.
  static func appendAgentsRcode(
    _ flow: inout Flow, _ bytes: Span<UInt8>, _ facts: borrowing FamilyFacts,
    to text: inout TextBuffer
  ) {
    if facts.verdict.isDropped {
      text.append("Policy denied")
    } else if facts.isReply == true {
      let code = flow.number(.rcode, of: .dns, bytes) ?? 0
      if let name = Self.rcodes.first(where: { $0.0 == code })?.1 {
        text.append(name)
      }
    }
  }

  /// Source: IANA, DNS RCODEs, in the agent's words (pkg/hubble/metrics/dns/rcode.go).
  private static let rcodes: [(UInt64, StaticString)] = [
    (0, "No Error"), (1, "Format Error"), (2, "Server Failure"), (3, "Non-Existent Domain"),
    (4, "Not Implemented"), (5, "Query Refused"), (6, "Name Exists when it should not"),
    (7, "RR Set Exists when it should not"), (8, "RR Set that should exist does not"),
    (9, "Not Authorized"), (10, "Name not contained in zone"), (11, "DSO-TYPE Not Implemented"),
    (16, "Bad OPT Version"), (17, "Key not recognized"), (18, "Signature out of time window"),
    (19, "Bad TKEY Mode"), (20, "Duplicate key name"), (21, "Algorithm not supported"),
    (22, "Bad Truncation"), (23, "Bad/missing Server Cookie"),
  ]

  /// Type and code of an ICMP message, each one byte: `EchoRequest`, `DestinationUnreachable(Port)`.
  static func appendICMPType(
    _ flow: inout Flow, _ bytes: Span<UInt8>, _ facts: borrowing FamilyFacts,
    to text: inout TextBuffer
  ) {
    let type = UInt8(truncatingIfNeeded: flow.number(.lowerType, of: .ports, bytes) ?? 0)
    let code = UInt8(truncatingIfNeeded: flow.number(.code, of: .ports, bytes) ?? 0)
    let table = facts.transport == .icmpv4 ? ICMPTypes.version4 : ICMPTypes.version6
    guard let row = table.first(where: { $0.number == type }) else {
      text.append(decimal: UInt64(type))
      text.append("(")
      text.append(decimal: UInt64(code))
      text.append(")")
      return
    }
    text.append(row.name)
    if Int(code) < row.codes.count {
      text.append("(")
      text.append(row.codes[Int(code)])
      text.append(")")
    } else if code > 0 || !row.codes.isEmpty {
      text.append("(Code: ")
      text.append(decimal: UInt64(code))
      text.append(")")
    }
  }
}

/// The names of ICMP messages that the agent prints.
///
/// Source: the packet library that the agent uses, gopacket, layers/icmp4.go and icmp6.go; numbers: IANA.
private enum ICMPTypes {
  /// A type, and its codes from 0 on where it has some.
  struct Row {
    let number: UInt8
    let name: StaticString
    var codes: [StaticString] = []
  }

  static let version4 = [
    Row(number: 0, name: "EchoReply"),
    Row(
      number: 3, name: "DestinationUnreachable",
      codes: [
        "Net", "Host", "Protocol", "Port", "FragmentationNeeded", "SourceRoutingFailed",
        "NetUnknown", "HostUnknown", "SourceIsolated", "NetAdminProhibited",
        "HostAdminProhibited", "NetTOS", "HostTOS", "CommAdminProhibited", "HostPrecedence",
        "PrecedenceCutoff",
      ]),
    Row(number: 4, name: "SourceQuench"),
    Row(number: 5, name: "Redirect", codes: ["Net", "Host", "TOS+Net", "TOS+Host"]),
    Row(number: 8, name: "EchoRequest"),
    Row(number: 9, name: "RouterAdvertisement"),
    Row(number: 10, name: "RouterSolicitation"),
    Row(
      number: 11, name: "TimeExceeded", codes: ["TTLExceeded", "FragmentReassemblyTimeExceeded"]),
    Row(
      number: 12, name: "ParameterProblem",
      codes: ["PointerIndicatesError", "MissingOption", "BadLength"]),
    Row(number: 13, name: "TimestampRequest"),
    Row(number: 14, name: "TimestampReply"),
    Row(number: 15, name: "InfoRequest"),
    Row(number: 16, name: "InfoReply"),
    Row(number: 17, name: "AddressMaskRequest"),
    Row(number: 18, name: "AddressMaskReply"),
  ]

  static let version6 = [
    Row(
      number: 1, name: "DestinationUnreachable",
      codes: [
        "NoRouteToDst", "AdminProhibited", "BeyondScopeOfSrc", "AddressUnreachable",
        "PortUnreachable", "SrcAddressFailedPolicy", "RejectRouteToDst",
      ]),
    Row(number: 2, name: "PacketTooBig"),
    Row(
      number: 3, name: "TimeExceeded",
      codes: ["HopLimitExceeded", "FragmentReassemblyTimeExceeded"]),
    Row(
      number: 4, name: "ParameterProblem",
      codes: ["ErroneousHeaderField", "UnrecognizedNextHeader", "UnrecognizedIPv6Option"]),
    Row(number: 128, name: "EchoRequest"),
    Row(number: 129, name: "EchoReply"),
    Row(number: 133, name: "RouterSolicitation"),
    Row(number: 134, name: "RouterAdvertisement"),
    Row(number: 135, name: "NeighborSolicitation"),
    Row(number: 136, name: "NeighborAdvertisement"),
    Row(number: 137, name: "Redirect"),
  ]
}
