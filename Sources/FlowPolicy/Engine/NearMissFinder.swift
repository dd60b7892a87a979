/// Finds in what single dimension rules fail.
///
/// A rule that fails with its peers alone is asked dimension by dimension; one that fails with its ports alone, entry by entry.
struct NearMissFinder {
  let set: PolicySet
  let question: Question
  let peer: KnownPeer
  /// The peer's labels that policies name.
  let labels: LabelSet

  /// A near miss, and the number of its rule.
  struct Found {
    let rule: Int
    let miss: NearMiss
  }

  /// Near misses in the order of their rules, each once, put in order: the likeliest dimension first.
  func sorted(_ found: [Found]) -> [NearMiss] {
    var misses: [NearMiss] = []
    var ofRule: Set<NearMiss> = []
    for (index, one) in found.enumerated() {
      if index == 0 || found[index - 1].rule != one.rule {
        ofRule.removeAll(keepingCapacity: true)
      }
      let isAlone =
        ofRule.isEmpty && (index + 1 == found.count || found[index + 1].rule != one.rule)
      if isAlone || ofRule.insert(one.miss).inserted {
        misses.append(one.miss)
      }
    }
    guard misses.contains(where: { $0.dimension != misses[0].dimension }) else {
      return misses
    }
    return NearMiss.Dimension.allCases.flatMap { dimension in
      misses.filter { $0.dimension == dimension }
    }
  }

  /// Of a rule that is for the peer.
  func addPorts(ofRule rule: Int, to found: inout [Found]) {
    let layer4 = question.layer4
    for index in set.rules[rule].ports.range {
      let entry = set.rules.ports[index]
      let dimension: NearMiss.Dimension
      if entry.isNamed || layer4 == .other {
        continue
      } else if entry.takesProtocol(of: layer4) {
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
  func addPeers(ofRule rule: Int, to found: inout [Found]) {
    let parts = set.rules[rule]
    if peer.isPod {
      for index in parts.selectors.range {
        addLabel(rule, set.selectors[Int(set.rules.selectors[index])], to: &found)
      }
    }
    for index in parts.blocks.range {
      addBlock(rule, index, to: &found)
    }
    guard peer.isWorld else {
      return
    }
    for index in parts.groups.range {
      let text = set.rules.groups[index].text
      add(rule, .cidrGroup, want: text, have: question.peer.address, to: &found)
    }
    let names = question.peer.names
    for index in parts.names.range {
      let have = names.isEmpty ? nil : names.joined(separator: ",")
      add(rule, .fqdn, want: set.rules.names[index].text, have: have, to: &found)
    }
  }

  /// One key whose requirements can all be met by one value of it, or by none.
  private func addLabel(_ rule: Int, _ selector: Selector, to found: inout [Found]) {
    guard !selector.namesReserved else {
      return
    }
    let unmet = selector.requirements.filter { !$0.isMet(by: labels.labels(ofKey: $0.key)) }
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
      let flipped = value.map { [KnownLabel(key: key, source: kubernetes, value: $0)] } ?? []
      return requirements.allSatisfy { $0.isMet(by: flipped[...]) }
    }
    guard canBeMet else {
      return
    }
    let text = set.symbols.text(key)
    let dimension: NearMiss.Dimension =
      KnownKey.isNamespace(text) ? .namespace : text == KnownKey.cluster ? .cluster : .label
    let parts = question.peer.labels.lazy.map { LabelParts($0) }
    let have = parts.first { $0.key == text }.map { String($0.value) }
    let wants = requirements.map { $0.text(set.symbols) }.sorted().joined(separator: "; ")
    add(rule, dimension, key: text, want: wants, have: have ?? absentValue, to: &found)
  }

  private func addBlock(_ rule: Int, _ index: Int, to found: inout [Found]) {
    let named = set.rules.blocks[index]
    guard let address = peer.address, address.isIPv6 == named.block.isIPv6 else {
      return
    }
    let isInside = named.block.contains(address)
    let text = set.rules.blockTexts[index]
    let have = question.peer.address
    guard peer.isWorld else {
      if isInside, named.block.bitCount > 0 {
        add(rule, .cidrInCluster, want: text, have: have, to: &found)
      }
      return
    }
    guard !named.isEmpty else {
      return
    }
    if isInside, set.rules.excepts[named.excepts.range].contains(where: { $0.contains(address) }) {
      if named.block.bitCount > 0 {
        add(rule, .cidrExcept, key: text, have: have, to: &found)
      }
    } else {
      add(rule, .cidr, want: text, have: have, to: &found)
    }
  }

  private func add(
    _ rule: Int, _ dimension: NearMiss.Dimension, key: String? = nil, want: String? = nil,
    have: String?, to found: inout [Found]
  ) {
    let miss = NearMiss(
      rule: set.reference(ofRule: rule), dimension: dimension, key: key, want: want, have: have)
    found.append(Found(rule: rule, miss: miss))
  }
}
