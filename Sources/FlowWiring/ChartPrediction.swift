import FlowManifest

/// What the chart makes of values: which components show metrics, and which of them have a monitor.
struct ChartPrediction {
  private let values: HelmValues
  private let rules: ChartRules
  /// Components whose metrics are exposed.
  let exposed: Set<WiringComponent>
  /// Components whose monitor is made: those that the values ask Prometheus to see.
  let monitored: Set<WiringComponent>

  init(_ values: HelmValues, _ rules: ChartRules) {
    self.values = values
    self.rules = rules
    let exposed = Set(WiringComponent.allCases.filter { Self.isExposed($0, values, rules) })
    self.exposed = exposed
    monitored = exposed.filter { values.isOn($0.row.monitorKey) }
  }

  /// What is wrong with the values alone; `hasCRDs` is whether the cluster knows ServiceMonitors.
  func findings(hasCRDs: Bool) -> [WiringFinding] {
    ChartKeys.findings(in: values) + refusals + switches + monitors
      + (hasCRDs ? [] : failures)
  }

  private var refusals: [WiringFinding] {
    let key = "kubeProxyReplacement"
    guard rules.refusesModes, let mode = values.printed(key),
      !["true", "false"].contains(mode.lowercased())
    else {
      return []
    }
    var evidence = WiringEvidence()
    evidence.found = mode
    return [WiringFinding(.valueRefused, key, evidence)]
  }

  /// Metrics that are not exposed, of parts that run.
  private var switches: [WiringFinding] {
    var findings: [WiringFinding] = []
    let hasHubble = values.isOn("hubble.enabled")
    if !hasHubble {
      findings.append(WiringFinding(.hubbleOff, .hubble))
    } else if !exposed.contains(.hubble) {
      findings.append(WiringFinding(.noHubbleMetrics, .hubble))
    }
    let runs: [(WiringComponent, Bool)] = [
      (.agent, true), (.operator, values.isOn("operator.enabled")),
      (.relay, hasHubble && values.isOn("hubble.relay.enabled")),
    ]
    for (component, runs) in runs where runs && !values.isOn(component.row.metricsKey) {
      findings.append(Self.off(component, "\(component.row.metricsKey): true"))
    }
    if Self.hasEnvoy(values, rules), !exposed.contains(.envoy) {
      findings.append(Self.off(.envoy, envoySwitch))
    }
    return findings
  }

  /// What has to be set for Envoy's metrics.
  private var envoySwitch: String {
    guard values.isOn(WiringComponent.envoy.row.metricsKey) else {
      return "\(WiringComponent.envoy.row.metricsKey): true"
    }
    return values.isOn("preflight.enabled")
      ? "preflight.enabled: false" : "proxy.prometheus.enabled: true"
  }

  private static func off(_ component: WiringComponent, _ key: String) -> WiringFinding {
    var evidence = WiringEvidence()
    evidence.wanted = key
    return WiringFinding(.metricsOff, component, evidence)
  }

  private var monitors: [WiringFinding] {
    exposed.subtracting(monitored).sorted().map { WiringFinding(.monitorOff, $0) }
  }

  /// What happens where monitors are to be made and nobody knows of such objects: the chart looks, but not at Hubble's.
  private var failures: [WiringFinding] {
    let checked = WiringComponent.allCases.filter { $0 != .hubble }
    let isRefused = checked.contains { component in
      values.isOn(component.row.monitorKey) && values.isOn(component.row.metricsKey)
    }
    if isRefused, !values.isOn("prometheus.serviceMonitor.trustCRDsExist") {
      return [WiringFinding(.helmFails)]
    }
    return monitored.isEmpty ? [] : [WiringFinding(.applyFails)]
  }

  private static func isExposed(
    _ component: WiringComponent, _ values: HelmValues, _ rules: ChartRules
  ) -> Bool {
    let isAsked = values.isOn(component.row.metricsKey)
    switch component {
    case .agent:
      return isAsked && values.isOn("agent") && !values.isOn("preflight.enabled")
    case .hubble:
      let isDynamic = rules.hasDynamicMetrics && values.isOn("hubble.metrics.dynamic.enabled")
      return values.isOn("hubble.enabled") && (isAsked || isDynamic)
    case .operator:
      return isAsked && values.isOn("operator.enabled")
    case .relay:
      return isAsked && values.isOn("hubble.enabled") && values.isOn("hubble.relay.enabled")
    case .envoy:
      return isAsked && hasEnvoy(values, rules) && !values.isOn("preflight.enabled")
        && (!rules.asksProxy || values.isOn("proxy.prometheus.enabled"))
    }
  }

  /// Whether Envoy runs by itself, not in the agent.
  private static func hasEnvoy(_ values: HelmValues, _ rules: ChartRules) -> Bool {
    switch rules.envoy {
    case .asked:
      return values.isOn("envoy.enabled")
    case .standard:
      guard values.isOn("l7Proxy") else {
        return false
      }
      guard values.value("envoy.enabled") == nil else {
        return values.isOn("envoy.enabled")
      }
      let upgrade = "upgradeCompatibility"
      return !values.isOn(upgrade) || !beganBeforeEnvoy(values.printed(upgrade) ?? "")
    }
  }

  /// Whether an upgrade began with a version below 1.16.
  private static func beganBeforeEnvoy(_ version: String) -> Bool {
    let bare = version.hasPrefix("v") ? version.dropFirst() : version[...]
    let numbers = bare.split(separator: ".").prefix(2).map { part in
      Int(part.prefix { $0.isASCII && $0.isNumber })
    }
    guard let first = numbers.first, let major = first else {
      return false
    }
    let minor = numbers.count > 1 ? numbers[1] ?? 0 : 0
    return (major, minor) < (1, 16)
  }
}
