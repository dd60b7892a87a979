public import FlowAnswer

/// Which command's answer is written.
public enum ReportKind: String, CaseIterable, Sendable {
  /// `summary.tables[0]` counts drops.
  case drops
  /// `summary.tables[0]` counts flow lines.
  case flows
  /// `summary.tables` are flows by verdict, then drops by reason, by namespace pair and by policy.
  case summary
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

  /// What somebody has to know who gets the rows alone, a sentence each, unescaped: that nothing was counted, what is
  /// wrong with what was read, and what is left out.
  public var warnings: [String] {
    let sections = sections
    let unit = sections.last?.unit.rawValue ?? ""
    let zero = layout.zeroReason.map { ["no \(unit): \($0)"] } ?? []
    let problems = coverageText().problems
    let leftOut = sections.compactMap { section in
      section.leftOut.map { "left out by --top\(section.title.map { " of \($0)" } ?? ""): \($0)" }
    }
    return zero + problems.map { $0.label == "note" ? $0.text : "\($0.label): \($0.text)" }
      + leftOut
  }

  /// The coverage in words, but for a note that stands above it and those that the reason for a zero says.
  func coverageText(_ clock: LocalClock = .utc, besides note: String? = nil) -> CoverageText {
    var coverage = summary.coverage
    let said =
      layout.zeroReason == nil ? [note] : [note, coverage.noteOfAudit, coverage.noteOfWithoutTime]
    coverage.notes.removeAll { said.contains($0) }
    return CoverageText(coverage: coverage, kind: kind, clock: clock)
  }

  /// Writes the report as UTF-8 in pieces of about 64 KiB, the last of which ends with a line feed.
  ///
  /// Memory is bounded by a piece and a row, whatever the number of rows. What `sink` throws ends
  /// the writing and is thrown on.
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
    try format.writer.init(self).write(to: &text, handOn)
    if !text.isEmpty {
      try sink(text)
    }
  }

  /// The whole report as one text, for short ones.
  public func text(_ format: ReportFormat) -> String {
    var text: [UInt8] = []
    write(format) { text += $0 }
    return String(decoding: text, as: UTF8.self)
  }
}
