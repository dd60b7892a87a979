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
