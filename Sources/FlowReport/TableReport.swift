import FlowAnswer

/// The report for a person: a table and the coverage under it, in the width and, on a terminal, the height that there is.
struct TableReport: ReportWriter {
  private let report: Report
  private let layout: Layout
  private let style: TerminalStyle

  init(_ report: Report) {
    self.report = report
    layout = report.layout
    style = TerminalStyle(usesColor: report.layout.usesColor)
  }

  func write<Failure: Error>(
    to text: inout [UInt8], _ handOn: HandingOn<Failure>
  ) throws(Failure) {
    if report.summary.wasInterrupted {
      for line in layout.folded("INTERRUPTED: counted as far as the input was read") {
        text.append(style.warning(line) + "\n")
      }
    }
    let coverage = CoverageBlock(report, style)
    switch report.kind {
    case .summary:
      try SummaryScreen(report, style).write(coverage, to: &text, handOn)
    case .drops, .flows:
      let section = report.sections[0]
      let more = RowExample(report, section)?.lines(layout) ?? []
      let table = SectionTable(section, layout, style, more: more)
      // Line for line: what is written already, the blank line above the coverage, and the prompt behind it.
      let timeline = Timeline(section, layout)?.lines ?? []
      let others =
        text.count { $0 == UInt8(ascii: "\n") } + coverage.lineCount + 2
        + (timeline.isEmpty ? 0 : timeline.count + 1)
      try table.fitting(layout.height.map { $0 - others }).write(to: &text, handOn)
      text.append("\n")
      for line in timeline {
        text.append(line + "\n")
      }
      if !timeline.isEmpty {
        text.append("\n")
      }
      coverage.append(to: &text)
    }
  }
}

/// The coverage as lines.
package struct CoverageBlock {
  private var lines: [String]

  package init(_ report: Report, _ style: TerminalStyle) {
    let layout = report.layout
    // The first line of a summary tells packets that audit mode let pass from drops.
    let coverage = report.coverageText(
      layout.clock,
      besides: report.kind == .summary ? report.summary.coverage.noteOfCountedAudit : nil)
    let facts = coverage.facts(whole: layout.showsWholeCoverage)
    let labelWidth = facts.reduce(0) { max($0, $1.label.utf8.count) }
    lines =
      layout.showsWholeCoverage
      ? [style.heading("coverage")]
        + facts.flatMap { fact in
          let label = "  " + DisplayWidth.pad(fact.label, to: labelWidth) + "  "
          return Self.lines(fact, label: label, style.faint, layout)
        }
      : facts.enumerated().flatMap { index, fact in
        Self.lines(
          fact, label: index == 0 ? "\(fact.label): " : "  \(fact.label): ",
          index == 0 ? style.heading : style.warning, layout)
      }
    if let marks = layout.marks {
      let words = MarkedChanges(marks, layout.clock).words
      lines += words.flatMap { words in
        Folding.lines(["changes:"] + words, width: layout.width.map { max(10, $0 - 2) })
          .enumerated().map { ($0 == 0 ? "  " : "    ") + $1 }
      }
    }
  }

  package var lineCount: Int {
    lines.count
  }

  package func append(to text: inout [UInt8]) {
    for line in lines {
      text.append(line + "\n")
    }
  }

  private static func lines(
    _ fact: CoverageText.Fact, label: String, _ styled: (String) -> String, _ layout: Layout
  ) -> [String] {
    let indentation = layout.showsWholeCoverage ? label.utf8.count : min(label.utf8.count, 4)
    let room = layout.width.map { max(10, $0 - label.utf8.count) }
    let lines = Folding.lines(fact.words.map(Escape.terminal), width: room)
    return lines.enumerated().map { index, line in
      index == 0 ? styled(label) + line : DisplayWidth.pad("", to: indentation) + line
    }
  }
}
