import FlowMonitoring

extension CommandName {
  static let rules = Self(rawValue: "rules")
}

/// `flowaudit rules`: recording rules and alerts for Prometheus.
struct RulesCommand: MonitoringCommand {
  static let groups = monitoringGroups + [OptionTarget(\.format)]

  static let text = CommandText(
    name: .rules,
    summary: "alert rules for what export writes, as Prometheus reads them",
    usageWords: "[OPTION...]",
    explanation:
      "Prints recording rules and alerts: about drops, and about every way in which drops would not be seen. Ranges and waiting times follow from "
      + "--interval, how often export writes. docs/runbook.md says of each alert what it means and what to do.",
    operands: .nothing,
    exitStatuses: exitStatuses,
    examples: [
      CommandExample(
        "flowaudit rules > /etc/prometheus/rules/flowaudit.yml",
        "for a job that runs every five minutes"),
      CommandExample(
        "flowaudit rules --interval 1m --cluster-label cluster --threshold drops=50",
        "a faster job, several clusters, another threshold"),
      CommandExample(
        "flowaudit rules --format prometheusrule --set-label release=prometheus | kubectl apply -n monitoring -f -",
        "for prometheus-operator, with the label that it selects by"),
    ])

  var monitoring = MonitoringOptions()
  var pace = IntervalOptions()
  var hubble = HubbleMetricsOptions()
  var format = ObjectFormatOptions(AlertRules.Format.allCases.map(\.rawValue))
  private var rules = AlertRules(MonitoringSettings())

  init() {}

  mutating func finish(_ words: CommandWords, in catalog: Catalog) throws(UsageError) {
    try Self.refuse(words.all[...])
    let settings = try settings()
    if format.word == AlertRules.Format.rules.rawValue, let label = settings.objectLabels.first {
      throw Self.refusal(
        "--set-label \(label.name): no name that Prometheus takes for a label; it can be on an object only, with --format prometheusrule"
      )
    }
    rules = AlertRules(settings)
  }

  func run(in host: Host) -> ExitStatus {
    host.print(rules.text(AlertRules.Format(rawValue: format.word) ?? .rules))
  }
}
