import FlowManifest

extension RuleWriter {
  /// Reads a NetworkPolicy of Kubernetes as Cilium does.
  ///
  /// Source: Cilium, pkg/k8s/network_policy.go: rules isolate whatever `policyTypes` says.
  mutating func readNetworkPolicy(
    _ object: ManifestNode, number: Int32, namespace: String
  ) throws(ReadingFault) {
    guard let spec = try object.member("spec") else {
      throw .refusal("no spec")
    }
    var subjects = try podRequirements(spec.member("podSelector"), prefix: "k8s:")
    subjects.append(requirement(KnownKey.namespace, .equals, [namespace]))
    let types = try spec.texts("policyTypes") ?? []
    for type in types where type != "Ingress" && type != "Egress" {
      throw .refusal("unsupported policy type \"\(type)\"")
    }
    let place = CiliumRulePlace(object: number, namespace: namespace, isNode: false)
    let ingress = try readSide(
      spec, into: true, isIsolated: types.isEmpty || types.contains("Ingress"), place)
    let egress = try readSide(spec, into: false, isIsolated: types.contains("Egress"), place)
    policies.append(
      Policy(
        object: number, isNode: false, subjects: self.number(subjects), ingress: ingress,
        egress: egress))
  }

  private mutating func readSide(
    _ spec: ManifestNode, into: Bool, isIsolated: Bool, _ place: CiliumRulePlace
  ) throws(ReadingFault) -> PolicySide {
    let start = rules.count
    let nodes = try spec.list(into ? "ingress" : "egress") ?? []
    for node in nodes {
      try readRule(node, into: into, place)
    }
    let isEnforced = isIsolated || !nodes.isEmpty
    return PolicySide(
      rules: start..<rules.count, isEnforced: isEnforced, isDefaultDeny: isEnforced)
  }

  private mutating func readRule(
    _ node: ManifestNode, into: Bool, _ place: CiliumRulePlace
  ) throws(ReadingFault) {
    var entries: [PortEntry] = []
    for port in try node.list("ports") ?? [] {
      entries.append(try port.networkPolicyPort())
    }
    let ports = rules.add(ports: entries.isEmpty ? nil : entries)
    let peers = try node.list(into ? "from" : "to") ?? []
    if peers.isEmpty {
      rules.append(
        WrittenRule(path: node.path.text, isDeny: false, peers: .everybody, ports: ports),
        of: place.object)
    }
    for peer in peers {
      let condition = try networkPolicyPeer(peer, into: into, place)
      rules.append(
        WrittenRule(path: peer.path.text, isDeny: false, peers: condition, ports: ports),
        of: place.object)
    }
  }

  private mutating func networkPolicyPeer(
    _ node: ManifestNode, into: Bool, _ place: CiliumRulePlace
  ) throws(ReadingFault) -> PeerCondition {
    let pods = try node.member("podSelector")
    let namespaces = try node.member("namespaceSelector")
    let namespace = requirement(KnownKey.namespace, .equals, [place.namespace ?? ""])
    var peers = PeerCondition()
    if let block = try node.member("ipBlock") {
      guard pods == nil && namespaces == nil else {
        throw .refusal("may not specify both ipBlock and another peer")
      }
      peers.blocks = [
        try self.block(try block.text("cidr") ?? "", excepts: try block.texts("except") ?? [])
      ]
      if into && configuration.doBlocksAllowOwnNamespace && configuration.isLocalClusterDefault {
        peers.selectors = [number([namespace, ownClusterRequirement()])]
      }
      return peers
    }
    guard pods != nil || namespaces != nil else {
      throw .refusal("must specify a peer")
    }
    var requirements = try podRequirements(pods, prefix: "k8s:")
    if let namespaces {
      let ofNamespace = try podRequirements(namespaces, prefix: "k8s:" + KnownKey.namespaceLabels)
      requirements += ofNamespace
      if ofNamespace.isEmpty {
        requirements.append(requirement(KnownKey.namespace, .exists))
      }
    } else {
      requirements.append(namespace)
    }
    if configuration.isLocalClusterDefault {
      requirements.append(ownClusterRequirement())
    }
    peers.selectors = [number(requirements)]
    return peers
  }

  /// Requirements of Kubernetes' labels; from 1.19 on, Cilium does not mind that a key says so itself.
  private mutating func podRequirements(
    _ node: ManifestNode?, prefix: String
  ) throws(ReadingFault) -> [Requirement] {
    var written = try node?.requirements() ?? []
    for index in written.indices {
      var key = written[index].key
      if key.contains(":"), configuration.version < .v1x19 {
        throw .refusal("invalid label selector: \"\(key)\" cannot be the key of a label")
      }
      if key.hasPrefix("k8s:") {
        key = String(key.dropFirst("k8s:".count))
      }
      written[index].key = prefix + key
    }
    return written.map { requirement($0) }
  }
}

extension ManifestNode {
  /// A port of a NetworkPolicy: TCP unless it says another protocol, all ports unless it says one.
  fileprivate func networkPolicyPort() throws(ReadingFault) -> PortEntry {
    let name = try text("protocol") ?? "TCP"
    guard ["TCP", "UDP", "SCTP"].contains(name), let proto = PortProtocol(name) else {
      throw .refusal("unsupported protocol \"\(name)\"")
    }
    let end = try member("endPort")?.integer()
    guard let text = try member("port")?.textOrInteger() else {
      guard end == nil else {
        throw .refusal("endPort may not be specified when port is not specified")
      }
      return PortEntry(proto, 0)
    }
    guard let number = try Self.portNumber(text) else {
      guard end == nil else {
        throw .refusal("endPort may not be specified when port is a name")
      }
      return PortEntry(proto, 0, isNamed: true)
    }
    guard number > 0, (1...65535).contains(end ?? 1) else {
      throw .refusal("ports are numbers from 1 to 65535")
    }
    return PortEntry(proto, number, through: end.map { UInt16($0) })
  }
}
