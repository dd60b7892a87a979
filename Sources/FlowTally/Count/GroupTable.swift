internal import FlowAnswer

/// Counts by group key, bounded: what has no room is counted in one row of `(other)`.
struct GroupTable: Sendable {
  /// What is counted of a group: side by side, because all of it changes with each flow.
  private struct Group {
    var count: UInt64
    var first: OptionalTime
    var last: OptionalTime
  }

  private let grouping: Grouping
  private var keys: ByteTable
  private var groups: [Group] = []
  private var total: UInt64 = 0
  private var otherCount: UInt64 = 0
  private var otherFirst = OptionalTime.absent
  private var otherLast = OptionalTime.absent

  /// A table of at most so many groups, whose keys take 256 bytes each on average at the most.
  init(grouping: Grouping, maximumCount: Int) {
    self.grouping = grouping
    keys = ByteTable(maximumCount: maximumCount, maximumByteCount: 4096 + 256 * maximumCount)
  }

  /// The fields of the key.
  var fields: [GroupField] {
    grouping.fields
  }

  /// Whether a group has found no room.
  var hasOverflowed: Bool {
    keys.hasRefused
  }

  /// Adds to a group.
  mutating func add(_ weight: UInt64, to key: GroupKey, at time: OptionalTime) {
    let text = key.text
    add(weight, to: text.storage.span.extracting(0..<text.count), first: time, last: time)
  }

  private mutating func add(
    _ weight: UInt64, to key: Span<UInt8>, first: OptionalTime, last: OptionalTime
  ) {
    total &+= weight
    guard let index = keys.index(of: key) else {
      addOther(weight, first: first, last: last)
      return
    }
    if index == groups.count {
      groups.append(Group(count: weight, first: first, last: last))
    } else {
      groups[index].count &+= weight
      groups[index].first = groups[index].first.older(first)
      groups[index].last = groups[index].last.newer(last)
    }
  }

  private mutating func addOther(_ weight: UInt64, first: OptionalTime, last: OptionalTime) {
    otherCount &+= weight
    otherFirst = otherFirst.older(first)
    otherLast = otherLast.newer(last)
  }

  /// Adds what another table of the same grouping counted.
  mutating func merge(_ other: Self) {
    for index in 0..<other.keys.count {
      let group = other.groups[index]
      add(
        group.count, to: Array(other.keys.key(at: index)).span, first: group.first, last: group.last
      )
    }
    total &+= other.otherCount
    if other.otherCount > 0 {
      addOther(other.otherCount, first: other.otherFirst, last: other.otherLast)
    }
  }

  /// The counts as a sorted table.
  consuming func finish() -> GroupedCounts {
    let hasOverflowed = self.hasOverflowed
    var store = GroupStore(
      keyBytes: keys.keyBytes, keyEnds: keys.keyEnds, counts: groups.map(\.count),
      firsts: groups.map(\.first),
      lasts: groups.map(\.last))
    if hasOverflowed {
      let key = GroupKey(grouping.fields.map { _ in GroupField.other })
      // A log may hold that very name: no two rows have one key.
      if let index = keys.existingIndex(of: key.bytes.span) {
        store.add(otherCount, to: index, first: otherFirst, last: otherLast)
      } else {
        store.append(
          key: key.bytes, count: otherCount, first: otherFirst.timestamp,
          last: otherLast.timestamp)
      }
    }
    return GroupedCounts(
      grouping: grouping, store: store, total: total, hasOverflowed: hasOverflowed)
  }
}
