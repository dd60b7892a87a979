/// How an answer is written: a format is one file, whose type is a `ReportWriter`, and one row here.
///
/// The Prometheus text format is not here: FlowMetrics writes it.
public struct ReportFormat: Sendable, CaseIterable {
  /// The word that names it, as in `--output json`.
  public let name: String
  let writer: any ReportWriter.Type

  /// For a person at a terminal.
  public static let table = Self(name: "table", writer: TableReport.self)
  /// For programs.
  public static let json = Self(name: "json", writer: JSONReport.self)
  /// For programs that read line by line.
  public static let jsonl = Self(name: "jsonl", writer: JSONLinesReport.self)
  /// For spreadsheets.
  public static let csv = Self(name: "csv", writer: CSVReport.self)
  /// For issues and chats.
  public static let markdown = Self(name: "markdown", writer: MarkdownReport.self)

  /// All formats, in the order of help.
  public static let allCases: [Self] = [table, json, jsonl, csv, markdown]
}

extension ReportFormat: Equatable {
  /// Whether both are the format of one name.
  public static func == (left: Self, right: Self) -> Bool {
    left.name == right.name
  }
}

/// Writes a report in one format.
protocol ReportWriter: Sendable {
  init(_ report: Report)

  /// Appends the whole report, and calls `handOn` behind every row.
  func write<Failure: Error>(
    to text: inout [UInt8], _ handOn: HandingOn<Failure>
  ) throws(Failure)
}

/// Called behind every row: hands on the text written so far and empties it, where it is long
/// enough.
typealias HandingOn<Failure: Error> = (inout [UInt8]) throws(Failure) -> Void
