import FlowManifest

/// The lists of peers of a Cilium rule, without `from` and `to`; a rule may fill one of them.
enum PeerList: String, CaseIterable {
  case endpoints = "Endpoints"
  case cidr = "CIDR"
  case cidrSet = "CIDRSet"
  case entities = "Entities"
  case names = "FQDNs"
  case services = "Services"
  case nodes = "Nodes"
  case groups = "Groups"
  case requires = "Requires"

  /// Whether rules of a direction have the list: the API server drops what they do not have.
  func isThere(into: Bool, isDeny: Bool) -> Bool {
    switch self {
    case .endpoints, .cidr, .cidrSet, .entities, .nodes, .groups, .requires: true
    case .names: !into && !isDeny
    case .services: !into
    }
  }
}

extension RuleWriter {
  /// Whether lists name no peers: an empty list is nobody, but for services and DNS names, whose empty lists are as if absent.
  private func isEverybody(_ lists: [PeerList: [ManifestNode]]) -> Bool {
    for (list, nodes) in lists {
      switch list {
      case .endpoints, .entities, .cidr, .cidrSet, .nodes, .groups: return false
      case .names, .services, .requires:
        if !nodes.isEmpty {
          return false
        }
      }
    }
    return true
  }

  /// Reads one rule of a Cilium policy.
  ///
  /// Source: Cilium, pkg/policy/api; which lists may stand beside each other is said in rule_validation.go.
  mutating func ciliumRule(
    _ node: ManifestNode, into: Bool, isDeny: Bool, _ place: CiliumRulePlace
  ) throws(ReadingFault) -> WrittenRule {
    var lists: [PeerList: [ManifestNode]] = [:]
    for list in PeerList.allCases where list.isThere(into: into, isDeny: isDeny) {
      lists[list] = try node.list((into ? "from" : "to") + list.rawValue)
    }
    try checkTogether(lists, into: into)
    var peers = try peers(lists, place)
    peers.isEverybody = isEverybody(lists)
    let icmps = try node.member("icmps")
    let toPorts = try node.member("toPorts")
    let hasTypes = try !(icmps?.elements() ?? []).isEmpty
    let hasPorts = try !(toPorts?.elements() ?? []).isEmpty
    guard !hasTypes || !hasPorts else {
      throw .refusal(
        "the ICMPs block may only be present without ToPorts. Define a separate rule to use ToPorts"
      )
    }
    var ports: [PortEntry]?
    if let toPorts, hasPorts || peers.isEverybody {
      ports = try toPorts.ports(into: into, isDeny: isDeny, isNode: place.isNode)
    }
    if let icmps, hasTypes || peers.isEverybody, !hasPorts {
      ports = try icmps.icmpTypes()
    }
    return WrittenRule(
      path: node.path.text, isDeny: isDeny, peers: peers, ports: rules.add(ports: ports),
      isNothing: peers.isEverybody && ports == nil)
  }

  /// Refuses peers of several kinds in one rule, and kinds that the agent is not set to take.
  private func checkTogether(
    _ lists: [PeerList: [ManifestNode]], into: Bool
  ) throws(ReadingFault) {
    let prefix = into ? "From" : "To"
    let filled = PeerList.allCases.filter { $0 != .requires && !(lists[$0] ?? []).isEmpty }
    if filled.count > 1 {
      throw .refusal(
        "combining \(prefix)\(filled[0].rawValue) and \(prefix)\(filled[1].rawValue) is not supported yet"
      )
    }
    if filled.first == .nodes, !configuration.areNodeLabelsSelectable {
      throw .refusal(
        "FromNodes/ToNodes rules can only be applied when the \"enable-node-selector-labels\" flag is set"
      )
    }
    if filled.first == .groups, configuration.version < .v1x20 {
      throw .refusal(
        "\(prefix)Groups: the agent takes the policy that the operator derives of it, NAME-togroups-UID"
      )
    }
    if !(lists[.requires] ?? []).isEmpty, configuration.version >= .v1x19 {
      throw .refusal("\(prefix)Requires was removed from rules in Cilium 1.19")
    }
  }
}
