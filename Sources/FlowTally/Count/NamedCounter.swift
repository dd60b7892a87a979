internal import FlowAnswer

/// Counts under names from the log; names beyond a limit that no healthy log reaches are counted as `(other)`.
struct NamedCounter {
  private var names = ByteTable(maximumCount: 1000, maximumByteCount: 1 << 20)
  private var counts: [UInt64] = []
  private var others: UInt64 = 0
  private var name = TextBuffer()

  mutating func add(_ weight: UInt64, writingName write: (inout TextBuffer) -> Void) {
    name.removeAll()
    write(&name)
    guard let index = names.index(of: name) else {
      others = Self.sum(others, weight)
      return
    }
    if index == counts.count {
      counts.append(0)
    }
    counts[index] = Self.sum(counts[index], weight)
  }

  /// Whether a name has found no room.
  var hasOverflowed: Bool {
    names.hasRefused
  }

  /// A log may say that any number of events was lost: the sum stays at the greatest number there is.
  private static func sum(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? .max : sum
  }

  /// Adds what another counted.
  mutating func merge(_ other: Self) {
    for index in other.counts.indices {
      add(other.counts[index]) { $0.append(contentsOf: other.names.key(at: index)) }
    }
    others &+= other.others
  }

  /// The names and their counts, sorted by name as bytes, without zeros.
  var sorted: [Coverage.NamedCount] {
    var all = counts.indices.map { index in
      (name: String(decoding: names.key(at: index), as: UTF8.self), count: counts[index])
    }
    // A log may hold that very name: no two counts have one name.
    if let index = all.firstIndex(where: { $0.name == GroupField.other }) {
      all[index].count = Self.sum(all[index].count, others)
    } else {
      all.append((name: GroupField.other, count: others))
    }
    return all.filter { $0.count > 0 }
      .map { Coverage.NamedCount(name: $0.name, count: $0.count) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
