import FlowAnswer
import FlowMonitoring

extension OptionTable {
  /// What alert rules and dashboard are made for.
  static let monitoring: [OptionRow] = [
    OptionRow(
      "interval", "DURATION", in: .monitoring,
      .value(\IntervalOptions.interval) { (text: String) throws(ValueError) in
        try GoDuration.length(of: text, atLeast: .milliseconds(100))
      },
      "how often export writes while it follows (default: 15s); the rules are made for it (default: 5m)"
    ),
    OptionRow(
      "cluster-label", "NAME", in: .monitoring,
      .value(\MonitoringOptions.settings.clusterLabel, MonitoringOptions.clusterLabel),
      "the label that tells clusters apart (default: there is one cluster)"),
    OptionRow(
      "threshold", "NAME=VALUE", in: .monitoring,
      .change { (options: inout MonitoringOptions, value: String) throws(ValueError) in
        try options.setThreshold(value)
      },
      completion: .words(Threshold.allCases.map { "\($0.rawValue)=" }), isRepeatable: true,
      "what an alert compares with, like drops=20; docs/monitoring.md lists them"),
    OptionRow(
      "without", "ALERT", in: .monitoring,
      .change { (options: inout MonitoringOptions, value: String) throws(ValueError) in
        try options.leaveOut(value)
      }, completion: .words(AlertName.allCases.map(\.rawValue)), isRepeatable: true,
      "leave this alert out"),
    OptionRow(
      "expect-flows", in: .monitoring, .flag(\MonitoringOptions.settings.expectsFlows),
      "Cilium's exporter writes all flows, not drops only: that none come is an alert, too"),
    OptionRow(
      "set-label", "NAME=VALUE", in: .monitoring,
      .change { (options: inout MonitoringOptions, value: String) throws(ValueError) in
        try options.addLabel(value)
      }, isRepeatable: true,
      "put this label on every alert, and on the Kubernetes object"),
    OptionRow(
      "runbook-url", "PATTERN", in: .monitoring,
      .value(\MonitoringOptions.settings.runbookURL, MonitoringOptions.runbookURL),
      "where the runbook is; {alert} and {anchor} stand for the alert (default: \(MonitoringSettings.standardRunbookURL))"
    ),
    OptionRow(
      "format", "FORMAT", in: .monitoring,
      .change { (options: inout ObjectFormatOptions, value: String) throws(ValueError) in
        try options.choose(value)
      },
      completion: .words(ObjectFormatOptions.all),
      "rules: rules or prometheusrule; dashboard: json or configmap (default: the file itself)"),
  ]
}
