/// A metric that `--hubble-metrics` can ask for: one of the agent's handlers, by its name.
///
/// Source: Cilium, pkg/hubble/metrics, one package a handler.
public enum HubbleMetricName: String, CaseIterable, Sendable {
  case dns
  case drop
  case flow
  case flowsToWorld = "flows-to-world"
  case http
  case httpV2
  case icmp
  case kafka
  case policy
  case portDistribution = "port-distribution"
  case sctp
  case tcp

  /// The options that it takes beside those of the context.
  var switches: [MetricSwitch] {
    switch self {
    case .dns: [.query, .ignoreAAAA]
    case .flowsToWorld: [.anyDrop, .port, .synOnly]
    case .http, .httpV2: [.exemplars]
    case .drop, .flow, .icmp, .kafka, .policy, .portDistribution, .sctp, .tcp: []
    }
  }

  /// The metric that it cannot stand beside: both would have families of the same names.
  var conflict: Self? {
    switch self {
    case .http: .httpV2
    case .httpV2: .http
    case .dns, .drop, .flow, .flowsToWorld, .icmp, .kafka, .policy, .portDistribution, .sctp, .tcp:
      nil
    }
  }
}

/// An option of one metric; its value, if it has one, means nothing but for `exemplars`.
public enum MetricSwitch: String, CaseIterable, Sendable {
  /// A label with the name that was asked for.
  case query
  /// Queries for AAAA alone do not count.
  case ignoreAAAA
  /// Drops count whatever their reason.
  case anyDrop = "any-drop"
  /// A label with the destination's port.
  case port
  /// Of TCP only SYN packets that are no replies count.
  case synOnly = "syn-only"
  /// Accepted: the text format has no exemplars.
  case exemplars
}
