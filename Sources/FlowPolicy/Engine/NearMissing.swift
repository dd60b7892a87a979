/// Finds in what single dimension rules fail.
///
/// A rule that fails with its peers alone is asked dimension by dimension; one that fails with its ports alone, entry by entry.
struct NearMissFinder {
  let set: PolicySet
  let question: Question
  let peer: KnownPeer

  private let peerLabels: [LabelParts]

  init(set: PolicySet, question: Question, peer: KnownPeer) {
    self.set = set
    self.question = question
    self.peer = peer
    peerLabels = question.peer.labels.map { LabelParts($0) }
  }

  /// Each near miss once: by rule, then the likeliest dimension first.
  static func sorted(_ misses: [NearMiss], _ set: PolicySet) -> [NearMiss] {
    var seen: Set<NearMiss> = []
    let once = misses.filter { seen.insert($0).inserted }
    // Sorting keeps the order of rules, which they were found in.
    return once.enumerated().sorted {
      ($0.element.dimension, $0.offset) < ($1.element.dimension, $1.offset)
    }.map(\.element)
  }

  /// Of a rule that is for the peer.
  func addPorts(of rule: PolicyRule, to found: inout [NearMiss]) {
    let layer4 = question.layer4
    for entry in rule.ports ?? [] where !entry.isNamed && layer4 != .other {
      let dimension: NearMiss.Dimension
      if entry.takesProtocol(of: layer4) {
        dimension = entry.isICMP ? .icmpType : .port
      } else if !entry.isICMP, entry.proto != .other, layer4.port != nil,
        entry.takesNumber(of: layer4)
      {
        dimension = .protocol
      } else {
        continue
      }
      add(rule, dimension, want: entry.text, have: layer4.text, to: &found)
    }
  }

  /// Of a rule whose ports fit.
  func addPeers(of rule: PolicyRule, to found: inout [NearMiss]) {
    if peer.set.isPod {
      for selector in rule.peers.selectors {
        addLabel(rule, set.selectors[Int(selector)], to: &found)
      }
    }
    for block in rule.peers.blocks {
      addBlock(rule, block, to: &found)
    }
    guard peer.set.isWorld else {
      return
    }
    for group in rule.peers.groups {
      add(rule, .cidrGroup, want: group.text, have: question.peer.address, to: &found)
    }
    let names = question.peer.names
    for name in rule.peers.names {
      let have = names.isEmpty ? nil : names.joined(separator: ",")
      add(rule, .fqdn, want: name.text, have: have, to: &found)
    }
  }

  /// One key whose requirements can all be met by one value of it, or by none.
  private func addLabel(_ rule: PolicyRule, _ selector: Selector, to found: inout [NearMiss]) {
    guard !selector.namesReserved else {
      return
    }
    let unmet = selector.requirements.filter { !$0.isMet(by: peer.set.labels(ofKey: $0.key)) }
    guard let key = unmet.first?.key, unmet.allSatisfy({ $0.key == key }) else {
      return
    }
    let requirements = selector.requirements.filter { $0.key == key }
    let kubernetes = set.symbols.known("k8s")
    guard requirements.allSatisfy({ $0.source == nil || $0.source == kubernetes }) else {
      return
    }
    let values: [Int32?] = [nil, SymbolTable.unknown] + requirements.flatMap(\.values)
    let canBeMet = values.contains { value in
      let labels = value.map { [KnownLabel(key: key, source: kubernetes, value: $0)] } ?? []
      return requirements.allSatisfy { $0.isMet(by: labels[...]) }
    }
    guard canBeMet else {
      return
    }
    let text = set.symbols.text(key)
    let dimension: NearMiss.Dimension =
      KnownKey.isNamespace(text) ? .namespace : text == KnownKey.cluster ? .cluster : .label
    let have = peerLabels.first { $0.key == text }.map { String($0.value) }
    let wants = requirements.map { $0.text(set.symbols) }.sorted().joined(separator: "; ")
    add(rule, dimension, key: text, want: wants, have: have ?? absentValue, to: &found)
  }

  private func addBlock(_ rule: PolicyRule, _ peerBlock: BlockPeer, to found: inout [NearMiss]) {
    guard let address = peer.address, address.isIPv6 == peerBlock.block.isIPv6 else {
      return
    }
    let isInside = peerBlock.block.contains(address)
    let have = question.peer.address
    guard peer.set.isWorld else {
      if isInside, peerBlock.block.bitCount > 0 {
        add(rule, .cidrInCluster, want: peerBlock.text, have: have, to: &found)
      }
      return
    }
    guard !peerBlock.isEmpty else {
      return
    }
    if isInside, peerBlock.excepts.contains(where: { $0.contains(address) }) {
      if peerBlock.block.bitCount > 0 {
        add(rule, .cidrExcept, key: peerBlock.text, have: have, to: &found)
      }
    } else {
      add(rule, .cidr, want: peerBlock.text, have: have, to: &found)
    }
  }

  private func add(
    _ rule: PolicyRule, _ dimension: NearMiss.Dimension, key: String? = nil, want: String? = nil,
    have: String?, to found: inout [NearMiss]
  ) {
    found.append(
      NearMiss(
        rule: set.reference(rule), dimension: dimension, key: key, want: want, have: have))
  }
}
