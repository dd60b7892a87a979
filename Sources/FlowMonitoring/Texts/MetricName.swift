import FlowAnswer
import FlowMetrics

/// A family that a query asks, by its row: there is no other way to name one, so that no query names what nobody writes.
enum MetricName: Hashable, Sendable {
  /// Of `export --state`.
  case counter(CountedFamily)
  case state(StateFamily)
  /// Of `export --hubble-metrics`.
  case agents(FamilyRule)
  case foreign(ForeignFamily)

  /// The name of its series.
  var text: String {
    switch self {
    case .counter(let family): family.counter.name
    case .state(let family): family.family.name
    case .agents(let rule): rule.name
    case .foreign(let family): family.rawValue
    }
  }
}

/// Families that others write.
enum ForeignFamily: String, CaseIterable, Sendable {
  /// Prometheus: whether a target answers.
  case up
  /// Prometheus: the alerts of its rules.
  case alerts = "ALERTS"
  /// node_exporter: whether a .prom file was refused.
  case textfileError = "node_textfile_scrape_error"
  /// Argo CD: syncs by their end.
  case argoSyncs = "argocd_app_sync_total"
}
