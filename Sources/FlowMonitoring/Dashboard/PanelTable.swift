import FlowAnswer
import FlowMetrics

/// The table of panels, in the order of the dashboard.
enum PanelTable {
  static let sections: [PanelSection] = [
    PanelSection(title: "Now", panels: now),
    PanelSection(title: "Drops", panels: drops),
    PanelSection(title: "Traffic", panels: traffic),
    PanelSection(title: "Coverage: what was not seen", panels: coverage),
    PanelSection(title: "Runs", panels: runs),
    PanelSection(title: "Alerts and what to do", panels: alerts),
    PanelSection(title: "DNS", condition: .countsDNS, panels: dns),
    PanelSection(title: "HTTP", condition: .countsHTTP, panels: http),
  ]

  /// What the variables choose of what is recorded by namespaces, and by reasons.
  static let pair: Text =
    "\(.clusterMatcher)source_namespace=~\"$source\", destination_namespace=~\"$destination\""
  static let pairAndReason: Text = "\(pair), reason=~\"$reason\""

  /// What they choose of the nodes.
  static let node: Text = "\(.clusterMatcher)instance=~\"$node\""

  private static let now: [Panel] = [
    .stat(
      "Drops in the last hour", "Dropped packets between the namespaces that are chosen.",
      "sum(avg_over_time(\(Recording.dropsByReason){\(pairAndReason)}[1h])) * 3600"),
    .stat(
      "Denied by policies", "Dropped packets in the last hour that policies deny.",
      "sum(avg_over_time(\(Recording.dropsByReason){\(pairAndReason), \(Recording.isPolicy)}[1h])) * 3600"
    ),
    .stat(
      "Let through by audit mode",
      "Packets in the last hour that policies would deny if they were enforced.",
      "(sum(avg_over_time(\(Recording.audit){\(pair)}[1h])) or vector(0)) * 3600"),
    .stat(
      "Nodes", "Nodes whose metrics arrive.", "count(\(state: .buildInfo){\(node)})"),
    .stat(
      "Nodes without a recent success", "Nodes whose last successful run is too old, or never was.",
      """
      count(\(state: .buildInfo){\(node)})
        - (count(time() - \(state: .lastSuccess){\(node)} <= \(.rangeSeconds)) or vector(0))
      """),
    .stat(
      "Alerts", "Alerts of flowaudit that fire.",
      "count(\(foreign: .alerts){alertname=~\"Flowaudit.*\", alertstate=\"firing\"}) or vector(0)"),
  ]

  private static let traffic: [Panel] = [
    .lines(
      "Flows by verdict", "Flow lines a second: what the exporter writes, by what became of it.",
      unit: "cps",
      Panel.Query("sum by (verdict) (\(Recording.flows){\(flowMatcher)})", "{{verdict}}")),
    .lines(
      "Drops a minute by node", "Dropped packets of the nodes that drop most.",
      Panel.Query(
        "topk(10, 60 * sum by (instance) (rate(\(counter: .packetsDropped){\(node)}[$__rate_interval])))",
        "{{instance}}")),
  ]

  /// A matcher list that ends in nothing may end in a comma.
  private static let flowMatcher: Text = "\(.clusterMatcher)"

  private static let dns: [Panel] = [
    .lines(
      "DNS answers a minute", "By what they say; that a name does not exist is normal.",
      Panel.Query(
        "60 * sum by (rcode) (rate(\(agents: .dnsResponses){\(node)}[$__rate_interval]))",
        "{{rcode}}"))
  ]

  private static let http: [Panel] = [
    .lines(
      "HTTP answers that are errors", "Share of the answers with a status of 500 or more.",
      unit: "percent", Panel.Query(Alert.errorShare)),
    .lines(
      "HTTP answers a minute by status", "Answers by their status.",
      Panel.Query(
        "60 * sum by (status) (rate(\(agents: .httpV2Requests){\(node)}[$__rate_interval]))",
        "{{status}}")),
  ]
}
