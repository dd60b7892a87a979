/// A rule as it was written.
struct WrittenRule {
  /// Where it stands in its object.
  let path: String
  let isDeny: Bool
  let peers: PeerCondition
  /// Nil for all ports and protocols.
  let ports: [PortEntry]?
  /// Whether it names neither peers nor ports: then it matches nothing.
  var isNothing = false
}

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

/// Addresses that a rule names; the excepts stand in the table.
struct BlockPeer: Sendable {
  let block: CIDRBlock
  let excepts: Stretch
  /// Whether an except takes all of it away.
  let isEmpty: Bool
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

  /// The number of its object.
  let object: Int32
  let traits: Traits
  let entities: ReservedLabels
  let ports: Stretch
  let selectors: Stretch
  let blocks: Stretch
  let groups: Stretch
  let names: Stretch
}

/// The rules of all policies.
struct RuleTable: Sendable {
  private var rules: [PolicyRule] = []
  /// Where each rule stands in its object.
  private(set) var paths: [String] = []
  private(set) var ports: [PortEntry] = []
  private(set) var selectors: [Int32] = []
  private(set) var blocks: [BlockPeer] = []
  /// The blocks as they were written.
  private(set) var blockTexts: [String] = []
  private(set) var excepts: [CIDRBlock] = []
  private(set) var groups: [GroupPeer] = []
  private(set) var names: [NamePeer] = []

  var count: Int {
    rules.count
  }

  subscript(index: Int) -> PolicyRule {
    rules[index]
  }

  /// Takes back the last rules; what they name stays, and nobody looks at it.
  mutating func removeRules(from index: Int) {
    rules.removeSubrange(index...)
    paths.removeSubrange(index...)
  }

  mutating func append(_ rule: WrittenRule, of object: Int32) {
    paths.append(rule.path)
    rules.append(
      PolicyRule(
        object: object, traits: rule.traits, entities: rule.peers.entities,
        ports: ports.add(rule.ports ?? []), selectors: selectors.add(rule.peers.selectors),
        blocks: add(rule.peers.blocks), groups: groups.add(rule.peers.groups),
        names: names.add(rule.peers.names)))
  }

  private mutating func add(_ written: [WrittenBlock]) -> Stretch {
    let start = blocks.count
    for block in written {
      blocks.append(
        BlockPeer(
          block: block.block, excepts: excepts.add(block.excepts),
          isEmpty: block.excepts.contains { $0.contains(block.block) }))
      blockTexts.append(block.text)
    }
    return Stretch(start..<blocks.count)
  }

  /// Whether a rule is for a protocol and port.
  func match(ports rule: PolicyRule, _ layer4: Layer4) -> Match {
    if rule.traits.contains(.isForAllPorts) {
      return .yes
    }
    var best = Match.no
    for index in rule.ports.range {
      switch ports[index].matches(layer4) {
      case .yes: return .yes
      case .unknown: best = .unknown
      case .no: break
      }
    }
    return best
  }

  /// Whether an entry that matches sends packets to the proxy.
  func redirects(_ rule: PolicyRule, _ layer4: Layer4) -> Bool {
    ports[rule.ports.range].contains { $0.isRedirected && $0.matches(layer4) == .yes }
  }
}

extension Array {
  /// Appends elements and says where they stand.
  fileprivate mutating func add(_ elements: [Element]) -> Stretch {
    let start = count
    append(contentsOf: elements)
    return Stretch(start..<count)
  }
}

extension WrittenRule {
  fileprivate var traits: PolicyRule.Traits {
    var traits: PolicyRule.Traits = []
    func add(_ trait: PolicyRule.Traits, if isTrue: Bool) {
      if isTrue {
        traits.formUnion(trait)
      }
    }
    add(.isDeny, if: isDeny)
    add(.isNothing, if: isNothing)
    add(.isForEverybody, if: peers.isEverybody)
    add(.isForAllEntities, if: peers.isAllEntities)
    add(.isForAllPorts, if: ports == nil)
    add(.hasServices, if: peers.hasServices)
    add(.hasNodes, if: peers.hasNodes)
    add(.hasCloudGroups, if: peers.hasCloudGroups)
    add(.hasRequirements, if: peers.hasRequirements)
    return traits
  }
}
