extension FilterClause {
  /// The clause of a field; its values are checked here.
  static func make(
    _ field: FilterField, _ filter: FlowFilter
  ) throws(FilterProblem) -> Self {
    let texts = filter.texts(field)
    switch field {
    case .uuid: return .texts(.uuid, texts.bytes)
    case .sourceIP: return try addresses(.source, texts)
    case .destinationIP: return try addresses(.destination, texts)
    case .sourceIPXlated: return try addresses(.sourceXlated, texts)
    case .sourcePod: return .names(.source, .podName, try texts.read(NamespacedName.init))
    case .destinationPod: return .names(.destination, .podName, try texts.read(NamespacedName.init))
    case .sourceService: return .names(.sourceService, .name, try texts.read(NamespacedName.init))
    case .destinationService:
      return .names(.destinationService, .name, try texts.read(NamespacedName.init))
    case .sourceFQDN: return .domains(.sourceNames, try texts.read(NamePattern.init))
    case .destinationFQDN: return .domains(.destinationNames, try texts.read(NamePattern.init))
    case .sourceLabel: return .labels(.source, try texts.read(LabelSelectorText.read))
    case .destinationLabel: return .labels(.destination, try texts.read(LabelSelectorText.read))
    case .nodeLabels: return .nodeLabels(try texts.read(LabelSelectorText.read))
    case .sourceWorkload: return .workloads(.source, filter.workloads(field))
    case .destinationWorkload: return .workloads(.destination, filter.workloads(field))
    case .sourceClusterName: return try clusters(.source, texts)
    case .destinationClusterName: return try clusters(.destination, texts)
    case .sourceIdentity: return .identities(.source, filter.numbers(field))
    case .destinationIdentity: return .identities(.destination, filter.numbers(field))
    case .verdict: return .verdicts(filter.enumerated(field))
    case .dropReasonDesc: return .dropReasons(EnumChoice(.dropReason, filter.enumerated(field)))
    case .trafficDirection:
      return .directions(EnumChoice(.trafficDirection, filter.enumerated(field)))
    case .ipVersion: return .ipVersions(EnumChoice(.ipVersion, filter.enumerated(field)))
    case .encrypted: return .encrypted(filter.truths(field))
    case .reply: return .replies(filter.truths(field))
    case .eventType: return .eventTypes(filter.eventTypes)
    case .protocol: return .protocols(try FlowProtocols.fields(texts))
    case .sourcePort: return .ports(.sourcePort, try texts.read(port))
    case .destinationPort: return .ports(.destinationPort, try texts.read(port))
    case .tcpFlags: return .tcpFlags(filter.tcpFlags)
    case .interface: return .interfaces(filter.interfaces)
    case .nodeName: return .nodeNames(try texts.read(NodePattern.init))
    case .traceID: return .traceIDs(texts.bytes)
    case .ipTraceID: return .ipTraceIDs(filter.numbers(field))
    case .httpStatusCode:
      try checkAsksRequests(field, filter)
      return .statuses(try texts.read(status))
    case .httpMethod:
      try checkAsksRequests(field, filter)
      return .methods(texts.map { FoldedText.folded(Array($0.utf8)) })
    case .httpPath:
      try checkAsksRequests(field, filter)
      return .paths(try texts.read { text throws(FilterProblem) in try TextPattern(text) })
    case .httpURL:
      try checkAsksRequests(field, filter)
      return .urls(try texts.read { text throws(FilterProblem) in try TextPattern(text) })
    case .httpHeader:
      try checkAsksRequests(field, filter)
      return .headers(filter.headers)
    case .dnsQuery:
      return .dnsQueries(try texts.read { text throws(FilterProblem) in try TextPattern(text) })
    }
  }

  /// What is asked of HTTP can only be asked of l7 events.
  private static func checkAsksRequests(
    _ field: FilterField, _ filter: FlowFilter
  ) throws(FilterProblem) {
    let types = filter.eventTypes
    guard types.isEmpty || types.contains(where: { $0.type == EventType.accessLog }) else {
      throw FilterProblem(
        "filtering by \(field.name) requires the event type filter to match l7 events")
    }
  }

  private static func addresses(
    _ field: JSONField, _ texts: [String]
  ) throws(FilterProblem) -> Self {
    var addresses: [[UInt8]] = []
    var ranges: [AddressRange] = []
    for text in texts {
      let bytes = Array(text.utf8)
      if text.contains("/") {
        guard let range = AddressRange(text) else {
          throw FilterProblem("\(text) is not a CIDR range: give one like 10.0.0.0/8")
        }
        ranges.append(range)
      } else {
        guard AddressNumber(bytes.span, 0..<bytes.count) != nil else {
          throw FilterProblem("\(text) is not an IP address: give one like 10.0.0.1")
        }
        addresses.append(bytes)
      }
    }
    return .addresses(field, addresses, ranges)
  }

  private static func clusters(
    _ part: FlowPart, _ names: [String]
  ) throws(FilterProblem) -> Self {
    guard !names.contains("") else {
      throw FilterProblem("a cluster's name is empty: give one")
    }
    return .partTexts(.clusterName, part, names.bytes)
  }

  private static func port(_ text: String) throws(FilterProblem) -> UInt64 {
    guard !text.isEmpty, text.utf8.allSatisfy({ Byte.isDigit($0) }) else {
      throw FilterProblem("\(text) is not a port: give a number from 0 to 65535")
    }
    guard let port = UInt16(text) else {
      throw FilterProblem("port \(text) is out of range: 0 to 65535")
    }
    return UInt64(port)
  }

  /// `404`, `4+` or `40+`.
  private static func status(_ text: String) throws(FilterProblem) -> HTTPStatusText {
    let isPrefix = text.hasSuffix("+")
    let digits = Array(text.utf8.dropLast(isPrefix ? 1 : 0))
    let counts = isPrefix ? 1...2 : 3...3
    guard counts.contains(digits.count), digits.allSatisfy({ Byte.isDigit($0) }),
      UInt8(ascii: "1")...UInt8(ascii: "5") ~= digits[0]
    else {
      throw FilterProblem("\(text) is not an HTTP status: give one like 404, 5+ or 40+")
    }
    return HTTPStatusText(digits: digits, isPrefix: isPrefix)
  }
}

extension [String] {
  fileprivate var bytes: [[UInt8]] {
    map { Array<UInt8>($0.utf8) }
  }

  fileprivate func read<Value>(
    _ read: (String) throws(FilterProblem) -> Value
  ) throws(FilterProblem) -> [Value] {
    var values: [Value] = []
    for text in self {
      values.append(try read(text))
    }
    return values
  }
}

extension FlowFilter {
  fileprivate func numbers(_ field: FilterField) -> [UInt64] {
    self[field].compactMap { if case .number(let number) = $0 { number } else { nil } }
  }

  func enumerated(_ field: FilterField) -> [Int64] {
    self[field].compactMap { if case .name(let number) = $0 { number } else { nil } }
  }

  fileprivate func truths(_ field: FilterField) -> [Bool] {
    self[field].compactMap { if case .truth(let truth) = $0 { truth } else { nil } }
  }

  fileprivate func workloads(_ field: FilterField) -> [WorkloadName] {
    self[field].compactMap {
      guard case .workload(let kind, let name) = $0 else {
        return nil
      }
      return WorkloadName(kind: Array(kind.utf8), name: Array(name.utf8))
    }
  }

  fileprivate var eventTypes: [EventTypeChoice] {
    self[.eventType].compactMap {
      guard case .eventType(let type, let subType) = $0 else {
        return nil
      }
      return EventTypeChoice(type: type, subType: subType)
    }
  }

  fileprivate var tcpFlags: [TCPFlags] {
    self[.tcpFlags].compactMap { if case .tcpFlags(let flags) = $0 { flags } else { nil } }
  }

  fileprivate var interfaces: [InterfaceName] {
    self[.interface].compactMap {
      guard case .interface(let index, let name) = $0 else {
        return nil
      }
      return InterfaceName(index: index, name: Array(name.utf8))
    }
  }

  fileprivate var headers: [HeaderText] {
    self[.httpHeader].compactMap {
      guard case .header(let key, let value) = $0 else {
        return nil
      }
      return HeaderText(key: Array(key.utf8), value: Array(value.utf8))
    }
  }
}

/// The protocols that flags name: members of `l4` and of `l7`.
///
/// Source: Cilium, pkg/hubble/filters/protocol.go.
enum FlowProtocols {
  private static let named: [(word: String, fields: [JSONField])] = [
    ("icmp", [.icmpv4, .icmpv6]), ("icmpv4", [.icmpv4]), ("icmpv6", [.icmpv6]), ("tcp", [.tcp]),
    ("udp", [.udp]), ("sctp", [.sctp]), ("vrrp", [.vrrp]), ("igmp", [.igmp]), ("dns", [.dns]),
    ("http", [.http]), ("kafka", [.kafka]),
  ]

  static let words = named.map(\.word)

  /// The members that words in any case stand for.
  static func fields(_ texts: [String]) throws(FilterProblem) -> [JSONField] {
    var fields: [JSONField] = []
    for text in texts {
      guard let found = named.first(where: { $0.word == text.lowercased() })?.fields else {
        throw FilterProblem("unknown value \(text)", word: text, among: words)
      }
      fields += found
    }
    return fields
  }
}
