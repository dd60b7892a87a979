import FlowAnswer
import FlowMetrics
import FlowOutput

/// The .prom file of what was counted, written from the state.
extension CountingSession {
  /// Writes what the last commit could not; where the metrics are there already, series that were 0 have been seen.
  mutating func catchUp(at now: Timestamp) {
    guard state.isCommitted else {
      return
    }
    guard let path = options.paths.textfile else {
      return state.counts.noteWritten(at: now, rules: rules)
    }
    let textfile = Textfile(path, mode: options.paths.textfileMode)
    let old = (try? textfile.old())?.bytes
    if let old {
      state.counts.keepErrors(of: old, hubbleMetrics: options.hubble.metrics)
    }
    if old.map(ArgoCDReading.without) == Array(metrics(.notAsked).utf8) {
      state.counts.noteWritten(at: now, rules: rules)
    } else {
      // The end of this commit will say so again, and then it counts.
      try? textfile.write(Array(metrics(options.applications).utf8))
    }
  }

  var rules: RunningCounts.Rules {
    RunningCounts.Rules(
      maximumSeries: options.metrics.maxSeries, startsAtZero: options.state.startsAtZero,
      zeroTime: options.zeroTime, retirement: options.state.retirement)
  }

  private func metrics(_ applications: ArgoCDReading) -> String {
    CounterMetrics(
      state.counts, version: Version.number, applications: applications,
      constantLabels: options.metrics.constLabels, hubbleMetrics: options.hubble.metrics
    ).text
  }

  /// Writes the metrics of the state as it was committed.
  mutating func writeMetrics() throws(OutputError) {
    if let path = options.paths.textfile {
      let textfile = Textfile(path, mode: options.paths.textfileMode)
      try textfile.write(Array(metrics(options.applications).utf8))
      if !hasToldMode, let obstacle = textfile.obstacle {
        diagnostics.warning(obstacle)
      }
      hasToldMode = true
      return
    }
    var output = StandardOutput()
    try output.write(metrics(options.applications))
    try output.flush()
  }
}
