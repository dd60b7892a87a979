/// A question's peer, as the engine knows it.
struct KnownPeer {
  /// The number of its set of labels.
  let row: Int
  let reserved: ReservedLabels
  let isPod: Bool
  /// Whether nothing is known of it: identities have at least one label.
  let isUnknown: Bool
  /// Whether it has a label of a group.
  let hasGroup: Bool
  /// What its `cidr:` labels name.
  let block: CIDRBlock?
  let address: IPAddress?
  /// The address by which it is judged; nil for by its label.
  let judgedAddress: IPAddress?
  /// Whether rules that name addresses are for it at all: it is in the world, or a node where these count.
  let canBeInBlock: Bool

  var isWorld: Bool {
    !reserved.isDisjoint(with: .anyWorld)
  }

  /// Whether one of the blocks holds it.
  func isIn(anyOf blocks: [CIDRBlock]) -> Bool {
    blocks.contains { isIn($0) }
  }

  /// Whether a block of a rule holds it; a block of all addresses is the world's label, of which IPv4 alone has none for IPv6.
  func isIn(_ peer: BlockPeer, of rules: RuleTable) -> Bool {
    let isIn =
      peer.block.bitCount == 0 ? isInWorld(isIPv6: peer.block.isIPv6) : self.isIn(peer.block)
    guard isIn else {
      return false
    }
    for index in peer.excepts.range where self.isIn(rules.excepts[index]) {
      return false
    }
    return true
  }

  private func isIn(_ block: CIDRBlock) -> Bool {
    if let judgedAddress {
      return block.contains(judgedAddress)
    }
    return self.block.map { block.contains($0) } ?? false
  }

  private func isInWorld(isIPv6: Bool) -> Bool {
    isIPv6
      ? reserved.contains(.worldIPv6)
      : !reserved.isDisjoint(with: [.world, .worldIPv4])
  }
}

extension LabelRows {
  /// Whether a rule is for a peer.
  mutating func match(_ rule: PolicyRule, _ peer: KnownPeer, of set: PolicySet) -> Match {
    let traits = rule.traits
    if traits.contains(.isForEverybody) {
      return .yes
    }
    if peer.isUnknown {
      return traits.contains(.isForAllEntities) ? .yes : .unknown
    }
    if isFor(rule, peer, of: set) {
      return traits.contains(.hasRequirements) ? .unknown : .yes
    }
    guard !traits.isDisjoint(with: .opaque) else {
      return .no
    }
    let mightBe =
      traits.contains(.hasServices)
      || traits.contains(.hasNodes) && peer.reserved.contains(.remoteNode)
      || traits.contains(.hasCloudGroups)
        && (peer.hasGroup || peer.judgedAddress != nil && peer.isWorld)
    return mightBe ? .unknown : .no
  }

  private mutating func isFor(_ rule: PolicyRule, _ peer: KnownPeer, of set: PolicySet) -> Bool {
    if rule.traits.contains(.isForAllEntities) || !rule.entities.isDisjoint(with: peer.reserved) {
      return true
    }
    for index in rule.selectors.range
    where matches(peer.row, set.rules.selectors[index], of: set.selectors) {
      return true
    }
    if peer.canBeInBlock {
      for index in rule.blocks.range where peer.isIn(set.rules.blocks[index], of: set.rules) {
        return true
      }
    }
    for index in rule.names.range
    where matches(peer.row, set.rules.names[index].selector, of: set.selectors) {
      return true
    }
    for index in rule.groups.range where isIn(set.rules.groups[index], peer, of: set.selectors) {
      return true
    }
    return false
  }

  private mutating func isIn(
    _ group: GroupPeer, _ peer: KnownPeer, of selectors: [Selector]
  ) -> Bool {
    let isMember: Bool
    if let blocks = group.blocks, peer.judgedAddress != nil {
      isMember = peer.canBeInBlock && peer.isIn(anyOf: blocks)
    } else {
      isMember = matches(peer.row, group.selector, of: selectors)
    }
    return isMember && !peer.isIn(anyOf: group.excepts)
  }
}
