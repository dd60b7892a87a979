import FlowAnswer
import FlowReport

/// The answer for a ticket or a pull request: a table with a sentence a row, and what has to be said beside it.
struct PolicyMarkdown {
  private let report: PolicyReport

  init(_ report: PolicyReport) {
    self.report = report
  }

  func write<Failure: Error>(
    to text: inout [UInt8], _ handOn: HandingOn<Failure>
  ) throws(Failure) {
    if report.summary.wasInterrupted {
      text += "**Interrupted: counted as far as the input was read.**\n\n".utf8
    }
    text += (summary + "\n").utf8
    if !report.rows.isEmpty {
      let unit = report.unit == .drops ? "Drops" : "Flows"
      let heads = report.unit == .drops ? ["Packets", "Why"] : ["Packets", "Side", "What"]
      text += "\n\(line([unit] + heads + ["Last"]))".utf8
      text += line(["---:"] + heads.map { _ in "---" } + ["---"]).utf8
      for row in report.shownRows {
        text += line(cells(of: row)).utf8
        try handOn(&text)
      }
    }
    if let leftOut = report.leftOut {
      text += "\n... \(leftOut): `--all`\n".utf8
    }
    let report = Report(
      report.summary, kind: report.unit == .drops ? .drops : .flows, layout: report.layout)
    let overflow =
      self.report.hasOverflowed ? ["- \(Escape.markdown(PolicyReport.overflow))\n"] : []
    let facts =
      overflow + self.report.notes.map { "- note: \(Escape.markdown($0))\n" }
      + report.coverageMarkdown
    text += "\nCoverage:\n\n\(facts.joined())".utf8
  }

  private var summary: String {
    let total = report.total[0].count
    guard report.unit == .flows else {
      return total == 0
        ? "**no drops**\(report.layout.zeroReason.map { ": \(Escape.markdown($0))" } ?? "")"
        : "**\(total) \(total == 1 ? "drop" : "drops")**"
    }
    let sums = report.total.map { "\($0.count) \($0.name.replacing("_", with: " "))" }
    return "**\(sums.joined(separator: ", "))**"
  }

  private func cells(of row: PolicyReport.Row) -> [String] {
    let sentences = ExplanationSentences(row.explanation, change: row.change).all
    let side = row.side.map { side in
      [
        Escape.markdown(
          ([PolicyWords.name(side), row.change?.words].compactMap { $0 }).joined(separator: ", "))
      ]
    }
    return [String(row.count), Escape.markdown(report.headline(row))]
      + (side ?? []) + [Escape.markdown(sentences.joined(separator: " "))]
      + [row.last.map { "\($0)" } ?? "-"]
  }

  private func line(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |\n"
  }
}

extension ImpactChange {
  /// As people say it.
  var words: String {
    switch self {
    case .newlyDenied: "newly denied"
    case .newlyAllowed: "newly allowed"
    case .newlyUnknown: "newly unknown"
    }
  }
}
