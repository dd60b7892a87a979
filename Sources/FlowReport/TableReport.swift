import FlowTally

/// The report for a person: tables, and the coverage under them, in the width of the terminal.
struct TableReport {
  private let report: Report
  private let style: TerminalStyle

  init(_ report: Report) {
    self.report = report
    style = TerminalStyle(usesColor: report.layout.usesColor)
  }

  func write<Failure: Error>(to put: (String) throws(Failure) -> Void) throws(Failure) {
    if report.summary.wasInterrupted {
      try put(style.warning(fitted("INTERRUPTED: counted as far as the input was read")) + "\n")
    }
    let sections = report.sectionsOnScreen
    if report.kind == .summary {
      try writeCoverage(to: put)
    }
    for (index, section) in sections.enumerated() {
      if let title = section.title {
        try put("\n" + style.heading(fitted(title)) + "\n")
      }
      // A summary counts flows once and drops three times: their totals stand once.
      let isFirstOfUnit = !sections[..<index].contains { $0.unit == section.unit }
      try write(section, withTotal: isFirstOfUnit, to: put)
    }
    if report.kind != .summary {
      try put("\n")
      try writeCoverage(to: put)
    }
  }

  private func write<Failure: Error>(
    _ section: ReportSection, withTotal: Bool, to put: (String) throws(Failure) -> Void
  ) throws(Failure) {
    let shape = TableShape(section, width: report.layout.width)
    let writer: any RowWriter =
      shape.fits
      ? ColumnWriter(section: section, shape: shape, style: style)
      : RecordWriter(section: section, shape: shape, style: style)
    try put(writer.head)
    for position in 0..<section.shownCount {
      try put(writer.row(section.table.row(at: position)))
    }
    for line in closingLines(section) {
      try put(fitted(line) + "\n")
    }
    if withTotal && section.table.rowCount > 0 {
      try put(writer.total(section.table.total))
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
        "… \(rows) with \(section.leftOutTotal) \(section.unit.noun(section.leftOutTotal)) (--top \(section.shownCount))"
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

  private func writeCoverage<Failure: Error>(
    to put: (String) throws(Failure) -> Void
  ) throws(Failure) {
    let facts = CoverageText(coverage: report.summary.coverage, kind: report.kind).facts
    let labelWidth = facts.reduce(0) { max($0, $1.label.utf8.count) }
    try put(style.heading(fitted("coverage")) + "\n")
    for fact in facts {
      let label = "  " + DisplayWidth.pad(fact.label, to: labelWidth) + "  "
      let room = report.layout.width.map { max(10, $0 - label.utf8.count) }
      let lines = Folding.lines(fact.words.map(Escape.terminal), width: room)
      try put(
        style.faint(label)
          + lines.joined(separator: "\n" + DisplayWidth.pad("", to: label.utf8.count)))
      try put("\n")
    }
  }
}

/// One way of writing rows: lines with their line feeds.
protocol RowWriter {
  var head: String { get }
  func row(_ row: GroupRow) -> String
  func total(_ count: UInt64) -> String
}
