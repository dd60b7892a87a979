/// When a part of rules or dashboard is there.
enum Condition: Hashable, Sendable {
  /// There is a label that tells clusters apart.
  case hasClusters
  /// DNS answers, HTTP answers with their status are counted.
  case countsDNS, countsHTTP
  /// The exporter writes all flows.
  case expectsFlows
  /// The alert is not left out.
  case keeps(AlertName)

  /// Whether the settings meet it.
  func isMet(_ settings: MonitoringSettings) -> Bool {
    switch self {
    case .hasClusters: settings.clusterLabel != nil
    case .countsDNS: settings.countsDNS
    case .countsHTTP: settings.answererLabels != nil
    case .expectsFlows: settings.expectsFlows
    case .keeps(let alert): !settings.without.contains(alert)
    }
  }
}
