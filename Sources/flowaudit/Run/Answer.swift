import FlowMetrics
import FlowOutput
import FlowReport
import FlowTally
import Glibc

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
    case .drops, .flows, .summary, .help, .completions, .man:
      try writeReport(summary, plan)
    }
  }

  private func writeReport(_ summary: Summary, _ plan: Plan) throws(OutputError) {
    var output = StandardOutput()
    func put(_ piece: String) throws(OutputError) {
      try output.write(piece)
    }
    if let format = options.output.reportFormat {
      try Report(summary, kind: options.command.reportKind, layout: plan.layout)
        .write(format, to: put)
    } else {
      try QueryReport(summary.tables[0], top: options.top, constantLabels: constantLabels)
        .write(to: put)
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
    let previous = PreviousFile.read(path).flatMap(PreviousTextfile.init)
    try AtomicFile(path).write(Array(metrics(summary, facts, previous: previous).utf8))
  }

  private func metrics(
    _ summary: Summary, _ facts: RunFacts, previous: PreviousTextfile?
  ) -> String {
    WindowMetrics(
      summary, facts: facts, previous: previous, constantLabels: constantLabels,
      maximumSeries: options.limits.maxSeries
    ).text
  }
}

/// The file that is about to be replaced.
enum PreviousFile {
  /// Its bytes; nil where there is none, or it is no file of a size that an export writes.
  static func read(_ path: String) -> [UInt8]? {
    // Unsafe: open reads the C string that Swift lends it for this call.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      return nil
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= PreviousTextfile.maximumByteCount {
      // Unsafe: read fills at most as many bytes as the array holds, within this call.
      let count = unsafe chunk.withUnsafeMutableBytes {
        unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
      }
      guard count > 0 else {
        return count == 0 ? bytes : nil
      }
      bytes += chunk[..<count]
    }
    return nil
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
    case .drops, .export, .help, .completions, .man: .drops
    }
  }
}

extension Run {
  fileprivate var constantLabels: ConstantLabels {
    (try? ConstantLabels(options.constLabels.map { "\($0.name)=\($0.value)" })) ?? ConstantLabels()
  }
}
