internal import FlowAnswer

/// Counts by a family's labels, bounded: what finds no room is counted apart, exactly.
///
/// A row takes its label texts and 60 bytes; of a histogram 130 more.
struct FamilyTable: Sendable {
  private var rows: BoundedTable<FamilyValue>

  /// A table of at most so many rows.
  init(_ family: HubbleFamily, maximumCount: Int) {
    rows = BoundedTable(
      of: FamilyValue(isHistogram: family.isHistogram), maximumCount: maximumCount)
  }

  /// Whether a row has found no room.
  var hasOverflowed: Bool {
    rows.hasOverflowed
  }

  /// Counts one flow; a latency is in nanoseconds, and of a counter 0.
  mutating func add(_ weight: UInt64, latency: UInt64, to key: GroupKey) {
    rows.count(under: key.text) { $0.add(weight, latency: latency) }
  }

  /// Adds what another table of the same family counted.
  mutating func merge(_ other: Self) {
    rows.merge(other.rows)
  }

  /// The rows as plain data.
  func counts(of family: HubbleFamily) -> FamilyCounts {
    let plain = (0..<rows.count).map {
      FamilyRow(labelValues: KeyText.values(of: rows.keys.key(at: $0)), value: rows.values[$0])
    }
    return FamilyCounts(
      family: family, rows: plain, other: rows.other, suppressedCount: hasOverflowed ? 1 : 0)
  }
}

extension FamilyValue: Counted {}
