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

  fileprivate static func fields(of argument: FilterArgument) -> [JSONField] {
    guard argument.flag == .where else {
      return rows.first { $0.flags.contains(argument.flag) }?.fields ?? []
    }
    var fields: [JSONField] = []
    for choice in (try? WhereText.condition(argument.value))?.choices ?? [] {
      if let field = GroupSource(choice.field).mainMember, !fields.contains(field) {
        fields.append(field)
      }
    }
    return fields
  }
}

extension FilterArgument {
  /// The fields of a flow that it asks of, by their names in JSON; none where flows may well lack them.
  public var flowFields: [String] {
    FilterSubject.fields(of: self).map(\.name)
  }
}
