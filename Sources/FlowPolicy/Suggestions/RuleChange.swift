import FlowManifest

/// Changes a rule that nearly matches so that it does.
///
/// Everything that the rule lets through stays; what is added is as narrow as its dimension allows.
struct RuleChange {
  let question: Question
  let miss: NearMiss
  let object: PolicyObject

  private var path: RulePath {
    RulePath(miss.rule.rule)
  }

  /// The name of the rule's list of peers or of NetworkPolicy's, without what is in it.
  private var prefix: String {
    question.direction == .ingress ? "from" : "to"
  }

  private var isNetworkPolicy: Bool {
    object.kind == .networkPolicy
  }

  /// The changes to try.
  var candidates: [SuggestionCandidate] {
    guard let rule = path.ofRule.value(in: object.value) else {
      return []
    }
    switch miss.dimension {
    case .port, .protocol: return withPort(rule)
    case .icmpType: return withICMPType(rule)
    case .label, .namespace, .cluster: return isNetworkPolicy ? withPeer(rule) : withEndpoint(rule)
    case .cidr, .cidrExcept: return withAddress(rule)
    case .fqdn: return withName(rule)
    case .cidrInCluster, .cidrGroup: return []
    }
  }

  private func candidate(
    _ rule: ManifestValue, _ addition: String, name: String? = nil
  ) -> SuggestionCandidate {
    let changed = path.ofRule.replacing(in: object.value.bare, with: rule)
    return SuggestionCandidate(
      object: changed, change: .rule(miss.rule), addition: addition, name: name)
  }

  private func withPort(_ rule: ManifestValue) -> [SuggestionCandidate] {
    guard let port = question.layer4.port, !isForWorld(rule) else {
      return []
    }
    let entry = question.layer4.portEntry(asNumber: isNetworkPolicy)
    let addition = "\(port)/\(question.layer4.protocolName)"
    if isNetworkPolicy {
      return [candidate(rule.appending(entry, to: "ports"), addition)]
    }
    var lists = rule["toPorts"]?.elements ?? []
    // L7 rules beside ports are for all of them: the new one stands by itself then.
    if let index = lists.firstIndex(where: { $0.members.map(\.key) == ["ports"] }) {
      lists[index] = lists[index].appending(entry, to: "ports")
    } else {
      lists.append(.object(("ports", .array([entry]))))
    }
    return [candidate(rule.setting("toPorts", .array(lists)), addition)]
  }

  private func withICMPType(_ rule: ManifestValue) -> [SuggestionCandidate] {
    guard let field = question.layer4.icmpField, !isForWorld(rule) else {
      return []
    }
    let list = ManifestValue.object(("fields", .array([field])))
    return [candidate(rule.appending(list, to: "icmps"), question.layer4.text)]
  }

  private func withAddress(_ rule: ManifestValue) -> [SuggestionCandidate] {
    guard let cidr = question.peer.ownCIDR else {
      return []
    }
    let text = ManifestValue.string(cidr)
    if isNetworkPolicy {
      let peer = ManifestValue.object(("ipBlock", .object(("cidr", text))))
      return [candidate(rule.appending(peer, to: prefix), cidr)]
    }
    let list = prefix + "CIDR"
    if rule[list]?.elements.isEmpty ?? true {
      return [candidate(rule.appending(.object(("cidr", text)), to: list + "Set"), cidr)]
    }
    return [candidate(rule.appending(text, to: list), cidr)]
  }

  private func withName(_ rule: ManifestValue) -> [SuggestionCandidate] {
    guard let name = question.peer.names.first else {
      return []
    }
    let peer = ManifestValue.object(("matchName", .string(name)))
    return [candidate(rule.appending(peer, to: "toFQDNs"), name, name: name)]
  }

  /// Each selector of the rule once more, with what the peer has.
  private func withEndpoint(_ rule: ManifestValue) -> [SuggestionCandidate] {
    guard let key = miss.key, let have = miss.have else {
      return []
    }
    let list = prefix + "Endpoints"
    return (rule[list]?.elements ?? []).map { selector in
      let changed = selector.withRequirement(key, have: have, as: "k8s:" + key)
        .withLabels(peerLabels, prefix: "k8s:")
      return candidate(rule.appending(changed, to: list), addition(key, have))
    }
  }

  private func withPeer(_ rule: ManifestValue) -> [SuggestionCandidate] {
    guard let key = miss.key, let have = miss.have, miss.dimension != .cluster,
      let peer = path.value(in: object.value), path.peer != nil
    else {
      return []
    }
    var changed: ManifestValue
    if key == KnownKey.namespace {
      // Kubernetes gives each namespace a label of its name.
      let name = "kubernetes.io/metadata.name"
      changed = peer.setting(
        "namespaceSelector", .object(("matchLabels", .object((name, .string(have))))))
    } else if key.hasPrefix(KnownKey.namespaceLabels) {
      let label = String(key.dropFirst(KnownKey.namespaceLabels.count))
      let selector = peer["namespaceSelector"] ?? .object([])
      changed = peer.setting(
        "namespaceSelector", selector.withRequirement(label, have: have, as: label))
    } else {
      let selector = peer["podSelector"] ?? .object([])
      changed = peer.setting("podSelector", selector.withRequirement(key, have: have, as: key))
    }
    let pods = (changed["podSelector"] ?? .object([])).withLabels(peerLabels, prefix: "")
    changed = changed.setting("podSelector", pods)
    return [candidate(rule.appending(changed, to: prefix), addition(key, have))]
  }

  /// The labels that say which workload the peer is: a new selector names them, too, and so is for no others.
  private var peerLabels: [(key: String, value: String)] {
    IdentityLabels(question.peer.labels).workload
  }

  /// Whether a rule is for everybody, or for all of the world: then one more port of it would be open to them, too.
  private func isForWorld(_ rule: ManifestValue) -> Bool {
    let lists = rule.members.filter { $0.key.hasPrefix(prefix) && $0.key != "toPorts" }
    let peers = lists.flatMap(\.value.elements)
    return peers.isEmpty
      || peers.contains { peer in
        let cidr = peer["cidr"] ?? peer["ipBlock"]?["cidr"] ?? peer
        let word = cidr.text ?? ""
        return word.hasSuffix("/0") || word == "all" || word.hasPrefix("world")
      }
  }

  private func addition(_ key: String, _ have: String) -> String {
    have == absentValue ? key + " DoesNotExist" : "\(key) = \(have)"
  }
}
