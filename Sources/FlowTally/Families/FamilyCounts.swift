/// What was counted under one set of labels.
public struct FamilyValue: Sendable, Equatable {
  /// Flows, by their weight; of a histogram its observations.
  public private(set) var count: UInt64
  /// Observations by bucket, each in one only, in the order of `HistogramBuckets`; empty for a counter.
  public private(set) var buckets: [UInt64]
  /// The sum of what was observed, in nanoseconds; 0 for a counter.
  public private(set) var nanoseconds: UInt128

  /// A value made of its parts; a histogram has one count for each of `HistogramBuckets`.
  public init(count: UInt64, buckets: [UInt64] = [], nanoseconds: UInt128 = 0) {
    self.count = count
    self.buckets = buckets
    self.nanoseconds = nanoseconds
  }

  init(isHistogram: Bool) {
    self.init(
      count: 0, buckets: isHistogram ? [UInt64](repeating: 0, count: HistogramBuckets.count) : [])
  }

  mutating func add(_ weight: UInt64, latency: UInt64) {
    count &+= weight
    if !buckets.isEmpty {
      buckets[HistogramBuckets.index(of: latency)] &+= weight
      nanoseconds &+= UInt128(latency) &* UInt128(weight)
    }
  }

  /// Adds what was counted elsewhere of the same family.
  public mutating func add(_ other: Self) {
    count &+= other.count
    for (bucket, count) in other.buckets.enumerated() where bucket < buckets.count {
      buckets[bucket] &+= count
    }
    nanoseconds &+= other.nanoseconds
  }
}

/// A set of labels and what was counted under it.
public struct FamilyRow: Sendable, Equatable {
  /// One value for each of the family's `labelNames`, decoded UTF-8 from the log: hostile; may be empty, as the agent's may.
  public let labelValues: [String]
  /// What was counted.
  public var value: FamilyValue

  /// A row made of its parts.
  public init(labelValues: [String], value: FamilyValue) {
    self.labelValues = labelValues
    self.value = value
  }
}

/// The counts of one family as plain data: what a state file keeps, and what the metrics are written from.
///
/// Rows are sorted by their label values as bytes, the first label first, and each set of labels is there once. The same
/// flows give equal counts, however they were cut and whatever the number of threads, as long as nothing overflows.
public struct FamilyCounts: Sendable, Equatable {
  /// The family, with the labels that it was asked for with.
  public let family: HubbleFamily
  /// The rows.
  public private(set) var rows: [FamilyRow]
  /// What was counted under labels that have no row.
  public private(set) var other: FamilyValue
  /// How many sets of labels have no row, at the least.
  public private(set) var suppressedCount: UInt64

  /// Counts made of their parts, as they were kept; rows may come in any order.
  public init(
    family: HubbleFamily, rows: [FamilyRow] = [], other: FamilyValue? = nil,
    suppressedCount: UInt64 = 0
  ) {
    self.family = family
    self.rows = Self.sorted(rows)
    self.other = other ?? FamilyValue(isHistogram: family.isHistogram)
    self.suppressedCount = suppressedCount
  }

  /// Everything that was counted.
  public var total: FamilyValue {
    rows.reduce(into: other) { $0.add($1.value) }
  }

  private static func sorted(_ rows: [FamilyRow]) -> [FamilyRow] {
    rows.sorted { left, right in
      for (leftValue, rightValue) in zip(left.labelValues, right.labelValues)
      where !leftValue.utf8.elementsEqual(rightValue.utf8) {
        return leftValue.utf8.lexicographicallyPrecedes(rightValue.utf8)
      }
      return false
    }
  }
}
