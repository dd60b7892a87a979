public import FlowAnswer
public import FlowReport

/// The answer of `correlate` as text in one of the formats.
///
/// Every text from a log or from files passes `Escape`.
public struct CorrelationReport: Sendable {
  let correlation: Correlation
  let summary: Summary
  let layout: Layout
  /// What has to be said beside the rows, a sentence each, unescaped.
  let notes: [String]

  /// An answer; `notes` are what was found in the files.
  public init(
    _ correlation: Correlation, _ summary: Summary, notes: [String], layout: Layout
  ) {
    self.correlation = correlation
    self.summary = summary
    self.layout = layout
    self.notes =
      notes + CorrelationNotes.sentences(correlation, summary.timelines)
  }

  /// The rows that are wanted, those that say most first.
  var shownRows: ArraySlice<CorrelationRow> {
    sortedRows.prefix(layout.top ?? .max)
  }

  /// All rows: by class, then as they come.
  private var sortedRows: [CorrelationRow] {
    correlation.rows.enumerated().sorted {
      ($0.element.answer.rank, $0.offset) < ($1.element.answer.rank, $1.offset)
    }.map(\.element)
  }

  /// How many rows `--top` leaves out.
  var leftOutCount: Int {
    correlation.rows.count - shownRows.count
  }

  /// What stands beside the rows, for formats that have no place for it; `hasNotes`: they have one for notes.
  public func warnings(with hasNotes: Bool) -> [String] {
    let leftOut =
      leftOutCount > 0 ? ["left out by --top: \(CorrelationWords.count(leftOutCount, "row"))"] : []
    return (hasNotes ? [] : notes)
      + Report(summary, kind: .drops, layout: bareLayout).warnings + leftOut
  }

  /// The layout for what is said of the log alone.
  var bareLayout: Layout {
    var layout = layout
    layout.top = nil
    return layout
  }

  /// Writes the report as UTF-8 in pieces of about 64 KiB; what `sink` throws ends the writing and is thrown on.
  public func write<Failure: Error>(
    _ format: ReportFormat, to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var text: [UInt8] = []
    func handOn(_ text: inout [UInt8]) throws(Failure) {
      if text.count >= 65_536 {
        try sink(text)
        text.removeAll(keepingCapacity: true)
      }
    }
    if format == .json {
      try CorrelationJSON(self).write(to: &text, handOn)
    } else if format == .jsonl {
      try CorrelationJSON(self).writeLines(to: &text, handOn)
    } else if format == .csv {
      try CorrelationCSV(self).write(to: &text, handOn)
    } else if format == .markdown {
      try CorrelationMarkdown(self).write(to: &text, handOn)
    } else {
      try CorrelationTable(self).write(to: &text, handOn)
    }
    if !text.isEmpty {
      try sink(text)
    }
  }
}

/// Called behind every row: hands on the text written so far and empties it, where it is long enough.
typealias HandingOn<Failure: Error> = (inout [UInt8]) throws(Failure) -> Void
