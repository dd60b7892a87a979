import FlowAnswer

extension Report {
  /// The answer as somebody is told of it; `gaps` are failures of the reading, a sentence each.
  public func notice(gaps: [String]) -> Notice {
    let section = sections[0]
    let table = section.table
    let rows = (0..<section.shownCount).map { position in
      let row = table.row(at: position)
      return Notice.Row(
        headline: zip(section.fields, row.values)
          .map { "\($0.rawValue) \($1)" }.joined(separator: ", "),
        labels: zip(section.fields, row.values).map { ($0.label, $1) }, count: row.count,
        first: row.first, last: row.last)
    }
    var notice = Notice(
      name: "Flowaudit\(section.unit == .drops ? "Drops" : "Flows")", unit: section.unit,
      total: table.total, rows: rows, rowCount: table.rowCount, coverage: noticeCoverage)
    notice.zeroReason = table.rowCount == 0 ? layout.zeroReason : nil
    notice.gaps = noticeGaps(gaps)
    return notice
  }

  /// The coverage, a line each.
  package var noticeCoverage: [String] {
    coverageText().facts(whole: layout.showsWholeCoverage).map { fact in
      fact.label == "coverage" ? fact.text : "\(fact.label): \(fact.text)"
    }
  }

  /// Why the answer does not cover all: failures of the reading, and what is missing of what was read.
  package func noticeGaps(_ failures: [String]) -> [String] {
    let interruption =
      summary.wasInterrupted ? ["interrupted: counted as far as the input was read"] : []
    let missing = coverageText().problems.filter {
      ["lost", "silence", "unreadable"].contains($0.label)
    }
    return interruption + failures + missing.map { "\($0.label): \($0.text)" }
  }
}
