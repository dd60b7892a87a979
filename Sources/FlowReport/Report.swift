public import FlowTally

/// How an answer is written: one row of the table behind `--output`, one file per format.
///
/// The Prometheus text format is not here: FlowMetrics writes it.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// For a person at a terminal.
  case table
  /// For programs.
  case json
  /// For spreadsheets.
  case csv
  /// For issues and chats.
  case markdown
}

/// Which command's answer is written.
public enum ReportKind: String, CaseIterable, Sendable {
  /// `summary.tables[0]` counts drops.
  case drops
  /// `summary.tables[0]` counts flow lines.
  case flows
  /// `summary.tables` are flows by verdict, then drops by reason, by namespace pair and by policy.
  case summary
}

/// What the place that a report goes to is like, and how much of it is wanted.
public struct Layout: Sendable, Equatable {
  /// Columns of the terminal; nil where it is none: then nothing is cut.
  public var width: Int?
  /// Whether a table is coloured.
  public var usesColor: Bool
  /// How many rows of a table are written; nil for all.
  public var top: Int?

  /// A layout; by default what a file gets.
  public init(width: Int? = nil, usesColor: Bool = false, top: Int? = nil) {
    self.width = width
    self.usesColor = usesColor
    self.top = top
  }
}

/// A summary as text in one of the formats.
///
/// Rows come in the order of `GroupedCounts`. Every text from a log passes `Escape`.
public struct Report: Sendable {
  let summary: Summary
  let kind: ReportKind
  let layout: Layout

  /// The answer of a command.
  public init(_ summary: Summary, kind: ReportKind, layout: Layout) {
    self.summary = summary
    self.kind = kind
    self.layout = layout
  }

  /// Writes the report in pieces of about 64 KiB, the last of which ends with a line feed.
  ///
  /// Memory is bounded by a piece and a row, whatever the number of rows. What `sink` throws ends
  /// the writing and is thrown on.
  public func write<Failure: Error>(
    _ format: ReportFormat, to sink: (String) throws(Failure) -> Void
  ) throws(Failure) {
    var piece = ""
    func put(_ text: String) throws(Failure) {
      piece += text
      if piece.utf8.count >= 65_536 {
        try sink(piece)
        piece = ""
      }
    }
    switch format {
    case .table: try TableReport(self).write(to: put)
    case .json: try JSONReport(self).write(to: put)
    case .csv: try CSVReport(self).write(to: put)
    case .markdown: try MarkdownReport(self).write(to: put)
    }
    if !piece.isEmpty {
      try sink(piece)
    }
  }

  /// The whole report as one text, for short ones.
  public func text(_ format: ReportFormat) -> String {
    var text = ""
    write(format) { text += $0 }
    return text
  }
}
