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
    for line in report.coverageMarkdown {
      text.append(line)
    }
  }

  private func write<Failure: Error>(
    _ section: ReportSection, to text: inout [UInt8], _ handOn: HandingOn<Failure>
  ) throws(Failure) {
    let heads = section.fields.map { Self.head($0.rawValue) }
    text.append(line(heads + [Self.head(section.unit.rawValue), "Share", "First", "Last"]))
    text.append(line(heads.map { _ in "---" } + ["---:", "---:", "---", "---"]))
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
    let count = section.table.count(at: position)
    text.append(decimal: count)
    text += Self.gap
    Share.append(count, of: section.table.total, to: &text)
    text.append("%")
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
    if let leftOut = section.leftOut {
      sentences.append("... \(leftOut): `--all`")
    }
    if section.table.hasOverflowed {
      sentences.append("More groups than `--max-groups`: the rest is in \(GroupField.other).")
    }
    let reason = section.table.rowCount == 0 ? report.layout.zeroReason : nil
    sentences.append(
      "**\(section.table.total) \(unit) in total**"
        + (reason.map { ": \(Escape.markdown($0))" } ?? ""))
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

extension Report {
  /// The coverage as items of a list.
  package var coverageMarkdown: [String] {
    coverageText().facts(whole: layout.showsWholeCoverage).map { fact in
      // The one line is what stands under the heading.
      let label = fact.label == "coverage" ? "" : "\(fact.label): "
      return "- \(label)\(Escape.markdown(fact.text))\n"
    }
  }
}
