import FlowAnswer

/// `flowaudit summary` for a person: the worst first, and on a terminal one screen.
struct SummaryScreen {
  /// The fewest rows of a table, however small the terminal is.
  static let fewestRows = 1

  private let report: Report
  private let layout: Layout
  private let style: TerminalStyle

  init(_ report: Report, _ style: TerminalStyle) {
    self.report = report
    layout = report.layout
    self.style = style
  }

  func write<Failure: Error>(
    _ coverage: CoverageBlock, to text: inout [UInt8], _ handOn: HandingOn<Failure>
  ) throws(Failure) {
    let sections = report.sectionsOnScreen
    for line in headlines(sections) {
      text.append(line + "\n")
    }
    coverage.append(to: &text)
    let tables = Self.order.compactMap { key in sections.first { $0.key == key } }
      .filter { $0.table.rowCount > 0 }
    let used = text.count { $0 == UInt8(ascii: "\n") }
    let limits = rowLimits(tables, height: layout.height.map { $0 - used - 1 })
    for (table, limit) in zip(tables, limits) {
      text.append("\n")
      try sectionTable(limit.map(table.limited) ?? table).write(to: &text, handOn)
    }
  }

  /// The tables on the screen: who, why, by which policy.
  private static let order = ["by_namespace_pair", "by_reason", "by_policy"]

  private func headlines(_ sections: [ReportSection]) -> [String] {
    let drops = sections.first { $0.unit == .drops }
    let total = drops?.table.total ?? 0
    let answer =
      total == 0
      ? drops?.emptiness(layout) ?? []
      : counted(total).split(separator: " ").map(String.init)
    var lines = Folding.lines(answer, width: layout.width).map(style.heading)
    if let verdicts = verdicts(sections) {
      lines += Folding.lines(verdicts, width: layout.width.map { $0 - 4 }).enumerated().map {
        $0 == 0 ? $1 : "    " + $1
      }
    }
    return lines
  }

  /// The drops in words: packets that audit mode let pass are none, though they were asked for.
  private func counted(_ total: UInt64) -> String {
    let audited = report.summary.coverage.evidence[.audit] ?? 0
    let drops = "\(total) \(CountUnit.drops.noun(total))"
    guard audited > 0 else {
      return drops
    }
    let packets =
      "\(audited) \(audited == 1 ? "packet" : "packets") that policy audit mode let pass"
    return audited == total ? packets : "\(drops), of them \(packets)"
  }

  /// The flow lines by verdict, the dropped ones first; a packet that was dropped may be two of them.
  private func verdicts(_ sections: [ReportSection]) -> [String]? {
    guard let flows = sections.first(where: { $0.unit == .flows }), flows.table.rowCount > 0 else {
      return nil
    }
    let rows = (0..<flows.table.rowCount).map { flows.table.row(at: $0) }
    let dropped = rows.filter { $0.values == [Verdict.dropped.name] }
    let others = rows.filter { $0.values != [Verdict.dropped.name] }
    let shown = (dropped + others).prefix(CoverageText.longestList)
    let texts = shown.map { "\($0.count) \(Escape.terminal($0.values[0]))" }
    let more = rows.count - shown.count
    let last = more > 0 ? "and \(more) more" : nil
    return ["flow lines:"] + texts.dropLast().map { $0 + "," } + texts.suffix(1)
      + [last].compactMap { $0 }
  }

  private func sectionTable(_ section: ReportSection) -> SectionTable {
    SectionTable(section.countingInHead, layout, style, hasTotal: false)
  }

  /// How many rows each table has, nil for what was asked for: on a terminal in turn one more for each, while there is room.
  private func rowLimits(_ tables: [ReportSection], height: Int?) -> [Int?] {
    guard let height, layout.top == nil, !layout.showsAllRows else {
      return tables.map { _ in nil }
    }
    var limits = tables.map { min(Self.fewestRows, $0.table.rowCount) }
    // Each table has a blank line above it.
    func lineCount(_ index: Int, _ limit: Int) -> Int {
      1 + sectionTable(tables[index].limited(to: limit)).lineCount
    }
    var lines = tables.indices.map { lineCount($0, limits[$0]) }
    var hasGrown = true
    while hasGrown {
      hasGrown = false
      for index in tables.indices where limits[index] < tables[index].table.rowCount {
        let grown = lineCount(index, limits[index] + 1)
        if lines.reduce(grown - lines[index], +) <= height {
          limits[index] += 1
          lines[index] = grown
          hasGrown = true
        }
      }
    }
    return limits
  }
}

extension ReportSection {
  /// This section with the number of its rows in the first head, where it does not show all.
  fileprivate var countingInHead: Self {
    Self(
      key: key, title: title, table: table, top: top, countsInHead: true)
  }
}
