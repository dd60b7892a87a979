public import FlowAnswer

extension Explanations {
  /// The rows as a table of drops: what the policies given say stands among the values, why a row was dropped is left out.
  public func table(_ grouping: Grouping) -> GroupedCounts {
    var numbers: [[String]: Int] = [:]
    var merged: [GroupRow] = []
    for row in rows {
      guard let number = numbers[row.values] else {
        numbers[row.values] = merged.count
        merged.append(
          GroupRow(values: row.values, count: row.count, first: row.first, last: row.last))
        continue
      }
      let other = merged[number]
      merged[number] = GroupRow(
        values: row.values, count: [other.count, row.count].saturatingSum,
        first: [other.first, row.first].compactMap { $0 }.min(),
        last: [other.last, row.last].compactMap { $0 }.max())
    }
    return GroupedCounts(grouping: grouping, rows: merged, hasOverflowed: hasOverflowed)
  }
}
