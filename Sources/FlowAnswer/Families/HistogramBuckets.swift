/// The buckets of the agent's histograms.
///
/// Source: the client library's default buckets, in seconds: .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10.
public enum HistogramBuckets: Sendable {
  /// The upper bounds in nanoseconds, each belonging to its bucket; above them is one more bucket.
  public static let bounds: [UInt64] = [
    5_000_000, 10_000_000, 25_000_000, 50_000_000, 100_000_000, 250_000_000, 500_000_000,
    1_000_000_000, 2_500_000_000, 5_000_000_000, 10_000_000_000,
  ]

  /// How many buckets there are, with the one that has no bound.
  public static let count = bounds.count + 1

  /// The bucket of a latency in nanoseconds.
  package static func index(of latency: UInt64) -> Int {
    bounds.firstIndex { latency <= $0 } ?? bounds.count
  }
}
