/// The fields of a flow that a filter asks of: without them it passes nothing.
enum FilterSubject {
  private static let rows: [(flags: [FilterFlag], fields: [JSONField])] = [
    ([.verdict], [.verdict]), ([.type], [.eventType]), ([.trafficDirection], [.trafficDirection]),
    ([.ip, .fromIP, .toIP, .ipv4, .ipv6, .ipVersion], [.ip]),
    ([.protocol, .port, .fromPort, .toPort, .tcpFlags], [.l4]), ([.uuid], [.uuid]),
    ([.namespace, .pod, .workload, .label, .identity, .cluster], [.source, .destination]),
    (
      [.fromNamespace, .fromPod, .fromWorkload, .fromLabel, .fromIdentity, .fromCluster], [.source]
    ),
    ([.toNamespace, .toPod, .toWorkload, .toLabel, .toIdentity, .toCluster], [.destination]),
  ]

  /// Of `--where` the words in front of a value.
  private static let names: [(names: [String], fields: [JSONField])] = [
    (["verdict"], [.verdict]), (["type"], [.eventType]), (["protocol", "port"], [.l4]),
    (["namespace", "pod", "workload"], [.source, .destination]), (["ip"], [.ip]),
  ]

  fileprivate static func fields(of argument: FilterArgument) -> [JSONField] {
    guard argument.flag == .where else {
      return rows.first { $0.flags.contains(argument.flag) }?.fields ?? []
    }
    let name = argument.value.prefix { !["=", "!", "~"].contains($0) }
    for (end, field) in [("source-", JSONField.source), ("destination-", .destination)]
    where name.hasPrefix(end) {
      let rest = name.dropFirst(end.count)
      return rest == "port" ? [.l4] : rest == "ip" ? [.ip] : [field]
    }
    return names.first { $0.names.contains(String(name)) }?.fields ?? []
  }
}

extension FilterArgument {
  /// The fields of a flow that it asks of, by their names in JSON; none where flows may well lack them.
  public var flowFields: [String] {
    FilterSubject.fields(of: self).map(\.name)
  }
}
