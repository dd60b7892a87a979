import FlowAnswer

/// The report for a person: tables, and the coverage under them, in the width of the terminal.
struct TableReport: ReportWriter {
  private let report: Report
  private let style: TerminalStyle

  init(_ report: Report) {
    self.report = report
    style = TerminalStyle(usesColor: report.layout.usesColor)
  }

  func write<Failure: Error>(
    to text: inout [UInt8], _ handOn: HandingOn<Failure>
  ) throws(Failure) {
    if report.summary.wasInterrupted {
      text.append(style.warning(fitted("INTERRUPTED: counted as far as the input was read")) + "\n")
    }
    let sections = report.sectionsOnScreen
    if report.kind == .summary {
      writeCoverage(to: &text)
    }
    for (index, section) in sections.enumerated() {
      if let title = section.title {
        text.append("\n" + style.heading(fitted(title)) + "\n")
      }
      // A summary counts flows once and drops three times: their totals stand once.
      let isFirstOfUnit = !sections[..<index].contains { $0.unit == section.unit }
      try write(section, withTotal: isFirstOfUnit, to: &text, handOn)
    }
    if report.kind != .summary {
      text.append("\n")
      writeCoverage(to: &text)
    }
  }

  private func write<Failure: Error>(
    _ section: ReportSection, withTotal: Bool, to text: inout [UInt8], _ handOn: HandingOn<Failure>
  ) throws(Failure) {
    let shape = TableShape(section, width: report.layout.width)
    let writer: any RowWriter =
      shape.fits
      ? ColumnWriter(section: section, shape: shape, style: style)
      : RecordWriter(section: section, shape: shape, style: style)
    text.append(writer.head)
    for position in 0..<section.shownCount {
      writer.append(position, to: &text)
      try handOn(&text)
    }
    for line in closingLines(section) {
      text.append(fitted(line) + "\n")
    }
    if withTotal && section.table.rowCount > 0 {
      text.append(writer.total(section.table.total))
    }
  }

  private func closingLines(_ section: ReportSection) -> [String] {
    var lines: [String] = []
    let unit = section.unit.rawValue
    if section.table.rowCount == 0 {
      lines.append("no \(unit)")
    }
    if section.leftOutCount > 0 {
      let rows = "\(section.leftOutCount) more row\(section.leftOutCount == 1 ? "" : "s")"
      lines.append(
        "… \(rows) with \(section.leftOutTotal) \(section.unit.noun(section.leftOutTotal)) (--top \(section.top ?? section.shownCount))"
      )
    }
    if section.table.hasOverflowed {
      lines.append("more groups than --max-groups: the rest is in \(GroupField.other)")
    }
    return lines
  }

  private func fitted(_ line: String) -> String {
    report.layout.width.map { DisplayWidth.fit(line, to: $0) } ?? line
  }

  private func writeCoverage(to text: inout [UInt8]) {
    let facts = CoverageText(coverage: report.summary.coverage, kind: report.kind).facts
    let labelWidth = facts.reduce(0) { max($0, $1.label.utf8.count) }
    text.append(style.heading(fitted("coverage")) + "\n")
    for fact in facts {
      let label = "  " + DisplayWidth.pad(fact.label, to: labelWidth) + "  "
      let room = report.layout.width.map { max(10, $0 - label.utf8.count) }
      let lines = Folding.lines(fact.words.map(Escape.terminal), width: room)
      text.append(
        style.faint(label)
          + lines.joined(separator: "\n" + DisplayWidth.pad("", to: label.utf8.count)))
      text.append("\n")
    }
  }
}

/// One way of writing rows: lines with their line feeds.
protocol RowWriter {
  var head: String { get }
  func append(_ position: Int, to text: inout [UInt8])
  func total(_ count: UInt64) -> String
}
