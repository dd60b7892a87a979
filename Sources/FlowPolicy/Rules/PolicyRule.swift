/// Elements of one of a table's lists.
struct Stretch: Sendable {
  private let start: Int32
  private let end: Int32

  init(_ range: Range<Int>) {
    start = Int32(range.lowerBound)
    end = Int32(range.upperBound)
  }

  var range: Range<Int> {
    Int(start)..<Int(end)
  }
}

/// The ports of a rule, in the table.
struct RulePorts: Sendable {
  let entries: Stretch
  /// No number below or above these is that of a port or a type of them.
  let low: UInt16
  let high: UInt16
  /// Whether it is for all ports and protocols, and so has no entries.
  let isAll: Bool

  init(_ entries: [PortEntry]?, at stretch: Stretch) {
    self.entries = stretch
    isAll = entries == nil
    let entries = entries ?? []
    let isWide = isAll || entries.contains { $0.isNamed || $0.low == 0 }
    low = isWide ? 0 : entries.lazy.map(\.low).min() ?? .max
    high = isWide ? .max : entries.lazy.map(\.high).max() ?? 0
  }
}

/// One rule of a policy, as plain numbers: what it names stands in the lists of its table.
struct PolicyRule: Sendable {
  /// What is true of the rule as a whole.
  struct Traits: OptionSet, Sendable {
    let rawValue: UInt16

    static let isDeny = Self(rawValue: 1 << 0)
    static let isNothing = Self(rawValue: 1 << 1)
    static let isForEverybody = Self(rawValue: 1 << 2)
    static let isForAllEntities = Self(rawValue: 1 << 3)
    static let isForAllPorts = Self(rawValue: 1 << 4)
    static let hasServices = Self(rawValue: 1 << 5)
    static let hasNodes = Self(rawValue: 1 << 6)
    static let hasCloudGroups = Self(rawValue: 1 << 7)
    static let hasRequirements = Self(rawValue: 1 << 8)

    /// What no dump tells: such a rule is never said to be near.
    static let opaque: Self = [.hasServices, .hasNodes, .hasCloudGroups, .hasRequirements]
  }

  /// No number below or above these is that of a port or a type of the rule.
  private let low: UInt16
  private let high: UInt16
  let traits: Traits
  let entities: ReservedLabels
  let ports: Stretch
  let selectors: Stretch
  let blocks: Stretch
  let groups: Stretch
  let names: Stretch
  /// The number of its object.
  let object: Int32

  init(
    _ rule: WrittenRule, of object: Int32, selectors: Stretch, blocks: Stretch, groups: Stretch,
    names: Stretch
  ) {
    low = rule.ports.low
    high = rule.ports.high
    ports = rule.ports.entries
    traits = rule.traits
    entities = rule.peers.entities
    self.selectors = selectors
    self.blocks = blocks
    self.groups = groups
    self.names = names
    self.object = object
  }

  /// Whether its ports may fit; if not, they do not.
  func mayMatch(_ layer4: Layer4) -> Bool {
    switch layer4 {
    case .tcp(let port), .udp(let port), .sctp(let port): low <= port && port <= high
    case .icmpv4(let type), .icmpv6(let type): low <= UInt16(type) && UInt16(type) <= high
    case .other: true
    }
  }
}
