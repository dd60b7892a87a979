public import FlowManifest

/// Asks values and objects why Prometheus does not see Cilium's metrics.
///
/// What the chart makes of the values is judged by `ChartPrediction`, what the operator takes of the objects by `MonitorJudge`.
/// Either may be missing.
public struct WiringCheck: Sendable {
  /// The chart's version.
  public var version = ChartVersion.standard
  /// The namespace that Cilium was installed into.
  public var namespace = "kube-system"
  /// Whether the cluster knows ServiceMonitors.
  public var hasCRDs = true
  /// Whether a regular expression matches a whole text, as RE2 reads it; nil where that cannot be told.
  private let matches: PatternMatch

  /// Answers whether a pattern matches a whole text.
  public typealias PatternMatch = @Sendable (_ pattern: String, _ text: String) -> Bool?

  /// A check that asks for patterns elsewhere.
  public init(matching: @escaping PatternMatch) {
    matches = matching
  }

  /// Judges values, objects, or both.
  public func answer(values: ManifestValue?, objects: MonitoringObjects?) -> WiringAnswer {
    var findings: [WiringFinding] = []
    var asked = Set(WiringComponent.allCases)
    if let values {
      let rules = ChartRules.of(version)
      let chart = ChartPrediction(HelmValues(values, rules), rules)
      findings += chart.findings(hasCRDs: hasCRDs)
      asked = chart.monitored
    }
    guard let objects else {
      return WiringAnswer(findings, visible: [:], asked: asked)
    }
    findings += Self.findings(of: objects.prometheuses)
    var visible: [WiringComponent: Bool] = [:]
    var monitors: [WiringComponent: [ServiceMonitor]] = [:]
    for monitor in objects.monitors {
      if let component = monitor.component {
        monitors[component, default: []].append(monitor)
      }
    }
    for component in WiringComponent.allCases {
      guard let own = monitors[component] else {
        visible[component] = false
        if values != nil, asked.contains(component) {
          findings.append(WiringFinding(.monitorMissing, component))
        }
        continue
      }
      let judged = own.map { MonitorJudge($0, component, objects, matches).reasons }
      let seen = zip(own, judged).filter { $1 == [] }.map(\.0)
      visible[component] = !seen.isEmpty
      if seen.isEmpty {
        findings += judged.flatMap { $0 ?? [] }
      } else if seen.count > 1 {
        findings.append(Self.twice(component, seen))
      }
    }
    return WiringAnswer(findings, visible: visible, asked: asked)
  }

  private static func findings(of prometheuses: [PrometheusObject]) -> [WiringFinding] {
    guard !prometheuses.isEmpty else {
      return [WiringFinding(.noPrometheus)]
    }
    return prometheuses.filter { $0.monitors == nil }.map { prometheus in
      var evidence = WiringEvidence()
      evidence.prometheus = prometheus.name
      evidence.isAgent = prometheus.isAgent
      return WiringFinding(.selectsNothing, prometheus.name.name, evidence)
    }
  }

  private static func twice(
    _ component: WiringComponent, _ monitors: [ServiceMonitor]
  ) -> WiringFinding {
    var evidence = WiringEvidence()
    evidence.monitor = monitors[0].name
    evidence.other = monitors[1].name
    return WiringFinding(.scrapedTwice, component, evidence)
  }
}
