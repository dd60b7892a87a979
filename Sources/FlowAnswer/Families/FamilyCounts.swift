/// The counts of one family as plain data: what a state file keeps, and what the metrics are written from.
///
/// Rows are sorted by their label values as bytes, the first label first, and each set of labels is there once. The same
/// flows give equal counts, however they were cut and whatever the number of threads, as long as nothing overflows.
public struct FamilyCounts: Sendable, Equatable {
  /// The family, with the labels that it was asked for with.
  public let family: HubbleFamily
  /// The rows.
  public private(set) var rows: [FamilyRow]
  /// What was counted under labels that have no row.
  public private(set) var other: FamilyValue
  /// How many sets of labels have no row, at the least.
  public private(set) var suppressedCount: UInt64

  /// Counts made of their parts, as they were kept; rows may come in any order.
  public init(
    family: HubbleFamily, rows: [FamilyRow] = [], other: FamilyValue? = nil,
    suppressedCount: UInt64 = 0
  ) {
    self.family = family
    self.rows = Self.sorted(rows)
    self.other = other ?? FamilyValue(isHistogram: family.isHistogram)
    self.suppressedCount = suppressedCount
  }

  /// Everything that was counted.
  public var total: FamilyValue {
    rows.reduce(into: other) { $0.add($1.value) }
  }

  /// Adds later counts of the same family: to the rows that are there, then new rows as long as there are fewer than
  /// `maximumRows`, the largest first, ties by their labels as bytes; the rest to `other`.
  ///
  /// A row that is there stays, whatever the maximum. Nothing is lost: the total is the sum of both totals.
  public mutating func add(_ later: Self, maximumRows: Int = .max) {
    var places: [[UInt8]: Int] = [:]
    for (index, row) in rows.enumerated() {
      places[row.key] = index
    }
    var news: [FamilyRow] = []
    for row in later.rows {
      if let index = places[row.key] {
        rows[index].value.add(row.value)
      } else {
        news.append(row)
      }
    }
    // The sort is stable: what is alike stays in the order of the labels.
    news.sort { $0.value.count > $1.value.count }
    let room = max(0, maximumRows - rows.count)
    for row in news.dropFirst(room) {
      other.add(row.value)
    }
    other.add(later.other)
    suppressedCount = max(
      suppressedCount, UInt64(max(0, news.count - room)) + later.suppressedCount)
    rows = Self.sorted(rows + news.prefix(room))
  }

  /// The same with the largest rows only, the others in `other`.
  public func bounded(to maximumRows: Int) -> Self {
    var bounded = Self(family: family)
    bounded.add(self, maximumRows: maximumRows)
    return bounded
  }

  private static func sorted(_ rows: [FamilyRow]) -> [FamilyRow] {
    rows.sorted { left, right in
      for (leftValue, rightValue) in zip(left.labelValues, right.labelValues)
      where !leftValue.utf8.elementsEqual(rightValue.utf8) {
        return leftValue.utf8.lexicographicallyPrecedes(rightValue.utf8)
      }
      return false
    }
  }
}
