internal import FlowAnswer

/// Counts under names from the log; names beyond a limit that no healthy log reaches are counted as `(other)`.
struct NamedCounter {
  /// A sum that stays at the greatest number there is: a log may say that any number of events was lost.
  private struct Sum: Counted {
    var count: UInt64 = 0

    mutating func add(_ other: Self) {
      count.addSaturating(other.count)
    }
  }

  private var sums = BoundedTable(of: Sum(), maximumCount: 1000, maximumByteCount: 1 << 20)
  private var name = TextBuffer()

  mutating func add(_ weight: UInt64, writingName write: (inout TextBuffer) -> Void) {
    name.removeAll()
    write(&name)
    sums.count(under: name) { $0.add(Sum(count: weight)) }
  }

  /// Whether a name has found no room.
  var hasOverflowed: Bool {
    sums.hasOverflowed
  }

  /// Adds what another counted.
  mutating func merge(_ other: Self) {
    sums.merge(other.sums)
  }

  /// The names and their counts, sorted by name as bytes, without zeros.
  var sorted: [Coverage.NamedCount] {
    var all = (0..<sums.count).map { index in
      (name: String(decoding: sums.keys.key(at: index), as: UTF8.self), sum: sums.values[index])
    }
    // A log may hold that very name: no two counts have one name.
    if let index = all.firstIndex(where: { $0.name == GroupField.other }) {
      all[index].sum.add(sums.other)
    } else {
      all.append((name: GroupField.other, sum: sums.other))
    }
    return all.filter { $0.sum.count > 0 }
      .map { Coverage.NamedCount(name: $0.name, count: $0.sum.count) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
