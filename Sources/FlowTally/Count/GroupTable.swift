internal import FlowAnswer

/// Counts by group key, bounded: what has no room is counted in one row of `(other)`.
struct GroupTable: Sendable {
  /// What is counted of a group: side by side, because all of it changes with each flow.
  private struct Group: Counted {
    var count: UInt64 = 0
    var first = OptionalTime.absent
    var last = OptionalTime.absent

    @inline(__always)
    mutating func add(_ other: Self) {
      count.addSaturating(other.count)
      first = first.older(other.first)
      last = last.newer(other.last)
    }
  }

  private let grouping: Grouping
  private var groups: BoundedTable<Group>
  /// Everything that was counted.
  private(set) var total: UInt64 = 0

  /// A table of at most so many groups.
  init(grouping: Grouping, maximumCount: Int) {
    self.grouping = grouping
    groups = BoundedTable(of: Group(), maximumCount: maximumCount)
  }

  /// Whether a group has found no room.
  var hasOverflowed: Bool {
    groups.hasOverflowed
  }

  /// Adds to a group.
  @inline(__always)
  mutating func add(_ weight: UInt64, to key: GroupKey, at time: OptionalTime) {
    total.addSaturating(weight)
    groups.count(under: key.text) { $0.add(Group(count: weight, first: time, last: time)) }
  }

  /// Adds what another table of the same grouping counted.
  mutating func merge(_ other: Self) {
    groups.merge(other.groups)
    total.addSaturating(other.total)
  }

  /// The counts as a sorted table.
  consuming func finish() -> GroupedCounts {
    let (keys, rows, other) = (groups.keys, groups.values, groups.other)
    var store = GroupStore(
      keyBytes: keys.keyBytes, keyEnds: keys.keyEnds, counts: rows.map(\.count),
      firsts: rows.map(\.first), lasts: rows.map(\.last))
    if hasOverflowed {
      let key = GroupKey(grouping.fields.map { _ in GroupField.other })
      // A log may hold that very name: no two rows have one key.
      if let index = keys.existingIndex(of: key.bytes.span) {
        store.add(other.count, to: index, first: other.first, last: other.last)
      } else {
        store.append(
          key: key.bytes, count: other.count, first: other.first.timestamp,
          last: other.last.timestamp)
      }
    }
    return GroupedCounts(
      grouping: grouping, store: store, total: total, hasOverflowed: hasOverflowed)
  }
}
