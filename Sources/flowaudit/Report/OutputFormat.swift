import FlowAnswer
import FlowMetrics
import FlowOutput
import FlowReport

/// A format of `--output`.
///
/// The formats of reports are a row of `ReportFormat` each; the Prometheus text format is written by FlowMetrics. A notice is the body of
/// a request to somebody else.
enum OutputFormat: Sendable, Equatable {
  case report(ReportFormat)
  case prometheus
  case notice(NoticeFormat)

  static let table = report(.table)
  static let json = report(.json)
  static let jsonl = report(.jsonl)
  static let csv = report(.csv)
  static let markdown = report(.markdown)

  /// All formats, in the order of help.
  static let all = ReportFormat.allCases.map(Self.report) + [prometheus] + notices

  /// Those that tell somebody else.
  static let notices = NoticeFormat.allCases.map(Self.notice)

  /// The word that names it.
  var name: String {
    switch self {
    case .report(let format): format.name
    case .prometheus: "prometheus"
    case .notice(let format): format.rawValue
    }
  }

  /// Whether it can hold a kind of answer: a query's metrics are of one table, and somebody is told of drops.
  func holds(_ kind: ReportKind) -> Bool {
    switch (self, kind) {
    case (.report, _), (.prometheus, .drops), (.prometheus, .flows), (.notice, .drops): true
    case (.prometheus, .summary), (.notice, .flows), (.notice, .summary): false
    }
  }

  /// Whether it has no place for what has to be said beside an answer; `json` has one, and a table shows it.
  var needsWarnings: Bool {
    [Self.csv, .markdown, .jsonl, .prometheus, .notice(.alertmanager)].contains(self)
  }

  /// Whether a person is told why nothing was counted: in the table, or beside the answer.
  var saysWhyNothing: Bool {
    [.table, .notice(.slack)].contains(self) || needsWarnings
  }

  /// What has to be said beside an answer in a format that has no place for it.
  func warnings(_ summary: Summary, _ kind: ReportKind, _ layout: Layout) -> [String] {
    needsWarnings ? Report(summary, kind: kind, layout: layout).warnings : []
  }

  /// Writes an answer to standard output, of which `summary` is what is shown.
  func write(
    _ summary: Summary, of answer: Answer, _ kind: ReportKind, _ layout: Layout
  ) throws(OutputError) {
    var output = StandardOutput()
    let report = Report(summary, kind: kind, layout: layout)
    switch self {
    case .report(let format):
      try report.write(format) { piece throws(OutputError) in try output.write(piece) }
    case .notice(let format):
      let notice = report.notice(gaps: answer.outcome.gaps)
      try output.write(format.body(of: notice, now: answer.start))
    case .prometheus:
      try QueryReport(summary.tables[0], top: layout.top)
        .write { piece throws(OutputError) in try output.write(piece) }
    }
    try output.flush()
  }
}
