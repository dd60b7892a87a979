import FlowManifest

/// Keys of values that charts read, and those that people write and no chart reads.
///
/// A chart says nothing of a key that it does not know: its schema lets all pass.
enum ChartKeys {
  /// The keys below a path that are read.
  static let known: [(path: String, keys: Set<String>)] = [
    (
      "prometheus",
      [
        "metricsService", "enabled", "port", "serviceMonitor", "metrics", "controllerGroupMetrics",
        "prometheusRule",
      ]
    ),
    ("prometheus.serviceMonitor", monitor.union(["trustCRDsExist", "namespace"])),
    ("operator.prometheus", ["metricsService", "enabled", "port", "serviceMonitor", "tls"]),
    ("operator.prometheus.serviceMonitor", monitor.union(["namespace"])),
    (
      "hubble.metrics",
      [
        "enabled", "enableOpenMetrics", "port", "tls", "serviceAnnotations", "serviceMonitor",
        "dashboards", "dynamic",
      ]
    ),
    ("hubble.metrics.serviceMonitor", monitor.union(["tlsConfig"])),
    ("hubble.relay.prometheus", ["enabled", "port", "serviceMonitor"]),
    ("hubble.relay.prometheus.serviceMonitor", monitor.union(["namespace"])),
    ("envoy.prometheus", ["enabled", "port", "serviceMonitor"]),
    ("envoy.prometheus.serviceMonitor", monitor.union(["namespace"])),
  ]

  /// Keys that no chart has, and what is meant instead; nil where there is nothing of the kind.
  static let nowhere: [(path: String, instead: String?)] = [
    ("serviceMonitor", "prometheus.serviceMonitor"),
    ("hubble.serviceMonitor", "hubble.metrics.serviceMonitor"),
    ("hubble.prometheus", "hubble.metrics"),
    ("hubble.ui.serviceMonitor", nil),
    ("hubble.relay.serviceMonitor", "hubble.relay.prometheus.serviceMonitor"),
    ("hubble.relay.metrics", "hubble.relay.prometheus"),
    ("operator.serviceMonitor", "operator.prometheus.serviceMonitor"),
    ("operator.metrics", "operator.prometheus"),
    ("agent.prometheus", "prometheus"),
    ("metrics", "prometheus"),
    ("masquerade", "enableIPv4Masquerade"),
    ("masqueradeEnabled", "enableIPv4Masquerade"),
    ("envoy.serviceMonitor", "envoy.prometheus.serviceMonitor"),
  ]

  private static let monitor: Set = [
    "enabled", "labels", "annotations", "jobLabel", "interval", "scrapeTimeout", "relabelings",
    "metricRelabelings",
  ]

  /// The findings of keys that are not read; an `agent` that is on or off is a switch and has none below it.
  static func findings(in values: HelmValues) -> [WiringFinding] {
    var findings: [WiringFinding] = []
    for (path, keys) in known {
      for member in values.members(path) where !keys.contains(member.key) {
        findings.append(ignored("\(path).\(member.key)", instead(of: member.key, at: path)))
      }
    }
    for (path, instead) in nowhere where values.value(path) != nil {
      findings.append(ignored(path, instead))
    }
    return findings
  }

  /// What is meant by a key of the monitor that is called otherwise here.
  private static func instead(of key: String, at path: String) -> String? {
    switch key {
    case "additionalLabels" where path.hasSuffix(".serviceMonitor"): path + ".labels"
    case "namespace" where path == "hubble.metrics.serviceMonitor":
      WiringComponent.hubble.row.namespaceKey
    default: nil
    }
  }

  private static func ignored(_ key: String, _ instead: String?) -> WiringFinding {
    var evidence = WiringEvidence()
    evidence.wanted = instead ?? ""
    return WiringFinding(.keyIgnored, key, evidence)
  }
}
