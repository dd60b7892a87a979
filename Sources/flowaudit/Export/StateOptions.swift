import FlowAnswer

/// What is kept between runs of `export`; where, `ExportPaths` knows.
struct StateOptions: OptionGroup {
  /// Whether what is there is to be forgotten.
  var isReset = false
  /// How long another run is waited for.
  var lockTimeout = Nanoseconds.zero
  var startsAtZero = true
  /// How long a new series is written with 0; nil where it was not given.
  var zeroTime: Nanoseconds?
  /// After how long without change a series is given up.
  var retirement = Nanoseconds.seconds(30 * 86_400)

  /// The zero time of a log that is followed: longer than Prometheus' own scrape interval of a minute.
  static let followedZeroTime = Nanoseconds.seconds(90)
}
