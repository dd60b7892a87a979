import FlowMetrics

/// What a reader of the dashboard can choose.
enum DashboardVariables {
  static let list = Template.list([
    Template.Element([
      "name": "datasource", "type": "datasource", "label": "Data source", "query": "prometheus",
      "current": ["text": "default", "value": "default"],
    ]),
    Template.Element(
      variable("cluster", "Cluster", "label_values(\(state: .buildInfo), \(.cluster))"),
      if: .hasClusters),
    Template.Element(
      variable("node", "Node", "label_values(\(state: .buildInfo){\(.clusterMatcher)}, instance)")),
    Template.Element(
      variable(
        "source", "From namespace",
        "label_values(\(Recording.dropsByReason){\(.clusterMatcher)}, source_namespace)")),
    Template.Element(
      variable(
        "destination", "To namespace",
        "label_values(\(Recording.dropsByReason){\(.clusterMatcher)}, destination_namespace)")),
    Template.Element(
      variable(
        "reason", "Reason", "label_values(\(Recording.dropsByReason){\(.clusterMatcher)}, reason)")),
  ])

  private static func variable(_ name: String, _ label: String, _ query: Text) -> Template {
    [
      "name": .text(Text(stringLiteral: name)), "type": "query",
      "label": .text(Text(stringLiteral: label)), "datasource": DashboardTemplate.datasource,
      "query": .text(query), "refresh": 2, "multi": true, "includeAll": true, "allValue": ".*",
      "sort": 1, "current": ["text": "All", "value": "$__all"],
    ]
  }
}
