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
  /// With time buckets: the rows of the wanted groups, which stand in front.
  private var frontCount: Int?

  /// Takes the rows of a store, sorted as the grouping wants them.
  package init(grouping: Grouping, store: GroupStore, total: UInt64, hasOverflowed: Bool) {
    self.grouping = grouping
    self.store = store
    self.total = total
    self.hasOverflowed = hasOverflowed
    order = (0..<Int32(store.count)).map { $0 }
    if let top = grouping.top, top > 0, grouping.fields.first == .bucket {
      selectGroups(top)
    } else {
      sort(by: grouping.order, top: grouping.top)
    }
  }

  /// A table of given rows, sorted as the grouping wants them; each row has one value per field.
  public init(grouping: Grouping, rows: [GroupRow], hasOverflowed: Bool = false) {
    var store = GroupStore()
    for row in rows {
      store.append(
        key: KeyText.bytes(of: row.values), count: row.count, first: row.first, last: row.last)
    }
    let total = rows.map(\.count).saturatingSum
    self.init(grouping: grouping, store: store, total: total, hasOverflowed: hasOverflowed)
  }

  /// How many rows there are.
  public var rowCount: Int {
    order.count
  }

  /// How many rows the first so many are; nil asks for all.
  ///
  /// With time buckets, where the grouping asks for as many, these are all rows of so many groups.
  public func rowCount(ofTop top: Int?) -> Int {
    if let frontCount, top == grouping.top {
      return frontCount
    }
    return min(max(0, top ?? .max), rowCount)
  }

  /// A row in the current order, decoded anew at each call.
  public func row(at position: Int) -> GroupRow {
    let (first, last) = times(at: position)
    return GroupRow(
      values: KeyText.values(of: store.key(at: Int(order[position]))), count: count(at: position),
      first: first, last: last)
  }

  /// One value of a row, given by the number of its field, decoded anew at each call.
  public func value(_ field: Int, at position: Int) -> String {
    let place = KeyText.place(
      of: field, in: store.keyBytes.span, store.place(of: Int(order[position])))
    return place.map { String(decoding: store.keyBytes[$0], as: UTF8.self) } ?? ""
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

  /// Sorts the rows of the first groups over all buckets to the front; the others come in no order.
  private mutating func selectGroups(_ top: Int) {
    let (groups, numbers) = groupsOverBuckets(top)
    var isWanted = [Bool](repeating: false, count: groups.rowCount)
    for number in groups.order.prefix(top) {
      isWanted[Int(number)] = true
    }
    let comparison = RowComparison(order: grouping.order, grouping: grouping, store: store)
    let front = order.filter { isWanted[Int(numbers[Int($0)])] }
      .sorted { comparison.isOrdered($0, before: $1) }
    order = front + order.filter { !isWanted[Int(numbers[Int($0)])] }
    frontCount = front.count
  }

  /// The groups without their bucket, counted together, and the number of each row's.
  private func groupsOverBuckets(_ top: Int) -> (groups: Self, numbers: [Int32]) {
    let rests = (0..<store.count).map { index in
      let place = store.place(of: index)
      let bucket = KeyText.place(of: 0, in: store.keyBytes.span, place)
      return (bucket?.upperBound ?? place.upperBound)..<place.upperBound
    }
    let sorted = order.sorted {
      KeyText.isOrdered(store.keyBytes.span, rests[Int($0)], before: rests[Int($1)])
    }
    var groups = GroupStore()
    var numbers = [Int32](repeating: 0, count: store.count)
    var last: Int?
    for number in sorted {
      let index = Int(number)
      let isNew =
        last.map {
          KeyText.isOrdered(store.keyBytes.span, rests[$0], before: rests[index])
        } ?? true
      if isNew {
        groups.append(key: store.keyBytes[rests[index]], count: 0, first: nil, last: nil)
      }
      groups.add(
        store.counts[index], to: groups.count - 1, first: store.firsts[index],
        last: store.lasts[index])
      numbers[index] = Int32(groups.count - 1)
      last = index
    }
    let order = grouping.order == .field(.bucket) ? .count : grouping.order
    let whole = Grouping(
      by: Array(grouping.fields.dropFirst()), counting: grouping.unit, order: order, top: top)
    return (Self(grouping: whole, store: groups, total: total, hasOverflowed: false), numbers)
  }

  private mutating func sortFront(_ count: Int, _ comparison: RowComparison) {
    let front = order[..<count].sorted { comparison.isOrdered($0, before: $1) }
    order.replaceSubrange(..<count, with: front)
  }
}
