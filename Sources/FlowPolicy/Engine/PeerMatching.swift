/// A question's peer, as the engine knows it.
struct KnownPeer {
  /// The number of its set of labels.
  let row: Int
  let set: LabelSet
  /// What its `cidr:` labels name.
  let block: CIDRBlock?
  let address: IPAddress?
  /// The address by which it is judged; nil for by its label.
  let judgedAddress: IPAddress?
  /// Whether rules that name addresses are for it at all: it is in the world, or a node where these count.
  let canBeInBlock: Bool

  /// Whether one of the blocks holds it.
  func isIn(anyOf blocks: [CIDRBlock]) -> Bool {
    blocks.contains { isIn($0) }
  }

  func isIn(_ peer: BlockPeer) -> Bool {
    guard canBeInBlock else {
      return false
    }
    // A block of all addresses is the world's label: in IPv4 only there is none for IPv6.
    let isIn =
      peer.block.bitCount == 0 ? isInWorld(isIPv6: peer.block.isIPv6) : self.isIn(peer.block)
    return isIn && !self.isIn(anyOf: peer.excepts)
  }

  private func isIn(_ block: CIDRBlock) -> Bool {
    if let judgedAddress {
      return block.contains(judgedAddress)
    }
    return self.block.map { block.contains($0) } ?? false
  }

  private func isInWorld(isIPv6: Bool) -> Bool {
    isIPv6
      ? set.reserved.contains(.worldIPv6)
      : !set.reserved.isDisjoint(with: [.world, .worldIPv4])
  }
}

extension LabelRows {
  /// Whether a rule is for a peer.
  mutating func match(
    _ condition: PeerCondition, _ peer: KnownPeer, of selectors: [Selector]
  ) -> Match {
    if condition.isEverybody {
      return .yes
    }
    if isFor(condition, peer, of: selectors) {
      return condition.hasRequirements ? .unknown : .yes
    }
    let mightBe =
      condition.hasServices || condition.hasNodes && peer.set.reserved.contains(.remoteNode)
      || condition.hasCloudGroups
        && (peer.set.hasGroup || peer.judgedAddress != nil && peer.set.isWorld)
    return mightBe ? .unknown : .no
  }

  private mutating func isFor(
    _ condition: PeerCondition, _ peer: KnownPeer, of selectors: [Selector]
  ) -> Bool {
    if condition.isAllEntities || !condition.entities.isDisjoint(with: peer.set.reserved) {
      return true
    }
    for selector in condition.selectors where matches(peer.row, selector, of: selectors) {
      return true
    }
    if peer.canBeInBlock {
      for block in condition.blocks where peer.isIn(block) {
        return true
      }
    }
    for name in condition.names where matches(peer.row, name.selector, of: selectors) {
      return true
    }
    for group in condition.groups where isIn(group, peer, of: selectors) {
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
