import FlowAnswer
import FlowReport

/// The answer for a pull request or an incident document: a section for what rose, and a table of all changes.
struct CorrelationMarkdown {
  private let report: CorrelationReport

  init(_ report: CorrelationReport) {
    self.report = report
  }

  func write<Failure: Error>(
    to text: inout [UInt8], _ handOn: HandingOn<Failure>
  ) throws(Failure) {
    if report.summary.wasInterrupted {
      text += "**Interrupted: counted as far as the input was read.**\n\n".utf8
    }
    text += "**\(Escape.markdown(CorrelationTable.headline(report)))**\n".utf8
    let rows = report.shownRows
    for row in rows where row.answer.rank < ChangeClass.notCovered.rank {
      text += "\n- **\(CorrelationWords.name(row.answer))**: ".utf8
      text += Escape.markdown(CorrelationTable.subject(row) { "\($0, default: "-")" }).utf8
      for sentence in CorrelationWords.sentences(row, { "\($0, default: "-")" }) {
        text += "\n  \(Escape.markdown(sentence))".utf8
      }
      text += "\n".utf8
      try handOn(&text)
    }
    if !rows.isEmpty {
      let heads = ["Change", "Namespace", "Started", "Finished", "Class", "Before", "After"]
      text += "\n\(line(heads))".utf8
      text += line(["---", "---", "---", "---", "---", "---:", "---:"]).utf8
      for row in rows {
        text += line(cells(of: row)).utf8
        try handOn(&text)
      }
    }
    if report.leftOutCount > 0 {
      text += "\n... \(CorrelationWords.count(report.leftOutCount, "more row")): `--all`\n".utf8
    }
    let facts =
      report.notes.map { "- note: \(Escape.markdown($0))\n" }
      + Report(report.summary, kind: .drops, layout: report.layout).coverageMarkdown
    text += "\nCoverage:\n\n\(facts.joined())".utf8
  }

  private func cells(of row: CorrelationRow) -> [String] {
    [
      Escape.markdown(CorrelationWords.change(row.change)), Escape.markdown(row.namespace),
      "\(row.change.started)", "\(row.change.finished)", CorrelationWords.name(row.answer),
      "\(row.before)", "\(row.after)",
    ]
  }

  private func line(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |\n"
  }
}
