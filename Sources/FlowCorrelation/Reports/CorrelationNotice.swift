import FlowAnswer
public import FlowReport

extension CorrelationReport {
  /// The answer of `correlate` as somebody is told of it: the changes after which drops rose.
  ///
  /// - Parameter gaps: Failures of the reading, a sentence each.
  /// - Returns: A row for each change and namespace that is at least possible; what is likely is urgent.
  public func notice(gaps: [String]) -> Notice {
    let found = shownRows.filter { $0.answer.rank < ChangeClass.transient.rank }
    let report = Report(summary, kind: .drops, layout: bareLayout)
    let rows = found.map { row in
      var told = Notice.Row(
        headline:
          "\(CorrelationWords.name(row.answer)): \(CorrelationTable.subject(row) { "\($0, default: "-")" })",
        details: CorrelationWords.sentences(row) { "\($0, default: "-")" },
        labels: [
          ("tool", row.change.tool.rawValue), ("app", row.change.application),
          ("namespace", row.namespace), ("started", "\(row.change.started)"),
          ("class", row.answer.rawValue),
        ],
        count: UInt64(row.after), first: row.firstDrop, last: row.lastDrop)
      told.isUrgent = row.answer == .likely
      return told
    }
    let count = correlation.rows.count { $0.answer.rank < ChangeClass.transient.rank }
    var notice = Notice(
      name: "FlowauditChange", unit: .drops, total: rows.map(\.count).reduce(0, +), rows: rows,
      rowCount: count, coverage: report.noticeCoverage + notes.map { "note: \($0)" })
    notice.headline = CorrelationTable.headline(self)
    notice.gaps = report.noticeGaps(gaps)
    return notice
  }
}
