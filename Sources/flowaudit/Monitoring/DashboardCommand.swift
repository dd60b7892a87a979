import FlowMonitoring

extension CommandName {
  static let dashboard = Self(rawValue: "dashboard")
}

/// `flowaudit dashboard`: the dashboard for Grafana.
struct DashboardCommand: MonitoringCommand {
  static let groups = monitoringGroups + [OptionTarget(\.format)]

  static let text = CommandText(
    name: .dashboard,
    summary: "the dashboard for Grafana, over the rules",
    usageWords: "[OPTION...]",
    explanation:
      "Prints a dashboard: drops by namespaces, reason and policy, what was not seen, whether the runs are well, and which alerts fire. It asks what "
      + "flowaudit rules records, so that many nodes cost no more than one: give both the same options.",
    operands: .nothing,
    exitStatuses: exitStatuses,
    examples: [
      CommandExample("flowaudit dashboard > flowaudit.json", "to import"),
      CommandExample(
        "flowaudit dashboard --format configmap | kubectl apply -n monitoring -f -",
        "for the sidecar of Grafana's chart, which looks for the label grafana_dashboard"),
    ])

  var monitoring = MonitoringOptions()
  var pace = IntervalOptions()
  var hubble = HubbleMetricsOptions()
  var format = ObjectFormatOptions(Dashboard.Format.allCases.map(\.rawValue))
  private var dashboard = Dashboard(MonitoringSettings())

  init() {}

  mutating func finish(_ words: CommandWords, in catalog: Catalog) throws(UsageError) {
    try Self.refuse(words.all[...])
    dashboard = Dashboard(try settings())
  }

  func run(in host: Host) -> ExitStatus {
    host.print(dashboard.text(Dashboard.Format(rawValue: format.word) ?? .json))
  }
}
