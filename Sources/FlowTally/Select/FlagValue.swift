internal import FlowAnswer

/// From a flag's value as it is typed to the value of a field.
enum FlagValue {
  static func read(_ argument: FilterArgument, of field: FilterField) throws(FilterProblem)
    -> FilterValue
  {
    let text = argument.value
    switch argument.flag {
    case .verdict, .dropReasonDesc:
      return .name(try name(text, of: field))
    case .type:
      return try EventTypeText.read(text)
    case .trafficDirection:
      return .name(try direction(text))
    case .ipv4:
      return .name(1)
    case .ipv6:
      return .name(2)
    case .ipVersion:
      return .name(try ipVersion(text))
    case .identity, .fromIdentity, .toIdentity:
      return .number(try identity(text))
    case .workload, .fromWorkload, .toWorkload:
      return workload(text)
    case .httpHeader:
      return try header(text)
    case .tcpFlags:
      return .tcpFlags(try tcpFlags(text))
    case .interface:
      return .interface(index: 0, name: text)
    case .encrypted:
      return .truth(true)
    case .unencrypted:
      return .truth(false)
    case .ipTraceID:
      return .number(try traceNumber(text))
    case .pod, .fromPod, .toPod, .service, .fromService, .toService, .label, .fromLabel, .toLabel,
      .cluster, .fromCluster, .toCluster, .ip, .fromIP, .toIP, .snatIP, .fqdn, .fromFQDN, .toFQDN,
      .protocol, .port, .fromPort, .toPort, .httpStatus, .httpMethod, .httpPath, .httpURL,
      .nodeName, .nodeLabel, .uuid, .traceID, .dnsQuery:
      return .text(text)
    case .namespace, .fromNamespace, .toNamespace, .allNamespaces, .fromAllNamespaces,
      .toAllNamespaces, .allowlist, .denylist, .dnsRcode, .policy, .where:
      // They set no field by their value: `FilterPair` and `FilterLists` read them.
      return .text(text)
    }
  }

  private static func unknown(_ word: String, among words: [String]) -> FilterProblem {
    FilterProblem("unknown value \(word)", word: word, among: words)
  }

  private static func name(_ text: String, of field: FilterField) throws(FilterProblem) -> Int64 {
    guard case .name(let enumeration) = field.kind,
      let number = enumeration.number(named: text)
    else {
      throw unknown(text, among: FilterFlagRow.rows.first { $0.isOf(field) }?.words ?? [])
    }
    return number
  }

  /// The place of a word in a list, in any case.
  private static func number(of text: String, in words: [String]) throws(FilterProblem) -> Int64 {
    guard !text.isEmpty, let number = words.firstIndex(of: text.lowercased()) else {
      throw unknown(text, among: words.filter { !$0.isEmpty })
    }
    return Int64(number)
  }

  private static func direction(_ text: String) throws(FilterProblem) -> Int64 {
    let unknown = "\(TrafficDirection.unknown.label)"
    return text.lowercased() == unknown
      ? TrafficDirection.unknown.rawValue
      : try number(of: text, in: [""] + TrafficDirection.words)
  }

  /// hubble takes whatever it does not know for `none`; that would hide a slip.
  private static func ipVersion(_ text: String) throws(FilterProblem) -> Int64 {
    switch text.lowercased() {
    case "4", "v4", "ipv4", "ip4": return 1
    case "6", "v6", "ipv6", "ip6": return 2
    case "none": return 0
    default: throw unknown(text, among: ["v4", "v6", "none"])
    }
  }

  /// A reserved name, else a number of 32 bits, decimal or behind 0x, 0o, 0b or 0.
  private static func identity(_ text: String) throws(FilterProblem) -> UInt64 {
    let names = ReservedIdentity.names.map { "\($0)" }
    let prefix = ReservedIdentity.prefix
    let name = text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
    if let number = names.firstIndex(of: name), number > 0 {
      return UInt64(number)
    }
    let bases: [(prefix: String, radix: Int)] = [("0x", 16), ("0o", 8), ("0b", 2), ("0", 8)]
    let base = bases.first { text.lowercased().hasPrefix($0.prefix) && text.count > 1 }
    let digits = text.dropFirst(base?.prefix.count ?? 0)
    guard let first = digits.first, first != "+", first != "-",
      let number = UInt32(digits, radix: base?.radix ?? 10)
    else {
      throw unknown(text, among: Array(names.dropFirst()))
    }
    return UInt64(number)
  }

  private static func workload(_ text: String) -> FilterValue {
    guard let slash = text.firstIndex(of: "/") else {
      return .workload(kind: "", name: text)
    }
    return .workload(kind: String(text[..<slash]), name: String(text[text.index(after: slash)...]))
  }

  private static func header(_ text: String) throws(FilterProblem) -> FilterValue {
    guard let colon = text.firstIndex(of: ":") else {
      throw FilterProblem("\(text) has no colon: give KEY:VALUE")
    }
    return .header(key: String(text[..<colon]), value: String(text[text.index(after: colon)...]))
  }

  private static func tcpFlags(_ text: String) throws(FilterProblem) -> TCPFlags {
    var flags: TCPFlags = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let flag = TCPFlags(named: name.uppercased()) else {
        throw unknown(String(name), among: TCPFlags.fields.map(\.name))
      }
      flags.insert(flag)
    }
    return flags
  }

  private static func traceNumber(_ text: String) throws(FilterProblem) -> UInt64 {
    guard text.utf8.allSatisfy({ Byte.isDigit($0) }), let number = UInt64(text), number > 0 else {
      throw FilterProblem("\(text) is not a whole number above 0")
    }
    return number
  }
}

extension FilterFlagRow {
  /// Whether the flag sets this field.
  fileprivate func isOf(_ field: FilterField) -> Bool {
    guard case .both(field) = effect else {
      return false
    }
    return true
  }
}

/// Event types as flags name them: `TYPE[:SUBTYPE]`.
///
/// Source: Cilium, pkg/monitor/api/types.go.
enum EventTypeText {
  private static let types: [(name: String, number: Int64)] = [
    ("capture", EventType.capture), ("drop", EventType.drop), ("l7", EventType.accessLog),
    ("policy-verdict", EventType.policyVerdict), ("trace", EventType.trace), ("trace-sock", 7),
    ("debug", 2), ("recorder", 6), ("agent", 130),
  ]
  /// How many of the types are those of flows.
  private static let flowTypeCount = 6

  /// The observation points, by their numbers.
  private static let points = [
    "to-endpoint", "to-proxy", "to-host", "to-stack", "to-overlay", "from-endpoint", "from-proxy",
    "from-host", "from-stack", "from-overlay", "from-network", "to-network", "from-crypto",
    "to-crypto",
  ]

  /// The types of flows, and trace's with each of its subtypes.
  static let words = types.prefix(flowTypeCount).map(\.name) + points.map { "trace:\($0)" }

  static func read(_ text: String) throws(FilterProblem) -> FilterValue {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      .map(String.init)
    guard let type = type(named: parts[0]) ?? number(parts[0]) else {
      throw FilterProblem(
        "unknown value \(text)", word: parts[0], among: types.prefix(flowTypeCount).map(\.name))
    }
    guard parts.count == 2 else {
      return .eventType(type: type, subType: nil)
    }
    if type == EventType.trace, let point = points.firstIndex(of: parts[1]) {
      return .eventType(type: type, subType: Int64(point))
    }
    guard let subType = number(parts[1]) else {
      throw FilterProblem(
        "unknown value \(text)", word: text,
        among: type == EventType.trace ? points.map { "\(parts[0]):\($0)" } : [])
    }
    return .eventType(type: type, subType: subType)
  }

  /// The type of a name in any case, also as the field `type` has it: `PolicyVerdict`.
  private static func type(named text: String) -> Int64? {
    let word = text.lowercased()
    return types.first { $0.name == word || $0.name.filter { $0 != "-" } == word }?.number
  }

  /// A number of 32 bits without sign, brought into one with sign, as hubble does.
  private static func number(_ text: String) -> Int64? {
    guard let first = text.utf8.first, Byte.isDigit(first), let number = UInt32(text) else {
      return nil
    }
    return Int64(Int32(truncatingIfNeeded: number))
  }
}
