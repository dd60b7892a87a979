/// What the counts of a table are counts of.
public enum CountUnit: String, Sendable {
  /// Dropped packets, each once.
  case drops
  /// Flow lines, by their weight.
  case flows
}

/// A grouping asked for: the fields, in order, and what is counted.
public struct Grouping: Sendable, Equatable {
  /// The fields of the key, in the order of the columns; `.bucket` first where `--bucket` was given.
  public var fields: [GroupField]
  /// What is counted.
  public var unit: CountUnit

  /// A grouping by these fields.
  public init(by fields: [GroupField], counting unit: CountUnit) {
    self.fields = fields
    self.unit = unit
  }
}

/// One row of a table.
public struct GroupRow: Sendable, Equatable {
  /// One value per field, decoded UTF-8 from the log: hostile, escape it for where it goes.
  public var values: [String]
  /// Drops or flows.
  public var count: UInt64
  /// Time of the group's oldest flow.
  public var first: Timestamp?
  /// Time of the group's newest flow.
  public var last: Timestamp?

  /// A row made of its parts.
  public init(values: [String], count: UInt64, first: Timestamp?, last: Timestamp?) {
    self.values = values
    self.count = count
    self.first = first
    self.last = last
  }
}

/// How rows are ordered.
public enum RowOrder: Sendable, Equatable {
  /// By count, largest first, then by the fields as bytes; after the time bucket where there is one.
  case count
  /// By one field as bytes, then by count, then by all fields.
  case field(GroupField)
  /// By the first time seen, oldest first, rows without time at the end.
  case first
  /// By the last time seen, newest first, rows without time at the end.
  case last
}

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

  /// Takes the rows of a store, sorted by `RowOrder.count`.
  init(grouping: Grouping, store: GroupStore, total: UInt64, hasOverflowed: Bool) {
    self.grouping = grouping
    self.store = store
    self.total = total
    self.hasOverflowed = hasOverflowed
    order = (0..<Int32(store.count)).map { $0 }
    sort(by: .count)
  }

  /// A table of given rows, sorted by `RowOrder.count`; each row has one value per field.
  public init(grouping: Grouping, rows: [GroupRow], hasOverflowed: Bool = false) {
    var store = GroupStore()
    for row in rows {
      store.append(
        key: GroupKey(row.values).bytes, count: row.count, first: row.first, last: row.last)
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
    let index = Int(order[position])
    return GroupRow(
      values: GroupKey.values(of: store.key(at: index)), count: store.counts[index],
      first: store.firsts[index].timestamp, last: store.lasts[index].timestamp)
  }

  /// The count of a row, without decoding its values.
  public func count(at position: Int) -> UInt64 {
    store.counts[Int(order[position])]
  }

  /// Puts the rows into another order; costs one sort of the row numbers.
  public mutating func sort(by rowOrder: RowOrder) {
    let comparison = RowComparison(order: rowOrder, grouping: grouping, store: store)
    order.sort { comparison.isOrdered(Int($0), before: Int($1)) }
  }
}

/// The stated rule of row order over a store.
private struct RowComparison {
  let order: RowOrder
  let grouping: Grouping
  let store: GroupStore

  func isOrdered(_ left: Int, before right: Int) -> Bool {
    switch order {
    case .count:
      break
    case .field(let field):
      if let decided = compareField(grouping.fields.firstIndex(of: field), left, right) {
        return decided
      }
    case .first:
      if store.firsts[left] != store.firsts[right] {
        return store.firsts[left].sortsFirst(store.firsts[right], ascending: true)
      }
    case .last:
      if store.lasts[left] != store.lasts[right] {
        return store.lasts[left].sortsFirst(store.lasts[right], ascending: false)
      }
    }
    if let decided = compareField(grouping.fields.firstIndex(of: .bucket), left, right) {
      return decided
    }
    if store.counts[left] != store.counts[right] {
      return store.counts[left] > store.counts[right]
    }
    return GroupKey.isOrdered(
      store.keyBytes.span, store.place(of: left), before: store.place(of: right))
  }

  private func compareField(_ index: Int?, _ left: Int, _ right: Int) -> Bool? {
    guard let index else {
      return nil
    }
    return GroupKey.isOrdered(
      store.keyBytes.span, value: index, of: store.place(of: left), before: store.place(of: right))
  }
}
