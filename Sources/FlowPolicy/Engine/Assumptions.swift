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
    if question.direction == .ingress, peer.reserved.contains(.host),
      answer.matchingAllow.isEmpty, answer.isDefaultDeny, answer.matchingDeny.isEmpty
    {
      settings.append(.allowLocalhost)
    }
    if answer.isEnforced, peer.isPod, !isOfCluster(peer.row) {
      settings += [.clusterName, .localClusterDefault]
    }
    if answer.near.contains(where: { $0.dimension == .cidrInCluster }),
      peer.reserved.contains(.remoteNode)
    {
      settings.append(.cidrMatchMode)
    }
    return settings.filter { assumed.contains($0) }.sorted()
  }

  /// Whether a set of labels says that it is of the policies' cluster.
  private func isOfCluster(_ row: Int) -> Bool {
    let key = set.symbols.known(KnownKey.cluster[...])
    let name = set.symbols.known(set.configuration.clusterName[...])
    return rows.sets[row].labels(ofKey: key).contains { $0.value == name }
  }
}
