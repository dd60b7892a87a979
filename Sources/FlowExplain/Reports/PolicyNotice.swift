import FlowAnswer
public import FlowReport

extension PolicyReport {
  /// The answer of `explain` as somebody is told of it; `gaps` are failures of the reading, a sentence each.
  public func notice(gaps: [String]) -> Notice {
    var log = layout
    log.top = nil
    let report = Report(summary, kind: unit == .drops ? .drops : .flows, layout: log)
    let rows = shownRows.map { row in
      let kind = row.explanation.kind
      var told = Notice.Row(
        headline: headline(row),
        details: ExplanationSentences(row.explanation, change: row.change).all,
        labels: zip(fields, row.values).map { ($0.label, $1) } + [("class", kind.rawValue)],
        count: row.count, first: row.first, last: row.last)
      told.isUrgent = kind.isDenial
      return told
    }
    let overflow = hasOverflowed ? [Self.overflow] : []
    var notice = Notice(
      name: "FlowauditDenied", unit: unit, total: total[0].count, rows: rows,
      rowCount: self.rows.count, coverage: report.noticeCoverage + notes.map { "note: \($0)" })
    notice.zeroReason = self.rows.isEmpty ? layout.zeroReason : nil
    notice.gaps = report.noticeGaps(gaps + overflow)
    return notice
  }
}
