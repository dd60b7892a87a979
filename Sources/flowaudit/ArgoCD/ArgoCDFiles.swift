import FlowAnswer
import FlowCorrelation
import FlowManifest
import FlowMetrics

extension ArgoCDHealth {
  /// Reads lists of applications, all or none.
  init(files: [String]) throws(PolicyFailure) {
    self.init()
    for path in files {
      let bytes = try PolicyFiles.bytes(of: path)
      do throws(ManifestProblem) {
        try read(bytes, name: PolicyFiles.name(of: path))
      } catch {
        throw PolicyFailure(message: error.text)
      }
    }
  }
}

extension ArgoCDFacts {
  /// What of the health of applications becomes metrics: of operations those of the last hour that the list knows.
  init(_ health: ArgoCDHealth) {
    self.init()
    let figures = ArgoCDFigures(health, window: .seconds(3600))
    applications = Dictionary(
      figures.counts.map {
        (State(sync: $0.key.sync.rawValue, health: $0.key.health.rawValue), $0.value)
      }, uniquingKeysWith: +)
    syncs = figures.operationCount
    failures = figures.failureCount
    for percentile in [50, 99] {
      durations[percentile] = figures.duration(percentile: percentile)
    }
    listTime = figures.listTime
  }
}
