extension FilterFlag {
  /// Flags of which no two stand together.
  ///
  /// Source: Cilium, hubble/cmd/observe/flows_filter.go.
  private static let conflictGroups: [[Self]] = [
    [
      .fromFQDN, .fromIP, .ip, .fqdn, .fromNamespace, .namespace, .fromAllNamespaces,
      .allNamespaces,
    ],
    [.fromFQDN, .fromIP, .ip, .fqdn, .fromPod, .pod],
    [.toFQDN, .toIP, .ip, .fqdn, .toNamespace, .namespace, .toAllNamespaces, .allNamespaces],
    [.toFQDN, .toIP, .ip, .fqdn, .toPod, .pod],
    [.toPod, .namespace, .allNamespaces],
    [.fromPod, .namespace, .allNamespaces],
    [.toService, .namespace, .allNamespaces],
    [.fromService, .namespace, .allNamespaces],
    [.label, .fromLabel],
    [.label, .toLabel],
    [.service, .fromService],
    [.service, .toService],
    [.port, .toPort],
    [.port, .fromPort],
    [.identity, .toIdentity],
    [.identity, .fromIdentity],
    [.workload, .toWorkload],
    [.workload, .fromWorkload],
    [.encrypted, .unencrypted],
  ]

  /// The flags that this one cannot be combined with.
  public var conflicts: [Self] {
    Self.allCases.filter { other in
      other != self && Self.conflictGroups.contains { $0.contains(self) && $0.contains(other) }
    }
  }
}
