import FlowManifest

extension RuleWriter {
  /// The peers of a rule's lists.
  mutating func peers(
    _ lists: [PeerList: [ManifestNode]], _ place: CiliumRulePlace
  ) throws(ReadingFault) -> PeerCondition {
    var peers = PeerCondition()
    for node in lists[.endpoints] ?? [] {
      peers.selectors.append(number(try endpointRequirements(node, place)))
    }
    for node in lists[.entities] ?? [] {
      try add(entity: try node.text(), to: &peers)
    }
    for node in lists[.cidr] ?? [] {
      peers.blocks.append(try block(try node.text()))
    }
    for node in lists[.cidrSet] ?? [] {
      try add(cidrRule: node, to: &peers)
    }
    for node in lists[.names] ?? [] {
      let (name, pattern) = (try node.text("matchName"), try node.text("matchPattern"))
      guard let text = name ?? pattern else {
        throw .refusal("one of matchName or matchPattern must be set")
      }
      peers.names.append(NamePeer(selector: number(source: "fqdn", key: text), text: text))
    }
    peers.hasServices = !(lists[.services] ?? []).isEmpty
    peers.hasNodes = !(lists[.nodes] ?? []).isEmpty
    peers.hasCloudGroups = !(lists[.groups] ?? []).isEmpty
    peers.hasRequirements = !(lists[.requires] ?? []).isEmpty
    return peers
  }

  /// The requirements of an endpoint selector among peers, with the namespace and the cluster that Cilium adds.
  private mutating func endpointRequirements(
    _ node: ManifestNode, _ place: CiliumRulePlace
  ) throws(ReadingFault) -> [Requirement] {
    var requirements = try node.requirements().map { requirement($0) }
    guard !requirements.contains(where: { $0.source == reserved }) else {
      return requirements
    }
    let keys = requirements.map { key(of: $0) }
    if !keys.contains(where: KnownKey.isNamespace) {
      if let namespace = place.namespace {
        requirements.append(requirement(KnownKey.namespace, .equals, [namespace]))
      } else {
        requirements.append(requirement(KnownKey.namespace, .exists))
      }
    }
    if configuration.isLocalClusterDefault, !keys.contains(KnownKey.cluster) {
      requirements.append(ownClusterRequirement())
    }
    return requirements
  }

  private func add(entity: String, to peers: inout PeerCondition) throws(ReadingFault) {
    switch entity {
    case "all": peers.isAllEntities = true
    case "none": break
    case "cluster":
      peers.entities.formUnion(.inCluster)
      peers.selectors.append(ownCluster)
    case "world": peers.entities.formUnion(.anyWorld)
    case "host", "remote-node", "kube-apiserver", "health", "init", "ingress", "unmanaged",
      "world-ipv4", "world-ipv6":
      peers.entities.formUnion(ReservedLabels(key: entity[...]))
    default: throw .refusal("unsupported entity: \(entity)")
    }
  }

  /// A member of `fromCIDR`: before 1.21 an address without a length stood for itself.
  private func block(_ text: String) throws(ReadingFault) -> WrittenBlock {
    guard let block = CIDRBlock(text, orAddress: configuration.version < .v1x21) else {
      throw .refusal("unable to parse CIDR \"\(text)\"")
    }
    let hasLength = text.contains("/")
    return WrittenBlock(
      block: block, excepts: [], text: hasLength ? text : "\(text)/\(block.bitCount)")
  }

  private mutating func add(
    cidrRule node: ManifestNode, to peers: inout PeerCondition
  ) throws(ReadingFault) {
    let cidr = try node.text("cidr")
    let group = try node.text("cidrGroupRef")
    let labels = try node.member("cidrGroupSelector")
    let excepts = try node.texts("except") ?? []
    let count = (cidr == nil ? 0 : 1) + (group == nil ? 0 : 1) + (labels == nil ? 0 : 1)
    guard count == 1 else {
      throw .refusal("one of cidr, cidrGroupRef, or cidrGroupSelector is required")
    }
    if let cidr {
      peers.blocks.append(try block(cidr, excepts: excepts))
      return
    }
    var blocks: [CIDRBlock] = []
    for text in excepts {
      guard let except = CIDRBlock(text) else {
        throw .refusal("unable to parse CIDR \"\(text)\"")
      }
      blocks.append(except)
    }
    if let group {
      let selector = number(source: "cidrgroup", key: KnownKey.groupName + group)
      peers.groups.append(
        GroupPeer(
          selector: selector, excepts: blocks, text: group,
          blocks: groupsByName[group]?.blocks))
    } else if let labels {
      try add(groupSelector: labels, excepts: blocks, to: &peers)
    }
  }

  private mutating func add(
    groupSelector node: ManifestNode, excepts: [CIDRBlock], to peers: inout PeerCondition
  ) throws(ReadingFault) {
    var written = try node.requirements()
    for index in written.indices where !written[index].key.hasPrefix("cidrgroup:") {
      written[index].key = "cidrgroup:" + written[index].key
    }
    let requirements = written.map { requirement($0) }
    let selector = Selector(requirements, reserved: reserved)
    var blocks: [CIDRBlock] = []
    for group in groups {
      let set = LabelSet(group.labels.map { LabelParts($0) }, symbols: symbols)
      if selector.matches(set) {
        blocks += group.blocks
      }
    }
    let text = requirements.map { key(of: $0) + " " + $0.text(symbols) }.sorted()
    peers.groups.append(
      GroupPeer(
        selector: selectors.number(selector), excepts: excepts,
        text: text.joined(separator: "; "), blocks: groups.isEmpty ? nil : blocks))
  }

  /// A block and what is taken out of it; before 1.20 an except could be wider than the block and took all of it away.
  func block(_ text: String, excepts: [String]) throws(ReadingFault) -> WrittenBlock {
    guard let block = CIDRBlock(text) else {
      throw .refusal("unable to parse CIDRRule \"\(text)\"")
    }
    var blocks: [CIDRBlock] = []
    for except in excepts {
      guard let inner = CIDRBlock(except),
        let address = IPAddress(except.prefix { $0 != "/" })
      else {
        throw .refusal("unable to parse CIDR \"\(except)\"")
      }
      let isWithin =
        block.contains(address)
        && (inner.bitCount >= block.bitCount || configuration.version < .v1x20)
      guard isWithin else {
        throw .refusal(
          "allow CIDR prefix \(text) does not contain exclude CIDR prefix \(except)")
      }
      blocks.append(inner)
    }
    return WrittenBlock(block: block, excepts: blocks, text: text)
  }
}
