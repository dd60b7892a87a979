import FlowTally

/// The report for issues and chats: tables of GitHub's Markdown, and the coverage as a list.
struct MarkdownReport {
  private let report: Report

  init(_ report: Report) {
    self.report = report
  }

  func write<Failure: Error>(to put: (String) throws(Failure) -> Void) throws(Failure) {
    if report.summary.wasInterrupted {
      try put("**Interrupted: counted as far as the input was read.**\n\n")
    }
    for section in report.sectionsOnScreen {
      if let title = section.title {
        try put("### \(title.prefix(1).uppercased())\(title.dropFirst())\n\n")
      }
      try write(section, to: put)
      try put("\n")
    }
    try put(report.kind == .summary ? "### Coverage\n\n" : "Coverage:\n\n")
    for fact in CoverageText(coverage: report.summary.coverage, kind: report.kind).facts {
      try put("- \(fact.label): \(Escape.markdown(fact.text))\n")
    }
  }

  private func write<Failure: Error>(
    _ section: ReportSection, to put: (String) throws(Failure) -> Void
  ) throws(Failure) {
    let heads = section.fields.map { Self.head($0.rawValue) }
    try put(line(heads + [Self.head(section.unit.rawValue), "First", "Last"]))
    try put(line(heads.map { _ in "---" } + ["---:", "---", "---"]))
    for position in 0..<section.shownCount {
      let row = section.table.row(at: position)
      let times = [row.first, row.last].map { TimeStyle.full.text($0) }
      try put(line(row.values.map(Escape.markdown) + [String(row.count)] + times))
    }
    for sentence in closing(section) {
      try put("\n\(sentence)\n")
    }
  }

  private func closing(_ section: ReportSection) -> [String] {
    var sentences: [String] = []
    let unit = section.unit.rawValue
    if section.leftOutCount > 0 {
      let rows = "\(section.leftOutCount) more row\(section.leftOutCount == 1 ? "" : "s")"
      sentences.append(
        "… \(rows) with \(section.leftOutTotal) \(section.unit.noun(section.leftOutTotal)) (`--top \(section.shownCount)`)"
      )
    }
    if section.table.hasOverflowed {
      sentences.append("More groups than `--max-groups`: the rest is in \(GroupField.other).")
    }
    sentences.append("**\(section.table.total) \(unit) in total**")
    return sentences
  }

  private func line(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |\n"
  }

  private static func head(_ name: String) -> String {
    let words = String(name.map { $0 == "-" ? " " : $0 })
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
