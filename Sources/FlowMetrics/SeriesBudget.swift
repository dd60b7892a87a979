import FlowTally

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
  /// A table that has overflowed itself has counted groups under `(other)` already, nobody knows
  /// how many: at least one.
  func select(_ table: GroupedCounts, fields: [GroupField]) -> Outcome {
    var sorted = table
    sorted.sort(by: .count)
    let places = fields.map { table.grouping.fields.firstIndex(of: $0) }
    let keptCount = min(max(0, maximum), table.rowCount)
    var series = (0..<keptCount).map { position in
      let row = sorted.row(at: position)
      let values = places.map { $0.map { row.values[$0] } ?? GroupField.absent }
      return MetricSeries(values, .integer(row.count))
    }
    let suppressed = (keptCount..<table.rowCount).map { sorted.count(at: $0) }
    series += other(suppressed, labelCount: fields.count)
    let suppressedCount = UInt64(suppressed.count) + (table.hasOverflowed ? 1 : 0)
    return Outcome(series: series, suppressedCount: suppressedCount)
  }

  /// Named counts: those that are known have their series from the start, at 0; the others share
  /// the budget.
  func select(_ counts: [Coverage.NamedCount], known: [String]) -> Outcome {
    let unknown = counts.filter { !known.contains($0.name) }.sorted { left, right in
      left.count != right.count
        ? left.count > right.count : left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
    }
    let seeds = known.map { MetricSeries([$0], .integer(0)) }
    let kept = counts.filter { known.contains($0.name) } + unknown.prefix(max(0, maximum))
    let suppressed = unknown.dropFirst(max(0, maximum)).map(\.count)
    let series = kept.map { MetricSeries([$0.name], .integer($0.count)) }
    return Outcome(
      series: seeds + series + other(suppressed, labelCount: 1),
      suppressedCount: UInt64(suppressed.count))
  }

  private func other(_ counts: [UInt64], labelCount: Int) -> [MetricSeries] {
    guard !counts.isEmpty else {
      return []
    }
    let values = (0..<labelCount).map { _ in GroupField.other }
    return [MetricSeries(values, .integer(counts.reduce(0) { $0 &+ $1 }))]
  }
}
