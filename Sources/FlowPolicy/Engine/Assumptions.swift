extension PolicyEngine {
  /// The settings that nobody has given and on which an answer hangs.
  func assumptions(
    _ question: Question, _ answer: Answer, subject: ReservedLabels, peer: KnownPeer
  ) -> [ConfigurationSetting] {
    let assumed = set.configuration.assumed
    guard !assumed.isEmpty else {
      return []
    }
    var settings: [ConfigurationSetting] = []
    if subject.contains(.host) {
      settings.append(.hostFirewall)
    }
    if answer.verdict == .allowed, !answer.isDefaultDeny {
      settings.append(.enforcementMode)
    }
    if question.direction == .ingress, peer.set.reserved.contains(.host),
      answer.matchingAllow.isEmpty, answer.isDefaultDeny, answer.matchingDeny.isEmpty
    {
      settings.append(.allowLocalhost)
    }
    if answer.isEnforced, peer.set.isPod, !peer.isOfCluster(set) {
      settings += [.clusterName, .localClusterDefault]
    }
    if answer.near.contains(where: { $0.dimension == .cidrInCluster }),
      peer.set.reserved.contains(.remoteNode)
    {
      settings.append(.cidrMatchMode)
    }
    return settings.filter { assumed.contains($0) }.sorted()
  }
}

extension KnownPeer {
  /// Whether its labels say that it is of the set's cluster.
  fileprivate func isOfCluster(_ policies: PolicySet) -> Bool {
    let key = policies.symbols.known(KnownKey.cluster[...])
    let name = policies.symbols.known(policies.configuration.clusterName[...])
    return set.labels(ofKey: key).contains { $0.value == name }
  }
}
