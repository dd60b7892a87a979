/// What can be wrong between Helm values and Prometheus; the raw value stands in answers.
///
/// In the order of the way that metrics go: of several the first one has to be mended first. What a code says, and what helps, is
/// its row in `WiringWords`.
public enum WiringCode: String, CaseIterable, Sendable {
  case valueRefused = "value-refused"
  case helmFails = "crd-missing-helm-fails"
  case applyFails = "crd-missing-apply-fails"
  case hubbleOff = "hubble-off"
  case noHubbleMetrics = "no-hubble-metrics"
  case metricsOff = "metrics-off"
  case monitorOff = "monitor-off"
  case monitorMissing = "monitor-missing"
  case noPrometheus = "no-prometheus"
  case selectsNothing = "prometheus-selects-nothing"
  case namespaceNotSelected = "namespace-not-selected"
  case labelsNotSelected = "labels-not-selected"
  case timeoutOverInterval = "timeout-over-interval"
  case noService = "no-service"
  case noPort = "no-port"
  case metricsDropped = "metrics-dropped"
  case scrapedTwice = "scraped-twice"
  case keyIgnored = "key-ignored"

  /// Its place on the way.
  var position: Int {
    Self.allCases.firstIndex(of: self) ?? 0
  }

  /// Whether nothing of the release comes into the cluster, whatever else is right.
  var stopsAll: Bool {
    switch self {
    case .valueRefused, .helmFails, .applyFails: true
    case .hubbleOff, .noHubbleMetrics, .metricsOff, .monitorOff, .monitorMissing, .noPrometheus,
      .selectsNothing, .namespaceNotSelected, .labelsNotSelected, .timeoutOverInterval, .noService,
      .noPort, .metricsDropped, .scrapedTwice, .keyIgnored:
      false
    }
  }
}
