import FlowMetrics

extension PanelTable {
  /// What was lost on the way to the counts.
  static let coverage: [Panel] = [
    .lines(
      "Age of the newest flow",
      "When the last run looked. High and level: the exporter is silent, or the log is not its log.",
      unit: "s",
      Panel.Query(
        "topk(10, \(state: .lastSuccess){\(node)} - \(state: .newestFlow){\(node)})", "{{instance}}"
      )),
    .lines(
      "Lost events an hour",
      "Events that were lost before they could be read, by the place of the loss.",
      Panel.Query(
        "3600 * sum by (source) (rate(\(counter: .lostEvents){\(node)}[$__rate_interval]))",
        "{{source}}")),
    .lines(
      "Lines that were not counted, gaps",
      "Lines a minute that cannot be read or were left out, and gaps between two runs.",
      Panel.Query(
        "60 * sum by (result) (rate(\(counter: .lines){\(node), result=~\"malformed|oversize\"}[$__rate_interval]))",
        "{{result}}"),
      Panel.Query(
        "60 * sum(rate(\(counter: .skippedLines){\(node), reason=\"too_old\"}[$__rate_interval]))",
        "too old"),
      Panel.Query("sum(increase(\(counter: .gaps){\(node)}[$__rate_interval]))", "gaps")),
    .lines(
      "Groups without a series of their own",
      "Counted in a series of (other); --max-series is full.",
      Panel.Query(
        "max by (family) (\(state: .seriesSuppressed){\(node)})", "{{family}}")),
  ]

  /// Whether `export` is well.
  static let runs: [Panel] = [
    .lines(
      "Time since the last run that succeeded", "The ten nodes that are the latest.", unit: "s",
      Panel.Query("topk(10, time() - \(state: .lastSuccess){\(node)})", "{{instance}}")),
    .lines(
      "Errors an hour", "Errors of the log, or of the command that prints it.",
      Panel.Query(
        "3600 * sum by (reason) (rate(\(counter: .queryErrors){\(node)}[$__rate_interval]))",
        "{{reason}}")),
    .lines(
      "Time that a run takes", "The ten nodes whose runs take the longest.", unit: "s",
      Panel.Query("topk(10, \(state: .lastRunDuration){\(node)})", "{{instance}}")),
    .table(
      "Nodes that fail", "Nodes whose last run did not read its input to the end.",
      "\(state: .lastRunSuccess){\(node)} == 0",
      columns: [("instance", "node"), ("job", "job")]),
  ]

  /// What fires, and where it says what to do.
  static let alerts: [Panel] = [
    .table(
      "Alerts that fire", "The name leads to its section of the runbook.",
      "count by (alertname, severity) (\(foreign: .alerts){alertname=~\"Flowaudit.*\", alertstate=\"firing\"})",
      columns: [("alertname", "alert"), ("severity", "severity"), ("Value", "how many")]),
    Panel(
      kind: .text, title: "Runbook", description: "", unit: "short", queries: [], width: 12,
      text: AlertName.allCases.map { name in
        let row = name.row
        let conditions = [row.group.condition, row.condition].compactMap { $0 } + [.keeps(name)]
        return Template.Element(
          "| [\(Text(stringLiteral: name.rawValue))](\(.runbook(name))) | \(row.summary) |",
          if: conditions)
      }),
  ]
}
