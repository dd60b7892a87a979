import FlowAnswer
import FlowMetrics
import FlowOutput

/// The metrics of one run that keeps no state.
extension ExportCommand {
  /// Writes them; an interrupted run leaves the old file: it saw only a part of its window.
  func write(_ answer: Answer, in host: Host) throws(OutputError) {
    let outcome = answer.outcome
    let facts = RunFacts(
      start: answer.start,
      duration: .nanoseconds(Int64(Clock.elapsed() &- answer.startOfClock)),
      wasSuccessful: outcome.wasSuccessful, version: Version.number,
      inputByteCount: outcome.inputByteCount, queryErrors: outcome.queryErrors)
    guard let path = options.paths.textfile else {
      var output = StandardOutput()
      try output.write(text(of: answer.summary, facts, previous: nil))
      return try output.flush()
    }
    guard !outcome.wasInterrupted else {
      return
    }
    let textfile = Textfile(path, mode: options.paths.textfileMode)
    let previous = try textfile.old().bytes
      .flatMap { PreviousTextfile($0, hubbleMetrics: options.hubble.metrics) }
    try textfile.write(Array(text(of: answer.summary, facts, previous: previous).utf8))
    if let obstacle = textfile.obstacle {
      host.diagnostics.warning(obstacle)
    }
  }

  private func text(
    of summary: Summary, _ facts: RunFacts, previous: PreviousTextfile?
  ) -> String {
    WindowMetrics(
      summary, facts: facts, previous: previous, applications: options.applications,
      constantLabels: options.metrics.constLabels,
      maximumSeries: options.metrics.maxSeries
    ).text
  }
}
