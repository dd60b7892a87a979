/// The counts of one grouping: sorted rows over one buffer of keys.
///
/// Rows are decoded one at a time, so that a million groups cost their keys and 24 bytes each.
public struct GroupedCounts: Sendable {
  /// What was grouped.
  public let grouping: Grouping
  /// The sum over all rows.
  public let total: UInt64
  /// Whether more groups came than `--max-groups` allows; the rest is in rows of `(other)`.
  public let hasOverflowed: Bool

  private let store: GroupStore
  private var order: [Int32]

  /// Takes the rows of a store, sorted as the grouping wants them.
  package init(grouping: Grouping, store: GroupStore, total: UInt64, hasOverflowed: Bool) {
    self.grouping = grouping
    self.store = store
    self.total = total
    self.hasOverflowed = hasOverflowed
    order = (0..<Int32(store.count)).map { $0 }
    sort(by: grouping.order, top: grouping.top)
  }

  /// A table of given rows, sorted as the grouping wants them; each row has one value per field.
  public init(grouping: Grouping, rows: [GroupRow], hasOverflowed: Bool = false) {
    var store = GroupStore()
    for row in rows {
      store.append(
        key: KeyText.bytes(of: row.values), count: row.count, first: row.first, last: row.last)
    }
    let total = rows.reduce(0) { $0 &+ $1.count }
    self.init(grouping: grouping, store: store, total: total, hasOverflowed: hasOverflowed)
  }

  /// How many rows there are.
  public var rowCount: Int {
    order.count
  }

  /// A row in the current order, decoded anew at each call.
  public func row(at position: Int) -> GroupRow {
    let (first, last) = times(at: position)
    return GroupRow(
      values: KeyText.values(of: store.key(at: Int(order[position]))), count: count(at: position),
      first: first, last: last)
  }

  /// The count of a row.
  public func count(at position: Int) -> UInt64 {
    store.counts[Int(order[position])]
  }

  /// Times of a row's oldest and newest flow.
  public func times(at position: Int) -> (first: Timestamp?, last: Timestamp?) {
    let index = Int(order[position])
    return (store.firsts[index].timestamp, store.lasts[index].timestamp)
  }

  /// Calls `body` with one value of a row, given by the number of its field; not where the row has none.
  ///
  /// The value is UTF-8 from the log, lent for the call: hostile, escape it for where it goes. Allocates nothing.
  public func withValue(_ field: Int, at position: Int, _ body: (Span<UInt8>) -> Void) {
    let keys = store.keyBytes.span
    if let place = KeyText.place(of: field, in: keys, store.place(of: Int(order[position]))) {
      body(keys.extracting(place))
    }
  }

  /// Puts the rows into another order; where fewer are wanted, the rows behind them come in none.
  ///
  /// Costs a sort of the row numbers; for a few wanted ones about a comparison a row. Needs no memory beside them.
  public mutating func sort(by rowOrder: RowOrder, top: Int? = nil) {
    let comparison = RowComparison(order: rowOrder, grouping: grouping, store: store)
    if let top, top > 0, top < rowCount / 8 {
      select(top, comparison)
    } else {
      order.sort { comparison.isOrdered($0, before: $1) }
    }
  }

  /// Sorts the first rows to the front: collects those that come before the last of the best so far, and sorts whenever
  /// there are twice as many as are wanted.
  private mutating func select(_ top: Int, _ comparison: RowComparison) {
    sortFront(top, comparison)
    var foundCount = top
    for position in top..<rowCount
    where comparison.isOrdered(order[position], before: order[top - 1]) {
      order.swapAt(position, foundCount)
      foundCount += 1
      if foundCount == 2 * top {
        sortFront(foundCount, comparison)
        foundCount = top
      }
    }
    sortFront(foundCount, comparison)
  }

  private mutating func sortFront(_ count: Int, _ comparison: RowComparison) {
    let front = order[..<count].sorted { comparison.isOrdered($0, before: $1) }
    order.replaceSubrange(..<count, with: front)
  }
}
