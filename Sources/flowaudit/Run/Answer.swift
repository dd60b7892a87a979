import FlowAnswer
import FlowMetrics
import FlowOutput
import FlowReport
import FlowTally

/// The answer, written where it was asked for.
extension Run {
  /// Writes the report, or the metrics of `export`.
  func write(
    _ summary: Summary, _ plan: Plan, _ outcome: Outcome,
    start: (wall: Timestamp, elapsed: UInt64)
  ) throws(OutputError) {
    switch options.command {
    case .export:
      try writeMetrics(summary, outcome, start: start)
    case .filter:
      // Its lines were written while they were read.
      if options.countsLines {
        try writeText("\(summary.keptLineCount)\n")
      }
    case .drops, .flows, .summary, .lint, .doctor, .help, .completions, .man:
      // Programs get their empty answer; a person has the messages.
      if !outcome.hasReadNothing || options.output != .table {
        try writeReport(summary, plan)
      }
    }
  }

  private func writeText(_ text: String) throws(OutputError) {
    var output = StandardOutput()
    try output.write(text)
    try output.flush()
  }

  private func writeReport(_ summary: Summary, _ plan: Plan) throws(OutputError) {
    var output = StandardOutput()
    if let format = options.output.reportFormat {
      try Report(summary, kind: options.command.reportKind, layout: plan.layout)
        .write(format) { piece throws(OutputError) in try output.write(piece) }
    } else {
      try QueryReport(summary.tables[0], top: options.top, constantLabels: options.constLabels)
        .write { piece throws(OutputError) in try output.write(piece) }
    }
    try output.flush()
  }

  /// An interrupted run leaves the old file: it saw only a part of its window.
  private func writeMetrics(
    _ summary: Summary, _ outcome: Outcome, start: (wall: Timestamp, elapsed: UInt64)
  ) throws(OutputError) {
    let facts = RunFacts(
      start: start.wall, duration: .nanoseconds(Int64(Clock.elapsed() &- start.elapsed)),
      wasSuccessful: outcome.wasSuccessful, version: Version.number,
      inputByteCount: outcome.inputByteCount, queryErrors: outcome.queryErrors)
    guard let path = options.textfile else {
      var output = StandardOutput()
      try output.write(metrics(summary, facts, previous: nil))
      return try output.flush()
    }
    guard !outcome.wasInterrupted else {
      return
    }
    let file = AtomicFile(path)
    let previous = file.read(atMost: PreviousTextfile.maximumByteCount)
      .flatMap { PreviousTextfile($0, hubbleMetrics: options.hubbleMetrics) }
    try Textfile(path).write(Array(metrics(summary, facts, previous: previous).utf8))
  }

  private func metrics(
    _ summary: Summary, _ facts: RunFacts, previous: PreviousTextfile?
  ) -> String {
    WindowMetrics(
      summary, facts: facts, previous: previous, constantLabels: options.constLabels,
      maximumSeries: options.limits.maxSeries
    ).text
  }
}

extension OutputFormat {
  /// The report's format; nil for Prometheus, which the metrics write.
  fileprivate var reportFormat: ReportFormat? {
    switch self {
    case .table: .table
    case .json: .json
    case .csv: .csv
    case .markdown: .markdown
    case .prometheus: nil
    }
  }
}

extension CommandName {
  fileprivate var reportKind: ReportKind {
    switch self {
    case .flows: .flows
    case .summary: .summary
    case .drops, .filter, .export, .lint, .doctor, .help, .completions, .man: .drops
    }
  }
}
