/// Addresses that a rule names; the excepts stand in the table.
struct BlockPeer: Sendable {
  let block: CIDRBlock
  let excepts: Stretch
  /// Whether an except takes all of it away.
  let isEmpty: Bool
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
        rule, of: object, selectors: selectors.add(rule.peers.selectors),
        blocks: add(rule.peers.blocks), groups: groups.add(rule.peers.groups),
        names: names.add(rule.peers.names)))
  }

  /// Takes the ports of rules; nil for all ports and protocols.
  mutating func add(ports entries: [PortEntry]?) -> RulePorts {
    RulePorts(entries, at: ports.add(entries ?? []))
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
