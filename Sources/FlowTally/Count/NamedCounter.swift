/// Counts under names from the log; names beyond a limit that no healthy log reaches are counted as `(other)`.
struct NamedCounter {
  private var names = ByteTable(maximumCount: 1000, maximumByteCount: 1 << 20)
  private var counts: [UInt64] = []
  private var others: UInt64 = 0
  private var name: [UInt8] = []

  mutating func add(_ weight: UInt64, writingName write: (inout [UInt8]) -> Void) {
    name.removeAll(keepingCapacity: true)
    write(&name)
    let text = name
    guard let index = names.index(of: text.span) else {
      others &+= weight
      return
    }
    if index == counts.count {
      counts.append(0)
    }
    counts[index] &+= weight
  }

  /// Adds what another counted.
  mutating func merge(_ other: Self) {
    for index in other.counts.indices {
      add(other.counts[index]) { $0 += other.names.key(at: index) }
    }
    others &+= other.others
  }

  /// The names and their counts, sorted by name as bytes, without zeros.
  var sorted: [Coverage.NamedCount] {
    var all = counts.indices.map { index in
      Coverage.NamedCount(
        name: String(decoding: names.key(at: index), as: UTF8.self), count: counts[index])
    }
    all.append(Coverage.NamedCount(name: GroupField.other, count: others))
    return all.filter { $0.count > 0 }.sorted {
      $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
  }
}
