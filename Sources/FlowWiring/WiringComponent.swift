/// A part of Cilium that has metrics; the raw value is its name in answers.
public enum WiringComponent: String, CaseIterable, Comparable, Sendable {
  case agent
  case hubble
  case `operator`
  case relay
  case envoy

  /// By their order here.
  public static func < (left: Self, right: Self) -> Bool {
    left.position < right.position
  }

  /// Its place in answers.
  var position: Int {
    Self.allCases.firstIndex(of: self) ?? 0
  }

  /// Its row.
  var row: Row {
    switch self {
    case .agent:
      Row(
        path: "prometheus", monitor: "cilium-agent", port: "metrics",
        probe: "cilium_drop_count_total")
    // Its monitor stands where the agent's does: the chart takes that key for both.
    case .hubble:
      Row(
        path: "hubble.metrics", monitor: "hubble", port: "hubble-metrics",
        probe: "hubble_drop_total", namespacePath: "prometheus")
    case .operator:
      Row(
        path: "operator.prometheus", monitor: "cilium-operator", port: "metrics",
        probe: "cilium_operator_process_cpu_seconds_total")
    case .relay:
      Row(
        path: "hubble.relay.prometheus", monitor: "hubble-relay", port: "metrics",
        probe: "hubble_relay_pool_peer_connection_status")
    case .envoy:
      Row(
        path: "envoy.prometheus", monitor: "cilium-envoy", port: "envoy-metrics",
        probe: "envoy_cluster_upstream_rq")
    }
  }

  /// What of a component stands in the values and in the objects that the chart makes of them.
  struct Row: Sendable {
    /// Where it stands in the values.
    let path: String
    /// The name of the ServiceMonitor.
    let monitor: String
    /// The name of the port that the monitor asks for.
    let port: String
    /// A family that everybody wants of it: what drops this drops what matters.
    let probe: String
    private let namespacePath: String

    init(path: String, monitor: String, port: String, probe: String, namespacePath: String? = nil) {
      self.path = path
      self.monitor = monitor
      self.port = port
      self.probe = probe
      self.namespacePath = namespacePath ?? path
    }

    /// The key that has the monitor made.
    var monitorKey: String { path + ".serviceMonitor.enabled" }

    /// The key of the monitor's labels.
    var labelsKey: String { path + ".serviceMonitor.labels" }

    /// The key of the monitor's namespace.
    var namespaceKey: String { namespacePath + ".serviceMonitor.namespace" }

    /// The key that has metrics exposed.
    var metricsKey: String { path + ".enabled" }
  }
}
