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

  /// Nothing counted.
  package init(isHistogram: Bool) {
    self.init(
      count: 0, buckets: isHistogram ? [UInt64](repeating: 0, count: HistogramBuckets.count) : [])
  }

  /// Counts one flow; a latency is in nanoseconds, and of a counter 0.
  package mutating func add(_ weight: UInt64, latency: UInt64) {
    count.addSaturating(weight)
    if !buckets.isEmpty {
      buckets[HistogramBuckets.index(of: latency)].addSaturating(weight)
      nanoseconds.addSaturating(UInt128(latency) &* UInt128(weight))
    }
  }

  /// Adds what was counted elsewhere of the same family.
  public mutating func add(_ other: Self) {
    count.addSaturating(other.count)
    for (bucket, count) in other.buckets.enumerated() where bucket < buckets.count {
      buckets[bucket].addSaturating(count)
    }
    nanoseconds.addSaturating(other.nanoseconds)
  }
}
