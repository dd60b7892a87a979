/// What a finding says to a person: what is wrong, what to set, what shows it.
///
/// All of it may hold texts of files from anybody: it is unescaped, and words of commands are not quoted.
public struct WiringWords: Sendable, Equatable {
  /// What is wrong: a sentence without its full stop.
  public let sentence: String
  /// The key or label to set; empty where there is none.
  public let remedy: String
  /// The command that shows it, word by word.
  public let command: [String]

  /// The words of a finding; `release` is what the command looks at.
  public static func of(_ finding: WiringFinding, _ check: WiringCheck) -> Self {
    let row = row(finding, check)
    return Self(sentence: row.0, remedy: row.1, command: row.2)
  }

  private typealias Row = (String, String, [String])

  private static func row(_ finding: WiringFinding, _ check: WiringCheck) -> Row {
    let (seen, what) = (finding.evidence, finding.what)
    let component = finding.component
    let keys = component?.row
    let monitor = seen.monitor?.text ?? ""
    let prometheus =
      "\(seen.isAgent ? "PrometheusAgent" : "Prometheus") \(seen.prometheus?.text ?? "")"
    let shown = Shown(finding, check)
    switch finding.code {
    case .valueRefused:
      return (
        "chart \(check.version.text) takes true or false for \(what), not \(seen.found): nothing is installed",
        "\(what): true", shown.template
      )
    case .helmFails:
      return (
        "the cluster does not know ServiceMonitors, and the chart refuses to be installed so",
        "install the CRDs of prometheus-operator, or prometheus.serviceMonitor.trustCRDsExist: true where they come later",
        shown.definitions
      )
    case .applyFails:
      return (
        "the cluster does not know ServiceMonitors: the chart is rendered, and applying it fails",
        "install the CRDs of prometheus-operator first", shown.definitions
      )
    case .hubbleOff:
      return ("Hubble is off", "hubble.enabled: true", shown.values)
    case .noHubbleMetrics:
      return (
        "no metrics of Hubble are asked for: hubble.metrics.enabled is empty",
        "hubble.metrics.enabled: [dns, drop, tcp, flow]", shown.values
      )
    case .metricsOff:
      return ("its metrics are off", seen.wanted, shown.values)
    case .monitorOff:
      return (
        "its metrics are on, and no ServiceMonitor is made: Prometheus is not told of them",
        "\(keys?.monitorKey ?? ""): true", shown.values
      )
    case .monitorMissing:
      return (
        "the values have a ServiceMonitor made that is not in the cluster: they were not applied, or it was pruned",
        "apply the release again (helm upgrade, or a sync)", shown.monitors
      )
    case .noPrometheus:
      return (
        "there is no Prometheus object: nobody reads ServiceMonitors, as far as this dump shows",
        "install kube-prometheus-stack, or scrape the Services from the configuration of another Prometheus",
        ["kubectl", "get", "prometheuses,prometheusagents", "-A"]
      )
    case .selectsNothing:
      return (
        "\(prometheus) has no serviceMonitorSelector and takes no ServiceMonitor at all",
        "spec.serviceMonitorSelector: {} (kube-prometheus-stack: prometheus.prometheusSpec.serviceMonitorSelectorNilUsesHelmValues: false)",
        shown.selector("serviceMonitorSelector")
      )
    case .namespaceNotSelected:
      return (
        "\(prometheus) takes no ServiceMonitor from the namespace of \(monitor)",
        shown.namespaceRemedy, shown.selector("serviceMonitorNamespaceSelector")
      )
    case .labelsNotSelected:
      return (
        "\(prometheus) does not take the labels of \(monitor): it asks for "
          + seen.labels.map(\.text).joined(separator: ", "),
        shown.labelRemedy, shown.selector("serviceMonitorSelector")
      )
    case .timeoutOverInterval:
      return (
        "\(monitor) waits \(seen.found) with an interval of \(seen.wanted): the operator rejects it",
        "\(keys?.path ?? "").serviceMonitor.scrapeTimeout: \(seen.wanted) or less", shown.monitor
      )
    case .noService:
      let other = seen.other.map { ": \($0.text) has them" } ?? ""
      return (
        "\(monitor) finds no Service with \(seen.wanted)"
          + (seen.found.isEmpty ? "" : " in \(seen.found)") + other,
        seen.other.map { "spec.namespaceSelector.matchNames: [\($0.namespace)] in \(monitor)" }
          ?? "the labels \(seen.wanted) on the Service",
        ["kubectl", "get", "services", "-A", "-l", seen.wanted]
      )
    case .noPort:
      return (
        "\(monitor) asks for the port \(seen.found), and Service \(seen.other?.text ?? "") has none of that name: it has \(seen.wanted.isEmpty ? "none" : seen.wanted)",
        "spec.endpoints[].port: \(keys?.port ?? "") in \(monitor)", shown.service
      )
    case .metricsDropped:
      return (
        "\(monitor) is scraped, and its metricRelabelings \(seen.wanted) \(seen.found): \(keys?.probe ?? "") does not come through",
        "take the rule out of \(keys?.path ?? "").serviceMonitor.metricRelabelings", shown.monitor
      )
    case .scrapedTwice:
      return (
        "it is scraped twice, by \(monitor) and \(seen.other?.text ?? ""): each sample is there twice",
        "keep one of them", shown.monitors
      )
    case .keyIgnored:
      return (
        "\(what) is a key that the chart does not read, and it says so to nobody",
        seen.wanted.isEmpty ? "take it out" : "\(seen.wanted) is what is meant",
        ["helm", "show", "values", "cilium/cilium", "--version", check.version.text]
      )
    }
  }
}
