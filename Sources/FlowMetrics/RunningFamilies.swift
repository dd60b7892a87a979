internal import FlowAnswer
internal import FlowState

/// The agent's families of a state: what all runs over it counted together.
struct RunningFamilies: Sendable {
  /// By the family's name.
  private var tables: [String: SeriesTable<FamilyValue>] = [:]

  /// Adds what a run counted; where there is no room, largest first, to `(other)`.
  mutating func add(_ families: [FamilyCounts], at time: RunTime, rules: RunningCounts.Rules) {
    for counts in families {
      tables[counts.family.name, default: SeriesTable()].add(counts, at: time, rules: rules)
    }
  }

  mutating func noteWritten(_ moment: ZeroTime, at age: Int64) {
    for name in tables.keys {
      tables[name]?.noteWritten(moment, at: age)
    }
  }

  /// The families as they are written.
  func blocks(_ metrics: HubbleMetrics) -> HubbleBlocks {
    HubbleBlocks(
      metrics.families.map { family in
        let table = tables[family.name] ?? SeriesTable()
        let rows = table.series.map { labels, one in
          FamilyRow(labelValues: labels.values, value: one.shown)
        }
        return FamilyCounts(family: family, rows: rows, suppressedCount: table.suppressed)
      })
  }

  /// Writes all as lines of state, families by name.
  func write(to writer: inout StateWriter) {
    for (name, table) in tables.sorted(by: { $0.key < $1.key }) {
      table.write(name, to: &writer)
    }
  }

  /// Takes a line that `write` wrote; false where it is another's, or of a family that is not known.
  mutating func restore(_ line: StateLine) throws(StateDamage) -> Bool {
    guard line.keyword == FamilyValue.keyword, Self.names.contains(try line.word(0)) else {
      return false
    }
    try tables[line.word(0), default: SeriesTable()].restore(line)
    return true
  }

  private static let names = HubbleFamily.names
}

extension SeriesTable<FamilyValue> {
  /// Adds what a run counted of this family.
  fileprivate mutating func add(
    _ counts: FamilyCounts, at time: RunTime, rules: RunningCounts.Rules
  ) {
    beginRun(suppressed: counts.suppressedCount)
    for row in counts.rows.sorted(by: { $0.value.count > $1.value.count }) {
      add(row.value, to: row.labelValues, at: time, rules: rules)
    }
    if counts.other.count > 0 {
      let others = counts.family.labelNames.map { _ in GroupField.other }
      add(counts.other, to: others, at: time, rules: rules)
    }
    retire(at: time.age, after: rules.retirement.count)
  }
}
