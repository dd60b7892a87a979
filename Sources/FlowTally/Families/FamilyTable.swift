internal import FlowAnswer

/// Counts by a family's labels, bounded: what finds no room is counted apart, exactly.
///
/// A row takes its label texts and 20 bytes; of a histogram 124 more.
struct FamilyTable: Sendable {
  private var keys: ByteTable
  private var counts: [UInt64] = []
  /// Of a histogram: observations by bucket, and the sums of their nanoseconds.
  private var buckets: [UInt64] = []
  private var sums: [UInt128] = []
  private var other: FamilyValue
  private let isHistogram: Bool

  /// A table of at most so many rows, whose labels take 256 bytes each on average at the most.
  init(_ family: HubbleFamily, maximumCount: Int) {
    keys = ByteTable(maximumCount: maximumCount, maximumByteCount: 4096 + 256 * maximumCount)
    isHistogram = family.isHistogram
    other = FamilyValue(isHistogram: family.isHistogram)
  }

  /// Whether a row has found no room.
  var hasOverflowed: Bool {
    keys.hasRefused
  }

  /// Counts one flow; a latency is in nanoseconds, and of a counter 0.
  mutating func add(_ weight: UInt64, latency: UInt64, to key: GroupKey) {
    let text = key.text
    guard let row = row(of: text.storage.span.extracting(0..<text.count)) else {
      other.add(weight, latency: latency)
      return
    }
    counts[row] &+= weight
    if isHistogram {
      buckets[row &* HistogramBuckets.count &+ HistogramBuckets.index(of: latency)] &+= weight
      sums[row] &+= UInt128(latency) &* UInt128(weight)
    }
  }

  /// The number of a row, a new one of zeros where it is new; nil where there is no room.
  private mutating func row(of key: Span<UInt8>) -> Int? {
    guard let row = keys.index(of: key) else {
      return nil
    }
    if row == counts.count {
      counts.append(0)
      if isHistogram {
        for _ in 0..<HistogramBuckets.count {
          buckets.append(0)
        }
        sums.append(0)
      }
    }
    return row
  }

  /// Adds what another table of the same family counted.
  mutating func merge(_ table: Self) {
    for index in 0..<table.keys.count {
      let value = table.value(at: index)
      guard let row = row(of: Array(table.keys.key(at: index)).span) else {
        other.add(value)
        continue
      }
      counts[row] &+= value.count
      for (bucket, count) in value.buckets.enumerated() {
        buckets[row * HistogramBuckets.count + bucket] &+= count
      }
      if isHistogram {
        sums[row] &+= value.nanoseconds
      }
    }
    other.add(table.other)
  }

  private func value(at row: Int) -> FamilyValue {
    guard isHistogram else {
      return FamilyValue(count: counts[row])
    }
    let first = row * HistogramBuckets.count
    return FamilyValue(
      count: counts[row], buckets: Array(buckets[first..<(first + HistogramBuckets.count)]),
      nanoseconds: sums[row])
  }

  /// The rows as plain data.
  func counts(of family: HubbleFamily) -> FamilyCounts {
    let rows = (0..<keys.count).map {
      FamilyRow(labelValues: KeyText.values(of: keys.key(at: $0)), value: value(at: $0))
    }
    return FamilyCounts(
      family: family, rows: rows, other: other, suppressedCount: hasOverflowed ? 1 : 0)
  }
}
