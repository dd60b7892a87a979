import FlowAnswer

/// Keeps a family bounded: the largest groups have a series each, the rest share one.
struct SeriesBudget {
  let maximum: Int

  /// The series of one family, and how many groups share `(other)`.
  struct Outcome {
    var series: [MetricSeries]
    var suppressedCount: UInt64
  }

  /// The rows of a table in the order of the labels; ties go to the first by their fields as bytes.
  ///
  /// A table that has overflowed itself has a row of `(other)` already, of at least one group.
  func select(_ table: GroupedCounts, fields: [GroupField]) -> Outcome {
    var sorted = table
    sorted.sort(by: .count)
    let places = fields.map { table.grouping.fields.firstIndex(of: $0) }
    var series: [MetricSeries] = []
    var suppressed: [UInt64] = []
    for position in 0..<table.rowCount {
      if series.count < maximum {
        let row = sorted.row(at: position)
        if !table.hasOverflowed || !row.values.allSatisfy({ $0 == GroupField.other }) {
          let values = places.map { $0.map { row.values[$0] } ?? GroupField.absent }
          series.append(MetricSeries(values, .integer(row.count)))
          continue
        }
      }
      suppressed.append(sorted.count(at: position))
    }
    return Outcome(
      series: series + other(suppressed, labelCount: fields.count),
      suppressedCount: UInt64(suppressed.count))
  }

  /// Named counts: those that are known have their series from the start, at 0; the others share
  /// the budget, but for those that were counted under `(other)` already.
  func select(_ counts: [Coverage.NamedCount], known: [String]) -> Outcome {
    let others = counts.filter { $0.name == GroupField.other }.map(\.count)
    let unknown = counts.filter {
      !known.contains($0.name) && $0.name != GroupField.other
    }.sorted { left, right in
      left.count != right.count
        ? left.count > right.count : left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
    }
    let seeds = known.map { MetricSeries([$0], .integer(0)) }
    let kept = counts.filter { known.contains($0.name) } + unknown.prefix(max(0, maximum))
    let suppressed = others + unknown.dropFirst(max(0, maximum)).map(\.count)
    let series = kept.map { MetricSeries([$0.name], .integer($0.count)) }
    return Outcome(
      series: seeds + series + other(suppressed, labelCount: 1),
      suppressedCount: UInt64(suppressed.count))
  }

  /// The rows of one of the agent's families; ties go to the first by their labels as bytes.
  func select(_ counts: FamilyCounts) -> FamilyCounts {
    // The sort is stable: what is alike stays in the order of the labels.
    let sorted = counts.rows.sorted { $0.value.count > $1.value.count }
    let rest = sorted.dropFirst(max(0, maximum))
    return FamilyCounts(
      family: counts.family, rows: Array(sorted.prefix(max(0, maximum))),
      other: rest.reduce(into: counts.other) { $0.add($1.value) },
      suppressedCount: UInt64(rest.count) + counts.suppressedCount)
  }

  private func other(_ counts: [UInt64], labelCount: Int) -> [MetricSeries] {
    guard !counts.isEmpty else {
      return []
    }
    let values = (0..<labelCount).map { _ in GroupField.other }
    return [MetricSeries(values, .integer(counts.saturatingSum))]
  }
}
