import FlowMetrics

/// The recording rules: what alerts and panels ask, so that 500 nodes are summed once in an interval.
enum Recording: CaseIterable, Sendable {
  case dropsByPolicy
  case drops, dropsByReason, denies
  case packets, flows, audit
  /// The last one, as it costs the most.
  case dropsInHour

  /// `level:metric:operations`.
  var name: Text {
    switch self {
    case .dropsByPolicy: "\(.clusterPrefix)namespaces_reason_policy:flowaudit_drops:rate\(.range)"
    case .drops: "\(.clusterPrefix)namespaces:flowaudit_drops:rate\(.range)"
    case .dropsByReason: "\(.clusterPrefix)namespaces_reason:flowaudit_drops:rate\(.range)"
    case .denies: "\(.clusterPrefix)policy:flowaudit_denies:rate\(.range)"
    case .dropsInHour: "\(.clusterPrefix)namespaces:flowaudit_drops:increase\(.hour)"
    case .packets: "\(.clusterLevel):flowaudit_packets_dropped:rate\(.range)"
    case .flows: "\(.clusterPrefix)verdict:flowaudit_flows:rate\(.range)"
    case .audit: "\(.clusterPrefix)namespaces_policy:flowaudit_audit:rate\(.range)"
    }
  }

  /// What is recorded; one that sums another stands behind it.
  var expression: Text {
    switch self {
    case .dropsByPolicy:
      """
      sum by (\(.clusterBy)source_namespace, destination_namespace, reason, policy, policy_kind) (
        rate(\(counter: .drops)[\(.range)])
      )
      """
    case .drops:
      "sum by (\(.clusterBy)source_namespace, destination_namespace) (\(Self.dropsByPolicy))"
    case .dropsByReason:
      "sum by (\(.clusterBy)source_namespace, destination_namespace, reason) (\(Self.dropsByPolicy))"
    case .denies:
      "sum by (\(.clusterBy)policy, policy_kind) (\(Self.dropsByPolicy){\(Self.isPolicy)})"
    case .dropsInHour:
      """
      sum by (\(.clusterBy)source_namespace, destination_namespace) (
        increase(\(counter: .drops)[\(.hour)])
      )
      """
    case .packets: "sum by (\(.cluster)) (rate(\(counter: .packetsDropped)[\(.range)]))"
    case .flows: "sum by (\(.clusterBy)verdict) (rate(\(counter: .flows)[\(.range)]))"
    case .audit:
      """
      sum by (\(.clusterBy)source_namespace, destination_namespace, policy, policy_kind) (
        rate(\(counter: .audit)[\(.range)])
      )
      """
    }
  }

  /// Drops by policies, by the reasons that Cilium has for them.
  static let isPolicy: Text = "reason=~\"POLICY_DENIED|POLICY_DENY|L7_DENIED|AUTH_REQUIRED\""

  /// All other drops: a service without backends, an address that nobody has any more.
  static let isNoPolicy: Text = "reason!~\"POLICY_DENIED|POLICY_DENY|L7_DENIED|AUTH_REQUIRED\""
}
