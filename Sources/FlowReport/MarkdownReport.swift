import FlowAnswer

/// The report for issues and chats: tables of GitHub's Markdown, and the coverage as a list.
struct MarkdownReport: ReportWriter {
  private let report: Report

  init(_ report: Report) {
    self.report = report
  }

  func write<Failure: Error>(
    to text: inout [UInt8], _ handOn: HandingOn<Failure>
  ) throws(Failure) {
    if report.summary.wasInterrupted {
      text.append("**Interrupted: counted as far as the input was read.**\n\n")
    }
    for section in report.sectionsOnScreen {
      if let title = section.title {
        text.append("### \(title.prefix(1).uppercased())\(title.dropFirst())\n\n")
      }
      try write(section, to: &text, handOn)
      text.append("\n")
    }
    text.append(report.kind == .summary ? "### Coverage\n\n" : "Coverage:\n\n")
    for fact in CoverageText(coverage: report.summary.coverage, kind: report.kind).facts {
      text.append("- \(fact.label): \(Escape.markdown(fact.text))\n")
    }
  }

  private func write<Failure: Error>(
    _ section: ReportSection, to text: inout [UInt8], _ handOn: HandingOn<Failure>
  ) throws(Failure) {
    let heads = section.fields.map { Self.head($0.rawValue) }
    text.append(line(heads + [Self.head(section.unit.rawValue), "First", "Last"]))
    text.append(line(heads.map { _ in "---" } + ["---:", "---", "---"]))
    for position in 0..<section.shownCount {
      append(position, of: section, to: &text)
      try handOn(&text)
    }
    for sentence in closing(section) {
      text.append("\n\(sentence)\n")
    }
  }

  private func append(_ position: Int, of section: ReportSection, to text: inout [UInt8]) {
    text += Self.start
    for field in section.fields.indices {
      section.table.withValue(field, at: position) { Escape.markdown($0, to: &text) }
      text += Self.gap
    }
    text.append(decimal: section.table.count(at: position))
    let (first, last) = section.table.times(at: position)
    for time in [first, last] {
      text += Self.gap
      TimeStyle.full.append(time, to: &text)
    }
    text += Self.end
  }

  private static let start = Array("| ".utf8)
  private static let gap = Array(" | ".utf8)
  private static let end = Array(" |\n".utf8)

  private func closing(_ section: ReportSection) -> [String] {
    var sentences: [String] = []
    let unit = section.unit.rawValue
    if section.leftOutCount > 0 {
      let rows = "\(section.leftOutCount) more row\(section.leftOutCount == 1 ? "" : "s")"
      sentences.append(
        "… \(rows) with \(section.leftOutTotal) \(section.unit.noun(section.leftOutTotal)) (`--top \(section.top ?? section.shownCount)`)"
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
