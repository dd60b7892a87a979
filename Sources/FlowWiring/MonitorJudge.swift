/// Asks of one ServiceMonitor whether what it is made for is scraped.
struct MonitorJudge {
  private let monitor: ServiceMonitor
  private let component: WiringComponent
  private let objects: MonitoringObjects
  private let matches: WiringCheck.PatternMatch

  init(
    _ monitor: ServiceMonitor, _ component: WiringComponent, _ objects: MonitoringObjects,
    _ matches: @escaping WiringCheck.PatternMatch
  ) {
    self.monitor = monitor
    self.component = component
    self.objects = objects
    self.matches = matches
  }

  /// Why nothing is scraped by it: empty where all is well, nil where no Prometheus is there that could take it.
  var reasons: [WiringFinding]? {
    let reasons = unpicked + services + endpoints
    return reasons.isEmpty && !isPicked ? nil : reasons
  }

  private var isPicked: Bool {
    objects.prometheuses.contains { prometheus in
      prometheus.monitors?.matches(monitor.labels) ?? false && takesNamespace(prometheus)
    }
  }

  private func takesNamespace(_ prometheus: PrometheusObject) -> Bool {
    guard let selector = prometheus.namespaces else {
      return prometheus.name.namespace == monitor.name.namespace
    }
    return selector.matches(objects.labels(ofNamespace: monitor.name.namespace))
  }

  /// What each Prometheus lacks in it that takes any at all.
  private var unpicked: [WiringFinding] {
    guard !isPicked else {
      return []
    }
    var findings: [WiringFinding] = []
    for prometheus in objects.prometheuses {
      guard let selector = prometheus.monitors else {
        continue
      }
      var evidence = evidence
      evidence.prometheus = prometheus.name
      evidence.isAgent = prometheus.isAgent
      if !selector.matches(monitor.labels) {
        evidence.labels = selector.wishes(monitor.labels)
        findings.append(WiringFinding(.labelsNotSelected, component, evidence))
      }
      if !takesNamespace(prometheus) {
        evidence.labels =
          prometheus.namespaces?.wishes(objects.labels(ofNamespace: monitor.name.namespace)) ?? []
        evidence.wanted = namespace(for: prometheus) ?? ""
        findings.append(WiringFinding(.namespaceNotSelected, component, evidence))
      }
    }
    return findings
  }

  /// A namespace from which a Prometheus takes monitors.
  private func namespace(for prometheus: PrometheusObject) -> String? {
    guard let selector = prometheus.namespaces else {
      return prometheus.name.namespace
    }
    return objects.namespaces.keys.sorted().first {
      selector.matches(objects.labels(ofNamespace: $0))
    }
  }

  /// The Services that it means.
  private var hits: [MonitoredService] {
    objects.services.filter { service in
      monitor.namespaces?.contains(service.name.namespace) ?? true
        && monitor.selector.matches(service.labels)
    }
  }

  private var services: [WiringFinding] {
    guard hits.isEmpty else {
      return []
    }
    var evidence = evidence
    evidence.found = monitor.namespaces?.joined(separator: ", ") ?? ""
    evidence.wanted = monitor.selector.text
    // The Service may be there, with its labels and in another namespace.
    evidence.other = objects.services.first { monitor.selector.matches($0.labels) }?.name
    return [WiringFinding(.noService, component, evidence)]
  }

  private var endpoints: [WiringFinding] {
    var findings: [WiringFinding] = []
    let hits = hits
    let ports = Set(hits.flatMap(\.ports))
    // Envoy within the agent is another endpoint of the agent's monitor, and not what is asked here.
    for endpoint in monitor.endpoints where component != .agent || endpoint.port != "envoy-metrics"
    {
      findings += [timeout(endpoint), drop(endpoint)].compactMap { $0 }
      if let port = endpoint.port, let service = hits.first, !ports.contains(port) {
        var evidence = evidence
        evidence.found = port
        evidence.wanted = ports.sorted().joined(separator: ", ")
        evidence.other = service.name
        findings.append(WiringFinding(.noPort, component, evidence))
      }
    }
    return findings
  }

  private func timeout(_ endpoint: ServiceMonitor.Endpoint) -> WiringFinding? {
    let standard = objects.prometheuses.first?.interval
    let given = [endpoint.interval, standard].compactMap { $0 }.first {
      ScrapeDuration.milliseconds($0) != nil
    }
    let interval = given.flatMap(ScrapeDuration.milliseconds) ?? ScrapeDuration.standard
    guard let text = endpoint.timeout, let timeout = ScrapeDuration.milliseconds(text),
      timeout > interval
    else {
      return nil
    }
    var evidence = evidence
    evidence.found = text
    evidence.wanted = given ?? "30s"
    return WiringFinding(.timeoutOverInterval, component, evidence)
  }

  private func drop(_ endpoint: ServiceMonitor.Endpoint) -> WiringFinding? {
    let rule = endpoint.drops.first { rule in
      // A pattern that cannot be read is refused by the operator's own check.
      guard let isMatch = matches(rule.pattern, component.row.probe) else {
        return false
      }
      return rule.keeps != isMatch
    }
    guard let rule else {
      return nil
    }
    var evidence = evidence
    evidence.found = rule.pattern
    evidence.wanted = rule.keeps ? "keep" : "drop"
    return WiringFinding(.metricsDropped, component, evidence)
  }

  private var evidence: WiringEvidence {
    var evidence = WiringEvidence()
    evidence.monitor = monitor.name
    return evidence
  }
}
