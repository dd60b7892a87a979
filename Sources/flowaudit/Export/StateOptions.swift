/// What is kept between runs of `export`; where, `ExportPaths` knows.
struct StateOptions: OptionGroup {
  /// Whether what is there is to be forgotten.
  var isReset = false
  /// Nanoseconds to wait for another run.
  var lockTimeout: Int64 = 0
  var startsAtZero = true
  /// Nanoseconds for which a new series is written with 0; nil where it was not given.
  var zeroTime: Int64?
  /// Nanoseconds without change after which a series is given up.
  var retirement: Int64 = 30 * 86_400 * 1_000_000_000

  /// The zero time of a log that is followed: longer than Prometheus' own scrape interval of a minute.
  static let followedZeroTime: Int64 = 90_000_000_000
}
