import FlowAnswer

/// One table of a report, and how much of it is shown.
struct ReportSection {
  /// The key in JSON and in the first column of a summary's CSV.
  let key: String
  /// The heading above it; nil where it is the only one.
  let title: String?
  let table: GroupedCounts
  /// The most rows wanted, nil for all.
  let top: Int?
  /// Whether rows that are left out are told in the first head, not in a line of their own.
  var countsInHead = false

  var shownCount: Int {
    table.rowCount(ofTop: top)
  }

  var leftOutCount: Int {
    table.rowCount - shownCount
  }

  /// Drops or flows in the rows that are left out.
  var leftOutTotal: UInt64 {
    (0..<shownCount).reduce(table.total) { $0 &- table.count(at: $1) }
  }

  /// The rows that are left out, in words; nil where none are.
  var leftOut: String? {
    guard leftOutCount > 0 else {
      return nil
    }
    return "\(leftOutRows), \(leftOutTotal) \(unit.noun(leftOutTotal))"
  }

  /// The rows that are left out, in ever fewer words, in front of what shows them.
  var leftOutTexts: [String] {
    leftOut.map { ["\($0): ", "\(leftOutRows): ", ""] } ?? []
  }

  private var leftOutRows: String {
    "\(leftOutCount) more \(leftOutCount == 1 ? "row" : "rows")"
  }

  /// The heads of the fields, the first with `5 of 75 rows` where it tells what is left out.
  func heads(_ heads: [String]) -> [String] {
    guard countsInHead, leftOutCount > 0, let first = heads.first else {
      return heads
    }
    return ["\(first) (\(shownCount) of \(table.rowCount), --all)"] + heads.dropFirst()
  }

  /// This section with at most so many rows.
  func limited(to top: Int?) -> Self {
    Self(key: key, title: title, table: table, top: top, countsInHead: countsInHead)
  }

  var unit: CountUnit {
    table.grouping.unit
  }

  var fields: [GroupField] {
    table.grouping.fields
  }
}

extension Report {
  /// How many rows of a summary's longer tables a person is shown where nothing else is asked for.
  static let summaryTop = 10

  /// The tables with all rows, unless fewer are asked for: what programs get.
  var sections: [ReportSection] {
    sections(summaryTop: layout.top)
  }

  /// The tables as a person wants them: a summary fits one screen.
  var sectionsOnScreen: [ReportSection] {
    sections(summaryTop: layout.showsAllRows ? nil : layout.top ?? Self.summaryTop)
  }

  private func sections(summaryTop: Int?) -> [ReportSection] {
    switch kind {
    case .drops: [section("rows", nil, 0, .drops, layout.top)]
    case .flows: [section("rows", nil, 0, .flows, layout.top)]
    case .summary:
      [
        section("by_verdict", "flows by verdict", 0, .flows, layout.top),
        section("by_reason", "drops by reason", 1, .drops, layout.top),
        section("by_namespace_pair", "worst namespace pairs", 2, .drops, summaryTop),
        section("by_policy", "drops by policy", 3, .drops, summaryTop),
      ]
    }
  }

  private func section(
    _ key: String, _ title: String?, _ index: Int, _ unit: CountUnit, _ top: Int?
  ) -> ReportSection {
    let nothing = GroupedCounts(grouping: Grouping(by: [], counting: unit), rows: [])
    let table = index < summary.tables.count ? summary.tables[index] : nothing
    return ReportSection(key: key, title: title, table: table, top: top)
  }
}

extension CountUnit {
  /// The word for so many.
  func noun(_ count: UInt64) -> String {
    count == 1 ? String(rawValue.dropLast()) : rawValue
  }
}
