import FlowAnswer
import FlowMetrics
import FlowOutput
import FlowReport

/// A format of `--output`.
///
/// The formats of reports are a row of `ReportFormat` each; the Prometheus text format is written by FlowMetrics.
enum OutputFormat: Sendable, Equatable {
  case report(ReportFormat)
  case prometheus

  static let table = report(.table)
  static let json = report(.json)
  static let jsonl = report(.jsonl)
  static let csv = report(.csv)
  static let markdown = report(.markdown)

  /// All formats, in the order of help.
  static let all = ReportFormat.allCases.map(Self.report) + [prometheus]

  /// The word that names it.
  var name: String {
    switch self {
    case .report(let format): format.name
    case .prometheus: "prometheus"
    }
  }

  /// Whether it can hold a kind of answer: a query's metrics are of one table.
  func holds(_ kind: ReportKind) -> Bool {
    switch (self, kind) {
    case (.report, _), (.prometheus, .drops), (.prometheus, .flows): true
    case (.prometheus, .summary): false
    }
  }

  /// Whether it has no place for what has to be said beside an answer; `json` has one, and a table shows it.
  var needsWarnings: Bool {
    [Self.csv, .markdown, .jsonl, .prometheus].contains(self)
  }

  /// Whether a person is told why nothing was counted: in the table, or beside the answer.
  var saysWhyNothing: Bool {
    self == .table || needsWarnings
  }

  /// What has to be said beside an answer in a format that has no place for it.
  func warnings(_ summary: Summary, _ kind: ReportKind, _ layout: Layout) -> [String] {
    needsWarnings ? Report(summary, kind: kind, layout: layout).warnings : []
  }

  /// Writes an answer to standard output.
  func write(_ summary: Summary, _ kind: ReportKind, _ layout: Layout) throws(OutputError) {
    var output = StandardOutput()
    switch self {
    case .report(let format):
      try Report(summary, kind: kind, layout: layout)
        .write(format) { piece throws(OutputError) in try output.write(piece) }
    case .prometheus:
      try QueryReport(summary.tables[0], top: layout.top)
        .write { piece throws(OutputError) in try output.write(piece) }
    }
    try output.flush()
  }
}
