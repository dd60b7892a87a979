internal import CKernels

/// A text that a flow has to hold somewhere on its line to pass a filter.
///
/// Compared with the line's own bytes. That decides nothing for a line with a backslash, where the text may be escaped: such
/// lines are read whole. A needle is content of a string, or a key, with a quote where it begins or ends: white space
/// between tokens makes no difference to it.
struct Needle: Sendable, Equatable {
  /// Three bytes or more.
  let text: [UInt8]
  /// Whether letters are compared in either case; the text is in lower case then.
  let isFolded: Bool

  private init(_ text: [UInt8], isFolded: Bool = false) {
    self.text = text
    self.isFolded = isFolded
  }

  static let mostBytes = Int(LINE_NEEDLE_BYTES)
  static let most = Int(LINE_NEEDLE_COUNT)

  /// The content of a string from its first byte on, and to its last where it is whole; nil where that is too short.
  static func string(_ content: [UInt8], isWhole: Bool = true) -> Self? {
    cut([Byte.quote] + content + (isWhole ? [Byte.quote] : []))
  }

  /// The end of a string.
  static func end(_ content: [UInt8]) -> Self? {
    let text = content + [Byte.quote]
    return cut(Array(text.suffix(mostBytes)))
  }

  /// Part of a string.
  static func part(_ content: [UInt8]) -> Self? {
    cut(content)
  }

  static func key(_ field: JSONField) -> [Self] {
    Set([field.name, field.camelCase]).sorted().compactMap { string(Array($0.utf8)) }
  }

  /// The last group but two of an IPv4 address written as an IPv6 one.
  static let mappedAddress = Self(Array("ffff:".utf8), isFolded: true)

  /// What the line of a reply holds, where nothing stands between key and value.
  static let replies = [Self(Array("\"is_reply\":true".utf8))]

  private static func cut(_ text: [UInt8]) -> Self? {
    let text = Array(text.prefix(mostBytes))
    return text.count < 3 || text.contains(Byte.lineFeed) ? nil : Self(text)
  }

  /// The list whose shortest text is longest; nil where there is none that is short enough.
  static func best(_ lists: [[Self]]) -> [Self]? {
    lists.filter { !$0.isEmpty && $0.count <= most }.max { shortest($0) < shortest($1) }
  }

  private static func shortest(_ list: [Self]) -> Int {
    list.map(\.text.count).min() ?? 0
  }

  /// The needle as the kernel takes it: its three rarest bytes are looked for.
  var kernelNeedle: LineNeedle {
    var result = LineNeedle()
    result.byteCount = UInt32(text.count)
    result.fold = isFolded ? 0x20 : 0
    // A tuple of bytes is as long as its count says.
    unsafe withUnsafeMutableBytes(of: &result.text) { unsafe $0.copyBytes(from: text) }
    let places = text.indices.sorted { Self.rarity(text[$0]) > Self.rarity(text[$1]) }
    (result.first, result.second, result.third) =
      (UInt32(places[0]), UInt32(places[1]), UInt32(places[2]))
    return result
  }

  /// How rare a byte is in flow logs: the place in a list of the common ones, the commonest first.
  private static func rarity(_ byte: UInt8) -> Int {
    commonBytes.firstIndex(of: byte) ?? commonBytes.count
  }

  /// Measured on a synthetic log of full lines.
  private static let commonBytes = Array(
    "e\"oastin.r:uc,-pmlbkd180=/y42w6g_f35{}97vhTxDzESP[]INAROCL HZFKVYWMG+jqUJBXQ()*\\?%;".utf8)
}

extension FilterClause {
  /// Texts of which a flow that matches holds one; nil where nothing of that kind can be said.
  var needles: [Needle]? {
    switch self {
    case .texts(_, let texts), .partTexts(_, _, let texts), .traceIDs(let texts):
      Needle.all(texts) { Needle.string($0) }
    case .addresses(_, let addresses, let ranges):
      Needle.addresses(addresses, ranges)
    case .names(_, _, let names):
      Needle.all(names) { name in
        // A reserved name may be told by a number alone.
        name.isReserved
          ? nil
          : name.prefix.count > 2
            ? Needle.string(name.prefix, isWhole: false)
            : name.namespace.isEmpty ? nil : Needle.string(name.namespace)
      }
    case .domains(_, let patterns):
      Needle.all(patterns) { Needle.part($0.longestPiece) }
    case .nodeNames(let patterns):
      Needle.all(patterns) { Needle.part($0.longestNodePiece) }
    case .labels(_, let selectors), .nodeLabels(let selectors):
      Needle.labels(selectors)
    case .workloads(_, let names):
      Needle.all(names) { Needle.string($0.name.isEmpty ? $0.kind : $0.name) }
    case .interfaces(let choices):
      Needle.all(choices) { $0.name.isEmpty ? nil : Needle.string($0.name) }
    case .protocols(let fields):
      fields.flatMap { Needle.key($0) }
    case .tcpFlags(let choices):
      Needle.all(choices) { $0.names.first.flatMap { Needle.string(Array($0.utf8)) } }
    case .statuses, .methods, .headers, .paths, .urls:
      Needle.key(.http)
    case .dnsQueries:
      Needle.key(.dns)
    case .ipTraceIDs:
      Needle.key(.ipTraceID)
    case .encrypted(let truths):
      truths.contains(false) ? nil : Needle.key(.encrypted)
    // Numbers can be written in many ways, and what is absent is 0.
    case .verdicts, .dropReasons, .directions, .ipVersions, .replies, .eventTypes, .ports,
      .identities:
      nil
    }
  }
}

extension Needle {
  /// A needle for each value, nil where one has none.
  fileprivate static func all<Value>(
    _ values: [Value], _ needle: (Value) -> Self?
  ) -> [Self]? {
    let needles = values.compactMap(needle)
    return needles.count == values.count ? needles : nil
  }

  /// The key and value of one label of each selector.
  fileprivate static func labels(_ selectors: [LabelSelector]) -> [Self]? {
    var needles: [Self] = []
    for selector in selectors {
      guard let best = best(selector.requirements.compactMap(label)) else {
        return nil
      }
      needles += best
    }
    return needles
  }

  private static func label(_ requirement: LabelRequirement) -> [Self]? {
    guard requirement.source != Label.cidr else {
      // Narrower ranges have other keys.
      return part(Label.cidr).map { [$0] }
    }
    switch requirement.condition {
    case .isAny(let values):
      return all(values) { value in
        // A label may leave out the sign in front of an empty value.
        value.isEmpty
          ? part(requirement.key) : end(requirement.key + [UInt8(ascii: "=")] + value)
      }
    case .exists, .isGreater, .isLess:
      return part(requirement.key).map { [$0] }
    case .isAbsent, .isNone:
      return nil
    }
  }

  /// Addresses as text, ranges of IPv4 by the numbers that all of them begin with.
  fileprivate static func addresses(
    _ addresses: [[UInt8]], _ ranges: [AddressRange]
  ) -> [Self]? {
    var needles = addresses.compactMap { string($0) }
    for range in ranges {
      guard let head = range.dottedHead, let needle = string(Array(head.utf8), isWhole: false)
      else {
        return nil
      }
      needles.append(needle)
    }
    return needles + (ranges.isEmpty ? [] : [mappedAddress])
  }
}

extension AddressRange {
  /// What all IPv4 addresses of the range begin with, `10.0.`; nil for IPv6, and where the first number differs.
  fileprivate var dottedHead: String? {
    guard let (address, bits) = ipv4Network, bits >= 8 else {
      return nil
    }
    let numbers = (0..<4).map { String(address >> (24 - 8 * UInt32($0)) & 0xFF) }
    return bits == 32
      ? numbers.joined(separator: ".")
      : numbers.prefix(bits / 8).map { "\($0)." }.joined()
  }
}

extension NodePattern {
  /// The longest text that the name of every such node holds, empty where there is none.
  fileprivate var longestNodePiece: [UInt8] {
    node?.longestPiece ?? []
  }
}
